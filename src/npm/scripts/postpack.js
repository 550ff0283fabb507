// Removes what prepack.js made: a jar that stayed here would hide a newer one in target.
import { rmSync } from 'node:fs';

for (const made of ['dist', 'LICENSE']) {
  rmSync(new URL(`../${made}`, import.meta.url), { recursive: true, force: true });
}
