import type { Context, webApi } from '@slack/bolt';
import type { Log } from '../log.ts';
import type { Caller } from './caller.ts';

/** Something that has to be done though nobody asks anything. */
export interface Job {
  /** For the log: "digest", "old questions". */
  readonly name: string;
  /** Does what is due now, each thing once among all instances. What fails is tried again at the next run. */
  readonly run: (bot: Caller) => Promise<void>;
}

/** Runs the jobs every few minutes. */
export interface Jobs {
  /** Runs all of them once, one after the other. Throws nothing: one that fails keeps no other from its turn. */
  runAll(): Promise<void>;
  /** Runs them a minute from now, and then every few minutes, until stopped. */
  start(): void;
  /** Starts no further run. */
  stop(): void;
}

/** After a start, people come first. */
const FIRST_MS = 60_000;
const PAUSE_MS = 5 * 60_000;

/** Creates the runner. `client` and `context` act as the bot itself, in the workspace that it is installed in. */
export function createJobs({
  jobs,
  client,
  context,
  log,
}: {
  readonly jobs: readonly Job[];
  readonly client: webApi.WebClient;
  readonly context: Context;
  readonly log: Log;
}): Jobs {
  const bot = { client, context, user: context.botUserId ?? '' };
  let timer: NodeJS.Timeout | undefined;

  const runAll = async (): Promise<void> => {
    for (const { name, run } of jobs) {
      try {
        await run(bot);
      } catch (error) {
        const { name: kind } = error instanceof Error ? error : { name: typeof error };
        log.warn({ event: 'job', job: name, outcome: 'failed', error: kind });
      }
    }
  };
  const runIn = (pause: number): void => {
    timer = setTimeout(() => void runAll().finally(() => timer && runIn(PAUSE_MS)), pause).unref();
  };
  return {
    runAll,
    start: () => runIn(FIRST_MS),
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
