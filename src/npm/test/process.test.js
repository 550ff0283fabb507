// How servers begin and end: those of start(), and those of the command line.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { start } from '../lib/index.js';

const BIN = fileURLToPath(new URL('../bin/hostdouble.js', import.meta.url));
const INDEX = new URL('../lib/index.js', import.meta.url).href;
const TIMEOUT = { timeout: 60_000 };

// As start() has it: these servers live for a moment.
const env = { ...process.env, JAVA_TOOL_OPTIONS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' };

function bin(...args) {
  return spawn(process.execPath, [BIN, ...args], { env, stdio: ['pipe', 'pipe', 'ignore'] });
}

async function firstLine(child) {
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return line;
}

const urlOf = (line) => /http:\S+/.exec(line)[0];

/** Waits until nobody listens any more. */
async function gone(url) {
  for (;;) {
    try {
      await (await fetch(`${url}/_emulator/health`, { headers: { connection: 'close' } })).text();
    } catch {
      return;
    }
  }
}

test('a server starts with its options, and close() ends it', TIMEOUT, async () => {
  const server = await start({ port: undefined, world: 'rich', clock: 'manual', now: '2024-01-31T23:00:00Z', seed: 7, scenarios: ['any/slow-provider,delay=1ms'] });
  const health = await server.health();
  assert.deepEqual([health.clock.now, health.seed, health.scenarios], ['2024-01-31T23:00:00Z', 7, ['any/slow-provider']]);
  assert.notEqual(new URL(server.url).port, '8080'); // a free one, without a number
  assert.ok(server.pid > 0);
  await server.close();
  await server.close();
  await assert.rejects(server.health(), { message: /^cannot reach / });
});

test('a server that does not start rejects with its last lines', TIMEOUT, async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  try {
    await assert.rejects(start({ port: other.address().port }), {
      message: /^Hostdouble did not start: exit code 2:\n.*address already in use/s,
    });
  } finally {
    other.close();
  }
});

test('a server that takes too long is ended', TIMEOUT, async () => {
  await assert.rejects(start({ timeout: 1 }), { message: 'Hostdouble did not start: not ready after 1 ms; it printed nothing' });
});

test('an unknown option is refused', async () => {
  await assert.rejects(start({ scenario: 'x' }), { name: 'TypeError', message: /unknown option 'scenario'.*scenarios/ });
});

test('a server ends with the process that started it, even if that is killed', TIMEOUT, async () => {
  const code = `import { start } from '${INDEX}'; console.log((await start()).url); setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await firstLine(parent);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await gone(url);
});

test('a test that forgets close() ends all the same', TIMEOUT, async () => {
  const code = `import { start } from '${INDEX}'; const server = await start(); await server.health(); console.log(server.url);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [url, [exit]] = await Promise.all([firstLine(parent), once(parent, 'exit')]);
  assert.equal(exit, 0);
  await gone(url);
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  test(`the command passes ${signal} on, once, and exits with 0`, TIMEOUT, async () => {
    const command = bin('--port', '0');
    const url = urlOf(await firstLine(command));
    command.kill(signal);
    command.kill(signal); // as npm does
    assert.deepEqual(await once(command, 'exit'), [0, null]);
    await gone(url);
  });
}

test('the server of a command that is killed ends', TIMEOUT, async () => {
  const command = bin('serve', '--port', '0', '--log', 'json');
  const { url } = JSON.parse(await firstLine(command));
  command.kill('SIGKILL');
  await gone(url);
});

test('the server of a command ends with its standard input if that is wanted', TIMEOUT, async () => {
  const command = bin('--port', '0', '--exit-with-stdin');
  await firstLine(command);
  command.stdin.end();
  assert.deepEqual(await once(command, 'exit'), [0, null]);
});

test('the command passes on arguments, output and exit codes', () => {
  const run = (...args) => spawnSync(process.execPath, [BIN, ...args], { env, encoding: 'utf8' });
  const version = run('--version');
  assert.match(version.stdout, /^hostdouble \S+\n$/);
  assert.equal(version.status, 0);
  const unknown = run('--prot', '1');
  assert.match(unknown.stderr, /did you mean '--port'/);
  assert.equal(unknown.status, 1);
  const missing = run('check', '/gone.yaml');
  assert.match(missing.stderr + missing.stdout, /gone\.yaml/);
  assert.ok(missing.status > 0);
});

test('without Java, the command says so and exits with 2', () => {
  const env = { PATH: '/nowhere' };
  const run = spawnSync(process.execPath, [BIN, '--version'], { env, encoding: 'utf8' });
  assert.match(run.stderr, /^hostdouble: Java 17 or newer is needed; found none\. .*\n$/);
  assert.equal(run.status, 2);
});
