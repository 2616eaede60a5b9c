import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from './config.ts';

export type Log = Logger;

/** What must never stand in a log, whatever stands before it: tokens, and addresses that allow whoever has them to post. */
const TOKEN = /(?:xox[a-z](?:\.xox[a-z])?|xapp)-[\w.-]+/g;
const ADDRESS = /(?:https?|wss?):\/\/[^\s"'\\]+/g;
const SECRET_ADDRESS = /hooks\.slack\.com|\/response\/|ticket=/;

/** Replaces tokens and secret addresses in a text by "[secret]". Linear in the length. */
function hideSecrets(text: string): string {
  return text
    .replace(ADDRESS, (address) => (SECRET_ADDRESS.test(address) ? '[secret]' : address))
    .replace(TOKEN, '[secret]');
}

/** Opens the log: one JSON object a line, secrets hidden, to standard output unless told otherwise. */
export function openLog(level: LogLevel, destination: DestinationStream = process.stdout): Log {
  const guarded: DestinationStream = {
    write: (line) => {
      destination.write(hideSecrets(line));
    },
  };
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, guarded);
}

/** An error as data for the log: names, codes and stack, cut as a page that a proxy sends may stand in them. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error).slice(0, 500) };
  const { name, message, stack, code } = error as Error & { code?: unknown };
  return { name, code, message: message.slice(0, 500), stack: stack?.slice(0, 2000) };
}
