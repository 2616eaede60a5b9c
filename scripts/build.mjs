// Compiles the sources and learns the knowledge, so that starting takes neither time. With --if-possible it does
// nothing where the development packages are missing, as in `npm ci --omit=dev`.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, utimesSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');

/** Whether the sources and their compiler are here. */
export const canCompile = existsSync(tsc) && existsSync(path.join(root, 'src'));

/** Compiles src into dist. Ends the process where that fails. */
export function compile() {
  const done = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (done.status !== 0) process.exit(done.status ?? 1);
  // The compiler leaves this file alone where nothing has changed; its time says when we looked.
  const now = new Date();
  utimesSync(path.join(root, 'dist', '.tsbuildinfo'), now, now);
  // What was learnt by other code is of no use to this one.
  rmSync(path.join(root, 'dist', 'learnt'), { recursive: true, force: true });
}

if (process.argv[1] === import.meta.filename) {
  if (!canCompile && process.argv.includes('--if-possible')) process.exit(0);
  compile();
  const learning = spawnSync(process.execPath, ['dist/cli.js', 'learn'], { cwd: root, stdio: 'inherit' });
  process.exit(learning.status ?? 1);
}
