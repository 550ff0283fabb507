#!/usr/bin/env node
// Runs Hostdouble with the arguments of the command line, and passes on signals, standard streams and the exit code.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { findJar, findJava } from '../lib/java.js';

const COULD_NOT_RUN = 2;

/** One Ctrl-C can arrive twice: from the terminal, and from npm, which passes it on. The server takes a second signal as "at once". */
const SAME_SIGNAL_MILLIS = 500;

const args = process.argv.slice(2);
const isServer = args.length === 0 || args[0] === 'serve' || args[0].startsWith('-');
// The server reads nothing from its standard input: it gets a pipe, which ends with this process. Whoever wants it to end
// with the input of this process says so.
const followsInput = args.includes('--exit-with-stdin') || Boolean(process.env.HOSTDOUBLE_EXIT_WITH_STDIN);
const followsUs = isServer && !followsInput;

try {
  run(spawn(findJava(), ['-jar', findJar(), ...args], {
    stdio: [followsUs ? 'pipe' : 'inherit', 'inherit', 'inherit'],
    env: followsUs ? { ...process.env, HOSTDOUBLE_EXIT_WITH_STDIN: 'true' } : process.env,
    // Signals of the terminal come from here only. On Windows, this would open a window.
    detached: followsUs && process.platform !== 'win32',
  }));
} catch (error) {
  fail(error);
}

function run(child) {
  let last = -Infinity;
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const handlers = names.map((name) => {
    const handler = () => {
      const now = performance.now();
      if (now - last > SAME_SIGNAL_MILLIS) {
        last = now;
        stop(child, name);
      }
    };
    process.on(name, handler);
    return handler;
  });
  child.on('error', fail);
  child.on('exit', (code, signal) => {
    names.forEach((name, i) => process.off(name, handlers[i]));
    process.exitCode = code ?? 128 + constants.signals[signal];
  });
}

function stop(child, signal) {
  if (process.platform === 'win32') {
    child.stdin?.end(); // a signal would end it without its reply to calls that are under way
  } else {
    child.kill(signal);
  }
}

function fail(error) {
  console.error(`hostdouble: ${error.message}`);
  process.exitCode = COULD_NOT_RUN;
}
