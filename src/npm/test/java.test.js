import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { findJar, findJava } from '../lib/java.js';

const folder = mkdtempSync(join(tmpdir(), 'hostdouble-'));
after(() => rmSync(folder, { recursive: true }));

/** A JAVA_HOME whose Java says it is of this version. */
function home(version) {
  const bin = join(folder, version, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'java'), `#!/bin/sh\necho 'openjdk version "${version}" 2026-01-20' >&2\n`);
  chmodSync(join(bin, 'java'), 0o755);
  return join(folder, version);
}

for (const version of ['17.0.15', '21', '25-ea']) {
  test(`Java ${version} is new enough`, () => {
    assert.equal(findJava({ JAVA_HOME: home(version), PATH: '/bin' }), join(folder, version, 'bin', 'java'));
  });
}

for (const [version, feature] of [['1.8.0_392', 8], ['11.0.21', 11], ['16', 16]]) {
  test(`Java ${version} is too old`, () => {
    const JAVA_HOME = home(version);
    assert.throws(() => findJava({ JAVA_HOME, PATH: '/nowhere' }), {
      message:
        `Java 17 or newer is needed; found Java ${feature} (${join(JAVA_HOME, 'bin', 'java')}).` +
        ' Install one, and put it on the PATH or set JAVA_HOME.',
    });
  });
}

test('a Java on the PATH is taken if that of JAVA_HOME is missing or too old', () => {
  const PATH = `${join(home('17'), 'bin')}:/bin`;
  assert.equal(findJava({ PATH }), 'java');
  assert.equal(findJava({ PATH, JAVA_HOME: home('11') }), 'java');
  assert.equal(findJava({ PATH, JAVA_HOME: '/nowhere' }), 'java');
});

test('without any Java, the error says where it looked', () => {
  assert.throws(() => findJava({ PATH: '/nowhere' }), /Java 17 or newer is needed; found none\./);
  assert.throws(() => findJava({ PATH: '/nowhere', JAVA_HOME: '/gone' }), /found no Java in JAVA_HOME=\/gone\./);
});

test('HOSTDOUBLE_JAR names the jar', () => {
  const jar = join(folder, 'my.jar');
  writeFileSync(jar, '');
  assert.equal(findJar({ HOSTDOUBLE_JAR: jar }), jar);
  assert.throws(() => findJar({ HOSTDOUBLE_JAR: '/gone.jar' }), { message: 'HOSTDOUBLE_JAR=/gone.jar: no such file' });
});
