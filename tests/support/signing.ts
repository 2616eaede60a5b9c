import { createHmac } from 'node:crypto';
import type { Kind } from '../../src/playground/exchanges.ts';
import type { Data } from '../../src/playground/fake-slack/messages.ts';

/** A request of Slack's as it goes over the wire. */
export interface Posting {
  readonly type: 'application/json' | 'application/x-www-form-urlencoded';
  readonly body: string;
}

/** A payload as Slack posts it: events as JSON, commands as a form, interactions as JSON in a form. */
export function encodePosting(kind: Kind, payload: Data): Posting {
  if (kind === 'events_api') return { type: 'application/json', body: JSON.stringify(payload) };
  const fields =
    kind === 'slash_commands' ? (payload as Record<string, string>) : { payload: JSON.stringify(payload) };
  return { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() };
}

/**
 * The headers that sign a body as Slack does (docs.slack.dev/authentication/verifying-requests-from-slack).
 * `timestamp` is in seconds.
 */
export function signPosting(
  body: string,
  secret: string,
  timestamp = Math.floor(Date.now() / 1000),
): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(timestamp), 'x-slack-signature': `v0=${signature}` };
}
