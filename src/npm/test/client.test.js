import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Hostdouble, HostdoubleError, start, VerificationError } from '../lib/index.js';

const headers = { authorization: 'Bearer 1|qpVodrZ3edt0DV4Q81dxQekTAessUHcH0Zjqv4t6' };

let server;
before(async () => (server = await start({ clock: 'manual', controlToken: 'S3CRET', maxWorlds: 20 })));
after(() => server.close());

/** A new world, and the calls of a HosterAPI client in it. */
function opened(t) {
  const world = server.world(t.name.replaceAll(/[^a-z]+/g, '-'));
  t.after(() => world.delete());
  const call = (method, path, form) =>
    fetch(`${world.baseUrl('hosterapi')}/api/v1${path}`, { method, headers, body: form && new URLSearchParams(form) });
  return { world, call };
}

test('a clock is set and moved', async (t) => {
  const { world } = opened(t);
  const set = await world.clock.set({ mode: 'manual', now: '2024-02-01T00:00:00Z' });
  assert.deepEqual(set, { mode: 'manual', now: '2024-02-01T00:00:00Z' });
  assert.equal((await world.clock.advance('90s')).now, '2024-02-01T00:01:30Z');
  assert.equal((await world.clock.get()).now, '2024-02-01T00:01:30Z');
});

test('jobs are listed, run, failed and finished', async (t) => {
  const { world, call } = opened(t);
  for (const vm of [4001, 4002, 4003]) {
    await call('PUT', `/datacenter/server/${vm}/reinstall`);
  }
  const jobs = await world.jobs.list({ api: 'hosterapi', state: 'running' });
  assert.deepEqual(jobs.map((job) => job.id), ['15', '16', '17']);
  assert.equal((await world.jobs.fail(15, '0xa3: timeout')).output, '0xa3: timeout');
  assert.equal((await world.jobs.finish('hosterapi/16')).status, 'finished');
  await world.clock.runUntil({ job: 17 });
  assert.deepEqual(await world.jobs.list({ state: 'running' }), []);
});

test('a shipped scenario takes parameters', async (t) => {
  const { world, call } = opened(t);
  const active = await world.scenarios.activate('any/bad-gateway', { retry_after: 9 });
  assert.equal(active.name, 'any/bad-gateway');
  assert.equal((await call('GET', '/datacenter/server')).status, 502);
  assert.equal((await call('GET', '/datacenter/server')).headers.get('retry-after'), '9');
  assert.deepEqual((await world.scenarios.list()).map((one) => one.name), ['any/bad-gateway']);
  assert.deepEqual(await world.scenarios.deactivate('any/bad-gateway'), { deactivated: 'any/bad-gateway' });
  assert.deepEqual(await world.scenarios.list(), []);
});

test('a scenario can be a value and explains itself', async (t) => {
  const { world, call } = opened(t);
  await world.scenarios.activate({
    scenario: 'mine',
    rules: [{ name: 'only', on: 'hosterapi/server.list', when: { method: 'POST' }, effect: { error: 'UNAUTHORIZED' } }],
  }).catch((error) => assert.equal(error.status, 400));
  await world.scenarios.activate({ scenario: 'mine', rules: [{ on: 'hosterapi/server.list', calls: 2, effect: { gateway: 503 } }] });
  await call('GET', '/datacenter/server');
  assert.match(JSON.stringify(await world.scenarios.explain('mine')), /rule-1/);
});

test('verify resolves if all is as expected', async (t) => {
  const { world, call } = opened(t);
  await call('GET', '/datacenter/server');
  const verdict = await world.verify([{ operation: 'hosterapi/server.list', status: 200, times: 1 }]);
  assert.equal(verdict.verified, true);
});

test('verify throws an error that lists the differences', async (t) => {
  const { world, call } = opened(t);
  await world.scenarios.activate('hosterapi/lost-acknowledgement');
  await call('GET', '/datacenter/server');
  await assert.rejects(world.verify({ calls: [{ operation: 'hosterapi/server.list', times: 0 }] }), (error) => {
    assert.ok(error instanceof VerificationError && error instanceof HostdoubleError);
    assert.equal(error.status, 422);
    assert.equal(error.problems.length, 2);
    assert.match(error.message, /^not as expected:\n- calls\/0 .*: expected 0 calls, found 1\n {4}#1 hosterapi\/server\.list/);
    assert.match(error.message, /\n- rule hosterapi\/lost-acknowledgement\/lost: expected 1 application, found 0\n/);
    return true;
  });
});

test('calls are listed, shown and given as curl', async (t) => {
  const { world, call } = opened(t);
  await call('GET', '/datacenter/server');
  await call('GET', '/nowhere');
  assert.deepEqual((await world.requests({ status: '4xx' })).map((one) => one.operation), ['hosterapi/unknown']);
  assert.equal((await world.request(1)).call.operation, 'hosterapi/server.list');
  assert.match(await world.curl(2), /^curl .*\/nowhere.*\n$/);
  assert.match(await world.curl(), /^# 1 hosterapi\/server\.list 200 .*\ncurl .*\n# 2 hosterapi\/unknown 404 .*\ncurl .*\n$/);
  assert.match(await world.curl({ limit: 1 }), /^# 2 /);
  assert.match(await world.replay(), /"hosterapi\/server\.list"|datacenter\/server/);
});

test('a state is saved and loaded', async (t) => {
  const { world, call } = opened(t);
  await call('GET', '/datacenter/server');
  const state = await world.state.get();
  await world.change({ 'hosterapi/vm': 4001, removed: true });
  assert.deepEqual(await (await call('GET', '/datacenter/server')).json(), { result: [4002, 4003] });
  await world.state.put(state);
  assert.deepEqual(await (await call('GET', '/datacenter/server')).json(), { result: [4001, 4002, 4003] });
});

test('worlds are listed, reset and deleted', async (t) => {
  const { world, call } = opened(t);
  await call('POST', '/datacenter/server/4001/delete', { force: 1 });
  assert.deepEqual(await world.reset(), { reset: world.name });
  assert.deepEqual(await (await call('GET', '/datacenter/server')).json(), { result: [4001, 4002, 4003] });
  assert.ok((await server.worlds()).some((one) => one.name === world.name));
  await world.delete();
  assert.ok(!(await server.worlds()).some((one) => one.name === world.name));
  await world.delete();
});

test('the server tells its health and its scenarios', async () => {
  assert.equal((await server.health()).status, 'ok');
  assert.ok((await server.catalogue()).some((one) => one.name === 'vss/session-expires'));
  assert.ok((await server.control('GET', 'operations')).operations.length > 50);
});

test('an error has the status and the sentence of the server', async (t) => {
  const { world } = opened(t);
  await world.reset();
  await assert.rejects(world.scenarios.activate('any/slow-provder'), {
    name: 'HostdoubleError',
    status: 404,
    method: 'PUT',
    message: "unknown scenario 'any/slow-provder'; did you mean 'any/slow-provider'?",
  });
  await assert.rejects(world.clock.advance('soon'), { status: 400, message: /invalid duration 'soon'/ });
  await assert.rejects(server.world('no world!').reset(), { status: 400 });
  assert.throws(() => world.baseUrl('hosteurope'), /unknown provider 'hosteurope': expected hostkey, hosterapi, vss/);
});

test('the control token is needed, and sent', async () => {
  await assert.rejects(new Hostdouble(server.url).worlds(), { name: 'HostdoubleError', status: 401 });
  await assert.rejects(new Hostdouble(server.url, { controlToken: 'wrong' }).worlds(), { status: 401 });
  assert.ok(Array.isArray(await new Hostdouble(`${server.url}/`, { controlToken: 'S3CRET' }).worlds()));
});

test('a server that is not there is named', async () => {
  await assert.rejects(new Hostdouble('http://127.0.0.1:9').health(), {
    name: 'HostdoubleError',
    status: undefined,
    message: /^cannot reach http:\/\/127\.0\.0\.1:9: /,
  });
});
