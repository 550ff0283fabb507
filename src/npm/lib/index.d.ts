/** The providers that Hostdouble emulates. */
export type Provider = 'hostkey' | 'hosterapi' | 'vss';

/** The mode of a clock; `step:1s` moves it by a second with each call. */
export type ClockMode = 'real' | 'manual' | `x${number}` | `step:${string}`;

/** How to reach the control API. */
export interface ConnectOptions {
  /** The server's HOSTDOUBLE_CONTROL_TOKEN, if it has one. */
  controlToken?: string;
}

/** How to start a server. What is left out is as on the command line, but the port is any free one. */
export interface StartOptions extends ConnectOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  bind?: string;
  /** Start state: `default`, `rich` or a folder. */
  world?: string;
  clock?: ClockMode;
  /** When worlds start: `host`, or a date in ISO 8601. */
  now?: string;
  /** A bigint for seeds beyond 2^53. */
  seed?: number | bigint;
  auth?: 'fixtures' | 'any';
  maxWorlds?: number;
  /** Scenarios that are active in every world: names, files or folders, such as `any/slow-provider,delay=3s`. */
  scenarios?: string[];
  /** Refuse assumed answers with 501. */
  strict?: boolean;
  /** More flags of `hostdouble serve`. */
  args?: string[];
  /** Options of Java; by default those of a short run. */
  javaArgs?: string[];
  /** How long the start may take, in milliseconds; 60000 by default. */
  timeout?: number;
  /** Called with each line of the server's log, which is JSON. */
  onLog?: (line: string) => void;
}

/** A server in a process of its own. It does not keep this process alive, and ends with it, even if it is killed. */
export interface Server extends Hostdouble {
  /** The id of the server's process. */
  readonly pid: number;
  /** Stops the server and waits for its end. Calls that are under way get their replies. */
  close(): Promise<void>;
}

/**
 * Starts a server with the jar of this package, or the one that HOSTDOUBLE_JAR names.
 *
 * @throws {Error} if there is no Java 17, or if the server does not start: with the last lines that it printed
 */
export function start(options?: StartOptions): Promise<Server>;

/** A running server, such as one in a container. */
export class Hostdouble {
  /** @param url such as `http://127.0.0.1:8080` */
  constructor(url: string | URL, options?: ConnectOptions);
  /** Without a slash at its end. */
  readonly url: string;
  /** A world, which the first call creates; up to 64 letters, digits, dots, underscores and hyphens. */
  world(name: string): World;
  health(): Promise<Health>;
  worlds(): Promise<WorldInfo[]>;
  /** The scenarios that can be activated by name. */
  catalogue(): Promise<CatalogueEntry[]>;
  /** Any other request to the control API: `control('GET', 'operations')`. Returns the JSON of the reply. */
  control(method: string, path: string, body?: unknown): Promise<any>;
}

/** The world of one test. */
export class World {
  private constructor();
  readonly name: string;
  /** The base of every path in this world, without a slash at its end. */
  readonly url: string;
  /** What takes the place of scheme and host in the URLs of a provider's client; the same for all of them. */
  baseUrl(provider: Provider): string;
  /** Back to the start state, the clock of the start and an empty journal. */
  reset(): Promise<{ reset: string }>;
  /** Deletes this world if it exists. The next call that names it gets a new one. */
  delete(): Promise<void>;

  readonly clock: {
    get(): Promise<Clock>;
    /** Sets the mode, the date, or both. */
    set(clock: Partial<Clock>): Promise<Clock>;
    /** Moves the clock by a time such as `30s`. Jobs due by then have finished when this resolves. */
    advance(by: string): Promise<Clock>;
    /**
     * Moves the clock to the end of a job or until it has reached a progress from 0 to 1, to the expiry of a token, or to
     * a date. Rejects if that never happens, with what prevents it.
     */
    runUntil(point: { job: number | string; progress?: number } | { token: string } | { rule: string } | { date: string }): Promise<ClockRun>;
  };

  readonly scenarios: {
    /** Activates a scenario by name, such as `hosterapi/lost-acknowledgement`. */
    activate(name: string, parameters?: Record<string, unknown>): Promise<ActiveScenario>;
    /** Activates a scenario of your own. */
    activate(scenario: Scenario): Promise<ActiveScenario>;
    deactivate(name: string): Promise<{ deactivated: string }>;
    /** The active scenarios, with the counts of their rules. */
    list(): Promise<ActiveScenario[]>;
    /** Why the rules of an active scenario did not apply to the nearest calls. */
    explain(name: string): Promise<any>;
  };

  /** The journal, the latest call first. */
  requests(filter?: RequestFilter): Promise<RecordedCall[]>;
  /** A call in full: request, reply as intended and as delivered, and notes. */
  request(n: number): Promise<any>;
  /** Calls as a shell script with curl, the oldest first, or the call of a number. Credentials are masked. */
  curl(which?: number | RequestFilter): Promise<string>;

  /**
   * Compares calls and rules with these expectations, and the rules of active scenarios with their own.
   *
   * @throws {VerificationError} that lists the differences
   */
  verify(expectations?: Expectations | CallExpectation[]): Promise<Verdict>;

  readonly jobs: {
    list(filter?: JobFilter): Promise<Job[]>;
    finish(id: number | string): Promise<Job>;
    /** Fails a running job; `output` is the text of the error, such as `0xa3: timeout`. */
    fail(id: number | string, output?: string): Promise<Job>;
  };

  readonly state: {
    /** The whole world, as JSON. It is a text because JavaScript would round its numbers. */
    get(): Promise<string>;
    put(state: string): Promise<any>;
  };

  /** A change that the provider makes by itself, such as `{ 'hosterapi/vm': 4001, state: 'stopped' }`. */
  change(change: Record<string, unknown>): Promise<any>;
  /** Everything that happened, as a file for `hostdouble replay`. */
  replay(options?: { secrets?: 'keep' | 'mask' }): Promise<string>;
  /** Any other request to the control API of this world. Returns the JSON of the reply. */
  control(method: string, path: string, body?: unknown): Promise<any>;
  /** The same for a reply that is not JSON. */
  text(method: string, path: string, body?: unknown): Promise<string>;
}

/** A request that the control API refused, with its sentence, or that did not reach it. */
export class HostdoubleError extends Error {
  protected constructor();
  /** The HTTP status; undefined if there was no reply. */
  readonly status?: number;
  readonly method: string;
  readonly path: string;
  /** The body of the reply. */
  readonly body?: any;
}

/** Calls or rules that were not as expected; the message lists the differences. */
export class VerificationError extends HostdoubleError {
  private constructor();
  readonly problems: Problem[];
  readonly unusedRules: string[];
  readonly unusedScenarios: string[];
}

export interface Clock {
  mode: ClockMode;
  /** In ISO 8601, UTC. */
  now: string;
}

/** The clock after it ran, and what happened by itself on the way. */
export interface ClockRun extends Clock {
  /** What has happened, as a sentence. */
  reached: string;
  /** How much time has passed, in ISO 8601. */
  passed: string;
  /** How many events there were; `events` has the first 100. */
  total: number;
  events: ClockEvent[];
}

export interface ClockEvent {
  at: string;
  kind: 'job-finished' | 'job-failed' | 'credential-expired' | 'scenario-event';
  api?: Provider;
  job?: string;
  operation?: string;
  target?: string;
  status?: string;
  progress?: number;
  output?: unknown;
  account?: string;
  scenario?: string;
  change?: string;
  changed?: boolean;
}

export interface Health {
  status: string;
  version: string;
  apis: string[];
  worlds: string[];
  clock: Clock;
  seed: number;
  scenarios: string[];
  problems?: string[];
}

export interface WorldInfo {
  name: string;
  clock: Clock;
  seed: number;
  requests: number;
  /** About how many bytes it uses. */
  memory: number;
}

export interface CatalogueEntry {
  name: string;
  provider: string;
  description: string;
  parameters?: Record<string, unknown>;
}

/** A scenario file as a value; docs/scenarios.md has the reference. */
export interface Scenario {
  scenario: string;
  description?: string;
  seed?: number;
  parameters?: Record<string, unknown>;
  use?: string[];
  rules?: Record<string, unknown>[];
  events?: Record<string, unknown>[];
}

export interface ActiveScenario {
  name: string;
  description: string;
  rules: {
    rule: string;
    matched: number;
    chosen: number;
    applied: number;
    expect?: string;
    expectationMet: boolean;
  }[];
  events: Record<string, unknown>[];
  warnings: string[];
}

export interface RequestFilter {
  /** May contain `*`, as may `path`. */
  operation?: string;
  method?: string;
  /** A status, or a class such as `5xx`. */
  status?: number | string;
  path?: string;
  /** `scenario/rule` */
  rule?: string;
  /** The number of a call, or a time. */
  since?: number | string;
  limit?: number;
}

export interface RecordedCall {
  n: number;
  at: string;
  operation: string;
  method: string;
  path: string;
  query: string;
  status: number;
  answer: string;
  evidence: 'documented' | 'observed' | 'assumed';
  /** How the reply was delivered; null while it is being sent. */
  delivery: string | null;
  ruleHits: { rule: string; applied: boolean }[];
}

/** A number of times; without one, at least once. */
export interface Times {
  times?: number;
  least?: number;
  most?: number;
}

export interface CallExpectation extends Times {
  operation?: string;
  method?: string;
  path?: string;
  status?: number | string;
  rule?: string;
  body?: Record<string, unknown>;
  header?: Record<string, string>;
  query?: Record<string, string>;
}

export interface Expectations {
  calls?: CallExpectation[];
  rules?: ({ rule: string } & Times)[];
  /** The first calls of the expectations come in the order of the list. */
  inOrder?: boolean;
  /** Every call meets an expectation. */
  noOthers?: boolean;
  /** `fail`: every active scenario changed something. */
  unused?: 'fail' | 'report';
}

export interface Problem {
  what: string;
  expected: string;
  found: number;
  nearest: string[];
}

export interface Verdict {
  verified: boolean;
  problems: Problem[];
  warnings?: string[];
  unusedRules: string[];
  unusedScenarios: string[];
}

export interface JobFilter {
  api?: Provider;
  operation?: string;
  target?: string;
  state?: 'running' | 'ended';
  since?: number;
  limit?: number;
}

export interface Job {
  id: string;
  api: Provider;
  operation: string;
  target: string;
  startedAt: string;
  /** Left out if it never ends. */
  endsAt?: string;
  status: string;
  progress: number;
  output?: any;
  number: number;
}
