import type { Answerer } from '../answer/answerer.ts';
import { createBot } from '../bot.ts';
import type { Log } from '../log.ts';
import { createInFlight } from '../slack/in-flight.ts';
import type { Jobs } from '../slack/jobs.ts';
import { createSeen } from '../slack/seen.ts';
import type { Store } from '../store/types.ts';
import { LocalReceiver } from './stand-in/receiver.ts';
import { IDENTITY } from './stand-in/world.ts';

/** Creates the real app inside this process; `fetch` stands for Slack. Payloads go in by the receiver. */
export function openApp(parts: { answerer: Answerer; store: Store; log: Log; fetch: typeof fetch }): {
  readonly receiver: LocalReceiver;
  readonly jobs: Jobs;
} {
  const { answerer, store, log, fetch } = parts;
  const receiver = new LocalReceiver();
  const { jobs } = createBot({
    answerer,
    store,
    log,
    receiver,
    seen: createSeen(store),
    inFlight: createInFlight(),
    identity: IDENTITY,
    clientOptions: { fetch, retryConfig: { retries: 0 } },
  });
  return { receiver, jobs };
}
