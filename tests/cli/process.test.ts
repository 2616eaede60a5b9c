import { spawn } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build, KNOWLEDGE_DIR } from '../support/build.ts';
import { newFolder } from '../support/engines.ts';

// What only a process can show: its streams, its exit code, its end. What the commands do is tested without one.

let built: string;
let files: Awaited<ReturnType<typeof newFolder>>;

beforeAll(async () => {
  [built, files] = await Promise.all([build(), newFolder()]);
}, 120_000);
afterAll(() => files.remove());

/** Starts the compiled program in a folder without .env. */
function start(args: readonly string[]) {
  const options = { cwd: files.folder, env: { PATH: process.env.PATH, KNOWLEDGE_DIR } };
  const child = spawn(process.execPath, [path.join(built, 'cli/main.js'), ...args], options);
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      output[name] += chunk;
    });
  }
  const ended = new Promise<typeof output & { code: number | null }>((resolve) =>
    child.once('close', (code) => resolve({ code, ...output })),
  );
  return { child, ended };
}

test('answers thousands of lines in order, empty ones included, at the pace at which they are read', async () => {
  const kinds = ['who prioritizes the backlog?', '', 'roadmap', 'thanks', '{"json": "<b>"}'];
  const lines = Array.from({ length: 3_000 }, (_, i) => {
    const kind = kinds[i % kinds.length] ?? '';
    return kind === '' ? '' : `${kind} ${i}`;
  });
  const { child, ended } = start(['ask', '--json']);
  child.stdin.end(`${lines.join('\n')}\n`);
  const { code, stdout } = await ended;
  const records = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { question: string; outcome: string });
  expect(records.map((record) => record.question)).toEqual(lines);
  expect(records.filter((record) => record.outcome === 'help')).toHaveLength(600);
  expect(code).toBe(0);
}, 60_000);

test('ends with 1, and with words on standard error alone, when it cannot', async () => {
  const { child, ended } = start(['shout']);
  child.stdin.end();
  expect(await ended).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(/^Usage:/) });
});

test('ends quietly when its reader stops early, as head does', async () => {
  const { child, ended } = start(['ask', '--json']);
  // The program may be gone before all is written to it.
  child.stdin.on('error', () => {});
  child.stdin.end('who prioritizes the backlog?\n'.repeat(20_000));
  child.stdout.once('data', () => child.stdout.destroy());
  expect(await ended).toMatchObject({ code: 0, stderr: '' });
}, 60_000);
