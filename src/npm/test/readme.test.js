// Runs every example of the README as it stands.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { start } from '../lib/index.js';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(PACKAGE, 'README.md'), 'utf8');
const [inTest, withServer, ...others] = [...readme.matchAll(/```js\n(.*?)```/gs)].map((block) => block[1]);
const [differences] = [...readme.matchAll(/```\nVerificationError: (.*?)```/gs)].map((block) => block[1].trim());

const folder = mkdtempSync(join(tmpdir(), 'hostdouble-'));
mkdirSync(join(folder, 'node_modules'));
symlinkSync(PACKAGE, join(folder, 'node_modules', 'hostdouble'));
after(() => rmSync(folder, { recursive: true }));

function run(code, env = {}) {
  writeFileSync(join(folder, 'example.mjs'), code);
  const { NODE_TEST_CONTEXT, ...rest } = process.env;
  return spawnSync(process.execPath, ['example.mjs'], { cwd: folder, env: { ...rest, ...env }, encoding: 'utf8' });
}

test('there are two examples', () => assert.deepEqual(others, []));

test('the example of a test passes, and its check fails if the reply is not lost', () => {
  const story = inTest.slice(inTest.indexOf("test('"));
  const order = "await assert.rejects(fetch(servers, { method: 'POST', headers, body: order }));";
  const ids = 'assert.deepEqual(result, [4001, 4002, 4003, 4004]);';
  const expectations = "[{ operation: 'hosterapi/server.create', times: 1 }]";
  const unmet = [order, ids, expectations].reduce((code, part) => {
    assert.ok(code.includes(part), part);
    return code.replace(part, '');
  }, story.replace('a lost reply', 'no lost reply').replace("'lost-reply'", "'no-lost-reply'"));
  const { status, stdout, stderr } = run(inTest + unmet);
  assert.equal(status, 1, stdout + stderr);
  assert.match(stdout, /\nok 1 - a lost reply .*\nnot ok 2 - no lost reply /s);
  for (const line of differences.split('\n')) {
    assert.ok(stdout.includes(line.trim()), `${line}\n${stdout}`);
  }
});

test('the example with a server that runs already works', async () => {
  const server = await start();
  try {
    const { status, stdout, stderr } = run(withServer, { HOSTDOUBLE_URL: server.url });
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^ok\n\[ 'vss\/session-expires' \]\n/);
    assert.deepEqual((await server.worlds()).map((world) => world.name), ['default']);
  } finally {
    await server.close();
  }
});
