import { fileURLToPath } from 'node:url';
import { config as loadDotenv } from 'dotenv';
import { runCommand } from './run.ts';

// The commands of the terminal, in a process of their own: `node dist/cli/main.js ask …`.

// Whoever reads us may stop early, as `head` does: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

loadDotenv({ quiet: true });
const code = await runCommand(process.argv.slice(2), {
  out: process.stdout,
  err: process.stderr,
  stdin: process.stdin,
  env: process.env,
  // Beside the code, where the build puts it.
  modelDir: fileURLToPath(new URL('../learnt/', import.meta.url)),
});
// What a failed command has left open is not waited for.
if (code !== 0) process.exit(code);
