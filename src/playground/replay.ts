import { isDeepStrictEqual } from 'node:util';
import type { Answerer } from '../answer/answerer.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/types.ts';
import { openApp } from './open-app.ts';
import type { Recording } from './recording.ts';
import { readBody } from './stand-in/body.ts';

type Recorded = Recording['exchanges'][number];

/** What was different when a conversation was had again. */
export interface Difference {
  /** Which payload it was, counted from 1. */
  readonly number: number;
  readonly what: string;
  /** What is different: the acknowledgement, or a call. */
  readonly at: string;
  readonly recorded: unknown;
  readonly now: unknown;
}

const API = 'https://slack.com/api/';

/**
 * Has a saved conversation again: the same payloads go into the real app, each call is answered as it was then, and
 * what comes out is compared. Gives the conversation as it is now, and what is different in it.
 */
export async function replay(
  recording: Recording,
  parts: { answerer: Answerer; store: Store; log: Log },
): Promise<{ now: Recording; differences: readonly Difference[] }> {
  let current: { recorded: Recorded; calls: Recorded['calls'] } | undefined;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const method = url.startsWith(API) ? url.slice(API.length) : 'response_url';
    const args = readBody(String(init?.body ?? ''));
    const then = current?.recorded.calls[current.calls.length];
    // A call that was not made then has no answer: Slack is taken to agree.
    const answer = then?.method === method ? then : { status: 200, response: { ok: true } };
    current?.calls.push({ method, args, status: answer.status, response: answer.response });
    return Response.json(answer.response, { status: answer.status });
  };
  const { receiver } = openApp({ ...parts, fetch });
  const exchanges: Recorded[] = [];
  for (const recorded of recording.exchanges) {
    const calls: Recorded['calls'] = [];
    current = { recorded, calls };
    const ack = (await receiver.deliver({ ...recorded.payload })) ?? null;
    exchanges.push({ ...recorded, ack, calls });
  }
  const differences = exchanges.flatMap((now, i) => compare(recording.exchanges[i] ?? now, now, i + 1));
  return { now: { ...recording, exchanges }, differences };
}

function compare(then: Recorded, now: Recorded, number: number): Difference[] {
  const pairs: [string, unknown, unknown][] = [['the acknowledgement', then.ack, now.ack]];
  for (let i = 0; i < Math.max(then.calls.length, now.calls.length); i++) {
    pairs.push([`call ${i + 1}`, shortOf(then.calls[i]), shortOf(now.calls[i])]);
  }
  return pairs
    .map(([at, ...both]) => [at, ...both.map(plain)] as const)
    .filter(([, recorded, today]) => !isDeepStrictEqual(recorded, today))
    .map(([at, recorded, today]) => ({ number, what: now.what, at, recorded, now: today }));
}

/** As it would be read from a file. */
const plain = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value));
const shortOf = (call: Recorded['calls'][number] | undefined) =>
  call && { method: call.method, args: call.args };
