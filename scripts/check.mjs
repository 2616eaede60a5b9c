// Runs scripts of package.json side by side: `node scripts/check.mjs lint types unused -- unit`. The one behind `--` has
// the terminal to itself; of the others only what fails is shown. Ends with 1 where any of them fails.
import { spawn } from 'node:child_process';

const args = process.argv.slice(2);
const at = args.indexOf('--');
const shown = args.slice(at + 1);
const failed = await Promise.all([
  ...args.slice(0, at).map((name) => run(name)),
  ...shown.map((name) => run(name, true)),
]);
const names = failed.filter((name) => name !== undefined);
if (names.length > 0) process.stderr.write(`Failed: ${names.join(', ')}\n`);
process.exitCode = names.length > 0 ? 1 : 0;

/** Gives the name of the script where it fails. */
function run(name, isShown = false) {
  const start = performance.now();
  const child = spawn('npm', ['run', '--silent', name], {
    stdio: ['ignore', ...Array(2).fill(isShown ? 'inherit' : 'pipe')],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve) => {
    child.once('close', (code) => {
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      const text = code === 0 ? '' : output;
      process.stdout.write(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)\n${text}`);
      resolve(code === 0 ? undefined : name);
    });
  });
}
