// Where Java is, and the jar that it runs.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST = 17;

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));

/**
 * Returns the command of a Java that is new enough: of JAVA_HOME, else on the PATH.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {string}
 * @throws {Error} that says what was found
 */
export function findJava(env = process.env) {
  const found = [];
  const candidates = env.JAVA_HOME ? [join(env.JAVA_HOME, 'bin', 'java'), 'java'] : ['java'];
  for (const java of candidates) {
    const version = versionOf(java, env);
    if (version >= OLDEST) {
      return java;
    }
    if (version > 0) {
      found.push(`Java ${version} (${java === 'java' ? 'on the PATH' : java})`);
    } else if (java !== 'java') {
      found.push(`no Java in JAVA_HOME=${env.JAVA_HOME}`);
    }
  }
  const what = found.length > 0 ? `found ${found.join(' and ')}` : 'found none';
  throw new Error(`Java ${OLDEST} or newer is needed; ${what}. Install one, and put it on the PATH or set JAVA_HOME.`);
}

/** The feature version of a Java, or 0 if it does not run. */
function versionOf(java, env) {
  const { stderr, status } = spawnSync(java, ['-version'], { env, encoding: 'utf8', windowsHide: true });
  const version = status === 0 ? /version "(?:1\.)?(\d+)/.exec(stderr) : null;
  return version ? Number(version[1]) : 0;
}

/**
 * Returns the path of the jar: HOSTDOUBLE_JAR, else that of the package, else the one that was built in the repository.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {string}
 * @throws {Error} if there is none
 */
export function findJar(env = process.env) {
  if (env.HOSTDOUBLE_JAR) {
    if (!existsSync(env.HOSTDOUBLE_JAR)) {
      throw new Error(`HOSTDOUBLE_JAR=${env.HOSTDOUBLE_JAR}: no such file`);
    }
    return env.HOSTDOUBLE_JAR;
  }
  const places = [
    join(PACKAGE, 'dist', 'hostdouble.jar'),
    join(PACKAGE, '..', '..', 'target', 'hostdouble-standalone.jar'),
    join(PACKAGE, '..', '..', 'target', 'hostdouble.jar'),
  ];
  const jar = places.find((place) => existsSync(place));
  if (!jar) {
    throw new Error(`no ${places[0]}; install the package again, or name a jar with HOSTDOUBLE_JAR`);
  }
  return jar;
}
