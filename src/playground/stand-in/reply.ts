import type { Data } from './messages.ts';

/** What a call by response_url or a Web API method came to. */
export interface Reply {
  readonly status: number;
  readonly response: Data;
  /** What Slack would not have taken, in words. */
  readonly refusals?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** The answer to a call that was done. */
export function done(response: Data = {}): Reply {
  return { status: 200, response: { ok: true, ...response } };
}

/** The answer to a call that Slack refuses, with what is wrong with its arguments where that is the reason. */
export function refused(error: string, refusals: readonly string[] = []): Reply {
  const metadata = { response_metadata: { messages: refusals.map((text) => `[ERROR] ${text}`) } };
  return { status: 200, response: { ok: false, error, ...(refusals.length > 0 ? metadata : {}) }, refusals };
}
