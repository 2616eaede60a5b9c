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

/** So many errors of a chain, and frames of each, are told. */
const MOST_CAUSES = 4;
const MOST_FRAMES = 12;

/**
 * An error as data for the log: names, codes and where it came from, never a message: what Slack or a proxy answers
 * stands in those, and with it what people wrote. Messages are for the level `debug`.
 */
export function describeError(error: unknown, depth = 1): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code, statusCode, data } = error as {
    code?: unknown;
    statusCode?: unknown;
    data?: { error?: unknown };
  };
  return {
    name: error.name,
    ...(isWord(code) || typeof code === 'number' ? { code } : {}),
    ...(typeof statusCode === 'number' ? { status: statusCode } : {}),
    ...(isWord(data?.error) ? { slack: data?.error } : {}),
    at: framesOf(error),
    ...(error.cause === undefined || depth >= MOST_CAUSES
      ? {}
      : { cause: describeError(error.cause, depth + 1) }),
  };
}

/** Slack's errors, and codes, are single words. */
export const isWord = (value: unknown): boolean => typeof value === 'string' && /^[\w.:-]{1,80}$/.test(value);

function framesOf({ stack = '', message }: Error): string[] {
  const behind = stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : stack;
  const frames = behind.split('\n').filter((line) => /^ {4}at /.test(line));
  return frames.slice(0, MOST_FRAMES).map((line) => line.slice(7, 207));
}
