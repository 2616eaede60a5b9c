import type { Readable, Writable } from 'node:stream';
import { parseArgs } from 'node:util';

export type Env = Readonly<Record<string, string | undefined>>;

/** What a command has of the world, so that tests can run it without a process. */
export interface Io {
  readonly out: Writable;
  readonly err: Writable;
  readonly stdin: Readable;
  readonly env: Env;
  /** The folder with what was learnt from the knowledge. */
  readonly modelDir: string;
}

/** A command: its arguments in, its exit code out. What it throws is explained, where it can be, by `runCommand`. */
export type Command = (args: readonly string[], io: Io) => Promise<number>;

/** Something that whoever typed the command can put right; `message` is the sentence that says how. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** The arguments do not make a command: the usage is shown. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The words of a command that takes no options. */
export function wordsOf(args: readonly string[]): string[] {
  return parseArgs({ args: [...args], allowPositionals: true }).positionals;
}

export function print(out: Writable, text: string): void {
  out.write(`${text}\n`);
}
