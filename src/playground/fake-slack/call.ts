import type { Data } from './messages.ts';

/** A call that the bot made: a Web API method, `response_url`, or `ack` for the content of an acknowledgement. */
export interface Call {
  readonly method: string;
  readonly args: Data;
  readonly status: number;
  readonly response: Data;
  /** What the real Slack would refuse, in words. */
  readonly refusals: readonly string[];
  readonly ms: number;
}

/** The answer to a call. */
export interface Reply {
  readonly status: number;
  readonly response: Data;
  readonly refusals?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

export function done(response: Data = {}): Reply {
  return { status: 200, response: { ok: true, ...response } };
}

/** `error` is Slack's code; `refusals` say what is wrong with the arguments. */
export function refused(error: string, refusals: readonly string[] = []): Reply {
  const metadata = { response_metadata: { messages: refusals.map((text) => `[ERROR] ${text}`) } };
  return { status: 200, response: { ok: false, error, ...(refusals.length > 0 ? metadata : {}) }, refusals };
}

const JSON_FIELDS = new Set(['blocks', 'view', 'attachments', 'metadata']);

/** Reads a request body: the web client sends forms with JSON in some fields, `response_url` takes JSON. */
export function readBody(raw: string): Data {
  if (raw.startsWith('{')) return JSON.parse(raw) as Data;
  const entries = [...new URLSearchParams(raw)];
  return Object.fromEntries(
    entries.map(([key, value]) => [key, JSON_FIELDS.has(key) ? JSON.parse(value) : value]),
  );
}
