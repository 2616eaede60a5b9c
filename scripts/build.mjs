// Compiles the sources and learns the knowledge, so that starting takes neither time. With --if-possible it does
// nothing where the development packages are missing, as in `npm ci --omit=dev`. With --out it builds elsewhere.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync, utimesSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');

/** Whether the sources and their compiler are here. */
export const canCompile = existsSync(tsc) && existsSync(path.join(root, 'src'));

/** What runs in the browser has its own compiler settings, and comes with a style sheet and the app's manifest. */
const PAGE = path.join('playground', 'page');

/** Compiles src into dist, or into another folder. Ends the process where that fails. */
export function compile(out = path.join(root, 'dist')) {
  const info = path.join(out, '.tsbuildinfo');
  run(tsc, '-p', 'tsconfig.build.json', '--outDir', out, '--tsBuildInfoFile', info);
  run(tsc, '-p', path.join('src', PAGE, 'client'), '--outDir', path.join(out, PAGE));
  mkdirSync(path.join(out, PAGE), { recursive: true });
  for (const file of [path.join(PAGE, 'page.css'), path.join('matching', 'everyday.txt')])
    copyFileSync(path.join(root, 'src', file), path.join(out, file));
  copyFileSync(path.join(root, 'manifest.json'), path.join(out, 'playground', 'manifest.json'));
  // The compiler leaves this file alone where nothing has changed; its time says when we looked.
  const now = new Date();
  utimesSync(info, now, now);
  // What was learnt by other code is of no use to this one.
  rmSync(path.join(out, 'learnt'), { recursive: true, force: true });
}

function run(...args) {
  const done = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

if (process.argv[1] === import.meta.filename) {
  if (!canCompile && process.argv.includes('--if-possible')) process.exit(0);
  const at = process.argv.indexOf('--out');
  const out = path.resolve(root, at > 0 ? (process.argv[at + 1] ?? 'dist') : 'dist');
  compile(out);
  run(path.join(out, 'cli', 'main.js'), 'learn');
}
