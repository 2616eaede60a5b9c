import type { Context, webApi } from '@slack/bolt';
import type { Log } from '../log.ts';
import type { Caller } from './caller.ts';

/** A background job. */
export interface Job {
  /** For the log: "digest", "old questions". */
  readonly name: string;
  /** Does what is due now, each thing once among all instances. What fails is tried again at the next run. */
  readonly run: (bot: Caller) => Promise<void>;
}

export type Jobs = ReturnType<typeof createJobs>;

/** After a start, people come first. */
const FIRST_MS = 60_000;
const PAUSE_MS = 5 * 60_000;

/** Creates what runs the jobs every few minutes. `client` and `context` act as the bot itself, in the workspace that it is installed in. */
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
}) {
  const bot = { client, context, user: context.botUserId ?? '' };
  let timer: NodeJS.Timeout | undefined;

  const runAll = async (only?: string): Promise<void> => {
    for (const { name, run } of jobs) {
      if (only !== undefined && name !== only) continue;
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
    /** Runs all of them once, one after the other. Throws nothing: one that fails keeps no other from its turn. */
    runAll: () => runAll(),
    /** Runs one of them, by its name. */
    run: (name: string) => runAll(name),
    /** Runs them a minute from now, and then every few minutes, until stopped. */
    start: () => runIn(FIRST_MS),
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
