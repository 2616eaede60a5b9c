import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { vi } from 'vitest';
import { build } from './build.ts';

/** On a busy machine a start takes ten seconds and more. */
const PATIENCE = 30_000;

type Entry = Readonly<Record<string, unknown>>;

/** A bot in a process of its own. */
export interface Bot {
  readonly child: ChildProcess;
  /** Resolves when the process has ended and all its output is read. */
  readonly ended: Promise<{ code: number | null; signal: string | null }>;
  stdout(): string;
  stderr(): string;
  /** The lines of standard output, each of which must be JSON. */
  log(): Entry[];
  /** Waits for a line of the log, from the line `since` on; fails with all the output where the process ends before. */
  logged(match: Entry, since?: number): Promise<Entry>;
  /** Waits until standard output has something that matches, and returns the match. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
  /** Kills the process if it still runs, by its own id. */
  kill(): Promise<void>;
}

/** Starts bots, and ends them. */
export interface Bots {
  /** Builds the bot; once before the tests. */
  prepare(): Promise<void>;
  /**
   * Starts a process with these settings and no others. Its working folder has no .env. Its standard input is this
   * text; with null it stays open.
   */
  start(env: Readonly<Record<string, string>>, input?: string | null): Bot;
  /** Kills what still runs. */
  killAll(): Promise<void>;
  /** Kills what still runs, and cleans up; once after the tests. */
  finish(): Promise<void>;
}

export function createBots(): Bots {
  const running = new Set<Bot>();
  const killAll = async () => {
    await Promise.all([...running].map((bot) => bot.kill()));
  };
  let compiled = '';
  let workingFolder = '';
  return {
    async prepare() {
      compiled = await build();
      workingFolder = await mkdtemp(path.join(tmpdir(), 'whoowns-wire-'));
    },
    start(env, input = '') {
      const bot = watch(
        spawn(process.execPath, [path.join(compiled, 'main.js')], { cwd: workingFolder, env: { ...env } }),
        input,
      );
      running.add(bot);
      void bot.ended.then(() => running.delete(bot));
      return bot;
    },
    killAll,
    async finish() {
      await killAll();
      await rm(workingFolder, { recursive: true, force: true });
    },
  };
}

function watch(child: ChildProcess, input: string | null): Bot {
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      output[name] += chunk;
    });
  }
  if (input !== null) child.stdin?.end(input);
  let over = false;
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      over = true;
      resolve({ code, signal });
    });
  });
  const log = () =>
    output.stdout
      .slice(0, output.stdout.lastIndexOf('\n') + 1)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Entry);
  const find = (match: Entry, since: number) =>
    log()
      .slice(since)
      .find((entry) => Object.entries(match).every(([key, value]) => entry[key] === value));
  return {
    child,
    ended,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    log,
    async logged(match, since = 0) {
      const settled = () => find(match, since) !== undefined || over;
      await vi.waitUntil(settled, { timeout: PATIENCE, interval: 20 }).catch(() => {});
      const entry = find(match, since);
      if (entry) return entry;
      throw new Error(`No line ${JSON.stringify(match)} in:\n${output.stdout}${output.stderr}`);
    },
    async said(pattern) {
      const settled = () => pattern.test(output.stdout) || over;
      await vi.waitUntil(settled, { timeout: PATIENCE, interval: 20 }).catch(() => {});
      const found = pattern.exec(output.stdout);
      if (found) return found;
      throw new Error(`Nothing like ${pattern} in:\n${output.stdout}${output.stderr}`);
    },
    async kill() {
      if (!over) child.kill('SIGKILL');
      await ended;
    },
  };
}

/** A port of this machine that nobody listened on a moment ago. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.');
  return address.port;
}
