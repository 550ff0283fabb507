const PROVIDERS = ['hostkey', 'hosterapi', 'vss'];

/** A request that the control API refused, or that did not reach it. */
export class HostdoubleError extends Error {
  name = 'HostdoubleError';

  /** @param {{ status?: number, method: string, path: string, body?: any, cause?: any }} details */
  constructor(message, { status, method, path, body, cause }) {
    super(message, { cause });
    this.status = status;
    this.method = method;
    this.path = path;
    this.body = body;
  }
}

/** Calls or rules that were not as expected; the message lists the differences. */
export class VerificationError extends HostdoubleError {
  name = 'VerificationError';

  constructor(verdict, details) {
    super(differences(verdict), { ...details, body: verdict });
    this.problems = verdict.problems;
    this.unusedRules = verdict.unusedRules;
    this.unusedScenarios = verdict.unusedScenarios;
  }
}

function differences(verdict) {
  const lines = verdict.problems.map(
    ({ what, expected, found, nearest }) =>
      `- ${what}: expected ${expected}, found ${found}` + nearest.map((one) => `\n    ${one}`).join(''),
  );
  return [verdict.error ?? 'not as expected:', ...lines].join('\n');
}

/** A server, wherever it runs; see index.d.ts. */
export class Hostdouble {
  #token;

  constructor(url, { controlToken } = {}) {
    this.url = String(url).replace(/\/+$/, '');
    this.#token = controlToken;
  }

  world(name) {
    return new World(name, `${this.url}/_w/${encodeURIComponent(name)}`, (...call) => this.#send(...call));
  }

  health() {
    return this.control('GET', 'health');
  }

  async worlds() {
    return (await this.control('GET', 'worlds')).worlds;
  }

  async catalogue() {
    return (await this.control('GET', 'scenarios/catalogue')).scenarios;
  }

  async control(method, path, body) {
    return JSON.parse(await this.#send(this.url, method, path, body));
  }

  async #send(base, method, path, body) {
    const details = { method, path };
    let reply;
    let text;
    try {
      reply = await fetch(`${base}/_emulator/${path}`, {
        method,
        body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
        headers: this.#token ? { authorization: `Bearer ${this.#token}` } : {},
      });
      text = await reply.text();
    } catch (error) {
      const why = error.cause?.message || error.cause?.code || error.message;
      throw new HostdoubleError(`cannot reach ${base}: ${why}`, { ...details, cause: error });
    }
    if (reply.ok) {
      return text;
    }
    const json = parsed(text);
    const failed = { ...details, status: reply.status, body: json ?? text };
    if (json?.problems) {
      throw new VerificationError(json, failed);
    }
    throw new HostdoubleError(json?.error ?? `status ${reply.status}: ${text.slice(0, 200)}`, failed);
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The world of one test; see index.d.ts. */
export class World {
  #send;

  constructor(name, url, send) {
    this.name = name;
    this.url = url;
    this.#send = send;
    this.clock = {
      get: () => this.control('GET', 'clock'),
      set: (clock) => this.control('PUT', 'clock', clock),
      advance: (by) => this.control('POST', 'clock/advance', { by }),
      runUntil: (point) => this.control('POST', 'clock/run-until', point),
    };
    this.scenarios = {
      activate: (scenario, parameters) =>
        typeof scenario === 'string'
          ? this.control('PUT', `scenarios/${path(scenario)}`, parameters && { parameters })
          : this.control('POST', 'scenarios', scenario),
      deactivate: (scenario) => this.control('DELETE', `scenarios/${path(scenario)}`),
      list: async () => (await this.control('GET', 'scenarios')).scenarios,
      explain: (scenario) => this.control('GET', `scenarios/${path(scenario)}/explain`),
    };
    this.jobs = {
      list: async (filter) => (await this.control('GET', `jobs${query(filter)}`)).jobs,
      finish: (id) => this.control('POST', `jobs/${encodeURIComponent(id)}/finish`),
      fail: (id, output) => this.control('POST', `jobs/${encodeURIComponent(id)}/fail`, output === undefined ? undefined : { output }),
    };
    this.state = {
      get: () => this.text('GET', 'state'),
      put: async (state) => JSON.parse(await this.text('PUT', 'state', state)),
    };
  }

  baseUrl(provider) {
    if (!PROVIDERS.includes(provider)) {
      throw new TypeError(`unknown provider '${provider}': expected ${PROVIDERS.join(', ')}`);
    }
    return this.url;
  }

  async control(method, what, body) {
    return JSON.parse(await this.text(method, what, body));
  }

  text(method, what, body) {
    return this.#send(this.url, method, what, body);
  }

  reset() {
    return this.control('POST', 'reset');
  }

  async requests(filter) {
    return (await this.control('GET', `requests${query(filter)}`)).requests;
  }

  request(n) {
    return this.control('GET', `requests/${n}`);
  }

  curl(which) {
    return typeof which === 'number'
      ? this.text('GET', `requests/${which}?as=curl`)
      : this.text('GET', `requests${query({ ...which, as: 'curl' })}`);
  }

  verify(expectations = {}) {
    return this.control('POST', 'verify', Array.isArray(expectations) ? { calls: expectations } : expectations);
  }

  change(change) {
    return this.control('POST', 'changes', change);
  }

  replay({ secrets } = {}) {
    return this.text('GET', `replay${query({ secrets })}`);
  }

  async delete() {
    try {
      await this.control('DELETE', `worlds/${path(this.name)}`);
    } catch (error) {
      if (error.status !== 404) {
        throw error;
      }
    }
  }
}

/** Names contain slashes, which belong to the path. */
function path(name) {
  return String(name).split('/').map(encodeURIComponent).join('/');
}

function query(parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return given.length > 0 ? `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}` : '';
}
