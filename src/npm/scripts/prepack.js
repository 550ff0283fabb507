// Puts the built jar, and the licence, into the package.
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('..', import.meta.url));
const root = join(here, '..', '..');
const target = join(root, 'target');
const dist = join(here, 'dist');

const { version } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
const built = /<version>([^<]+)<\/version>/.exec(readFileSync(join(root, 'pom.xml'), 'utf8'))[1];
if (version !== built) {
  fail(`package.json has version ${version}, and pom.xml ${built}: make them equal`);
}
const standalone = join(target, 'hostdouble-standalone.jar');
const thin = join(target, 'hostdouble.jar');
if (!existsSync(standalone) && !existsSync(thin)) {
  fail(`no ${thin}: run mvn -B -Dquick -DskipTests package`);
}
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
if (existsSync(standalone)) {
  copyFileSync(standalone, join(dist, 'hostdouble.jar'));
} else {
  copyFileSync(thin, join(dist, 'hostdouble.jar'));
  cpSync(join(target, 'lib'), join(dist, 'lib'), { recursive: true });
}
copyFileSync(join(root, 'LICENSE'), join(here, 'LICENSE'));

function fail(why) {
  console.error(`prepack: ${why}`);
  process.exit(1);
}
