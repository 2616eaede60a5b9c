// Runs a program of dist, compiled first where the sources are newer: `node scripts/run.mjs cli/main ask …`. In the
// container there are no sources, and what is compiled is run as it is.
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.join(import.meta.dirname, '..');
const [program = 'main', ...args] = process.argv.slice(2);
const file = path.join(root, 'dist', `${program}.js`);
if (existsSync(path.join(root, 'src')) && isOld()) {
  const { canCompile, compile } = await import('./build.mjs');
  if (canCompile) await compile();
}
if (!existsSync(file)) {
  process.stderr.write('The program is not compiled yet. Run: npm ci && npm run build\n');
  process.exit(1);
}
process.argv = [process.argv[0], file, ...args];
await import(pathToFileURL(file).href);

/** Whether a source is newer than what was compiled last, or nothing was. */
function isOld() {
  const changed = (name) => statSync(path.join(root, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = readdirSync(path.join(root, 'src'), { recursive: true });
  const newest = Math.max(
    ...sources.map((name) => changed(path.join('src', name))),
    ...['src', 'scripts/build.mjs', 'tsconfig.json', 'package-lock.json', 'manifest.json'].map(changed),
  );
  return changed(path.join('dist', 'main.js')) < newest;
}
