import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Hostdouble } from './client.js';
import { findJar, findJava } from './java.js';

const KEPT_LINES = 50;
const CLOSE_MILLIS = 10_000; // the server gives calls that are under way 5 seconds

/** Flags that have a value; the option controlToken goes through the environment, where ps does not show it. */
const VALUES = {
  port: '--port',
  bind: '--bind',
  world: '--world',
  clock: '--clock',
  now: '--now',
  seed: '--seed',
  auth: '--auth',
  maxWorlds: '--max-worlds',
};
const OTHERS = ['scenarios', 'strict', 'controlToken', 'args', 'javaArgs', 'timeout', 'onLog'];

/** A server in a process of its own, which ends with this one. */
class Server extends Hostdouble {
  #child;
  #ended;

  constructor(url, options, child, ended) {
    super(url, options);
    this.#child = child;
    this.#ended = ended;
  }

  /** The id of the server's process. */
  get pid() {
    return this.#child.pid;
  }

  /** Stops the server and waits for its end. Calls that are under way get their replies. */
  async close() {
    await end(this.#child, this.#ended);
  }
}

/** Starts a server; see index.d.ts. */
export async function start(options = {}) {
  const { timeout = 60_000, onLog = () => {} } = options;
  const child = spawn(findJava(), arguments_(options), {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: options.controlToken ? { ...process.env, HOSTDOUBLE_CONTROL_TOKEN: options.controlToken } : process.env,
    // Ctrl-C in a terminal is for the tests; the server ends with them.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  child.stdin.on('error', () => {}); // it may end before its input does
  const ended = new Promise((resolve) => child.once('close', resolve));
  const lines = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    lines.push(line);
    lines.splice(0, lines.length - KEPT_LINES);
    onLog(line);
  });
  try {
    const url = await ready(child, timeout);
    for (const handle of [child, child.stdin, child.stdout, child.stderr]) {
      handle.unref(); // a test that forgets close() ends all the same
    }
    return new Server(url, options, child, ended);
  } catch (error) {
    await end(child, ended, 0);
    const said = lines.length > 0 ? `:\n${lines.join('\n')}` : '; it printed nothing';
    throw new Error(`Hostdouble did not start: ${error.message}${said}`, { cause: error.cause });
  }
}

function arguments_(options) {
  const unknown = Object.keys(options).filter((name) => !(name in VALUES) && !OTHERS.includes(name));
  if (unknown.length > 0) {
    const known = [...Object.keys(VALUES), ...OTHERS].join(', ');
    throw new TypeError(`unknown option '${unknown[0]}' of start(): expected one of ${known}`);
  }
  const { javaArgs = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'], scenarios = [], strict = false, args = [] } = options;
  const values = Object.entries({ ...options, port: options.port ?? 0 }).filter(([name, value]) => name in VALUES && value !== undefined);
  return [
    ...javaArgs,
    '-jar',
    findJar(),
    '--log',
    'json',
    '--exit-with-stdin',
    ...values.flatMap(([name, value]) => [VALUES[name], String(value)]),
    ...scenarios.flatMap((name) => ['--scenario', name]),
    ...(strict ? ['--strict'] : []),
    ...args,
  ];
}

/** Resolves with the URL of the line that says the server is ready. */
function ready(child, timeout) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready after ${timeout} ms`)), timeout);
    const settle = (settled, value) => {
      clearTimeout(timer);
      settled(value);
    };
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"level"')) {
        settle(resolve, JSON.parse(line).url);
      }
    });
    child.once('error', (error) => settle(reject, new Error(error.message, { cause: error })));
    child.once('close', (code, signal) => settle(reject, new Error(signal ? `ended by ${signal}` : `exit code ${code}`)));
  });
}

/** Ends the input of the server, which stops it, and kills it if that takes too long. */
async function end(child, ended, millis = CLOSE_MILLIS) {
  child.ref();
  child.stdin.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), millis);
  await ended;
  clearTimeout(timer);
}
