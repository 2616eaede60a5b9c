import type { Answerer } from '../answer/answerer.ts';
import { createBot } from '../bot.ts';
import type { Log } from '../log.ts';
import { createInFlight } from '../slack/in-flight.ts';
import type { Jobs } from '../slack/jobs.ts';
import { createSeen } from '../slack/store.ts';
import type { Store } from '../store/open-store.ts';
import { LocalReceiver } from './fake-slack/receiver.ts';
import { IDENTITY } from './fake-slack/world.ts';

const HOUR_MS = 60 * 60 * 1000;
const WEEK_HOURS = 7 * 24;
/** Short enough to meet the working hours of each day. */
const STEP_HOURS = 6;

/** Creates the real app inside this process: `fetch` leads to its Slack, `receiver` takes payloads. */
export function openApp(parts: {
  answerer: Answerer;
  store: Store;
  log: Log;
  fetch: typeof fetch;
  sleep?: (ms: number) => Promise<unknown>;
}): {
  readonly receiver: LocalReceiver;
  readonly jobs: Jobs;
  /** Lets the app notice who has left or come back, as it does once a day. */
  noticePeople(): Promise<void>;
  /** Lets the app do what is due within a week. */
  passWeek(): Promise<void>;
} {
  const { answerer, store, log, fetch, ...rest } = parts;
  const receiver = new LocalReceiver();
  let passedMs = 0;
  const { jobs } = createBot({
    answerer,
    store,
    log,
    receiver,
    ...rest,
    now: () => Date.now() + passedMs,
    seen: createSeen(store),
    inFlight: createInFlight(),
    identity: IDENTITY,
    clientOptions: { fetch, retryConfig: { retries: 0 } },
  });
  return {
    receiver,
    jobs,
    async noticePeople() {
      await store.workspace(IDENTITY.teamId).removeRecords('job', ['people']);
      await jobs.run('people');
    },
    async passWeek() {
      for (let hours = 0; hours < WEEK_HOURS; hours += STEP_HOURS) {
        passedMs += STEP_HOURS * HOUR_MS;
        await jobs.runAll();
      }
    },
  };
}
