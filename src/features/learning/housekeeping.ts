import type { Context, webApi } from '@slack/bolt';
import type { Log } from '../../log.ts';
import type { Seen } from '../../slack/seen.ts';
import { workspaceOf } from '../../slack/workspace.ts';
import { StoreError } from '../../store/errors.ts';
import type { MemoryParts } from '../parts.ts';
import { readSettings } from '../settings/settings.ts';
import type { Digests } from './digest.ts';
import { WITHDRAWN } from './entries.ts';
import { purgeQuestions } from './retention.ts';
import { askWhetherItHolds } from './review.ts';
import { tellWaiting } from './tell-waiting.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
/** More than a year, so that one can be held against the other. */
const COUNTS = 400 * DAY;
const HISTORY = 365 * DAY;
/** After a start people come first. */
const FIRST = 60_000;

/** What has to be done though nobody asks anything. */
export interface Housekeeping {
  /** Does it now: old questions, counts and what was withdrawn long ago go, what is answered by now is settled, those who wait for it are told, authors are asked whether what they taught still holds, and the coming digests get the figures of now. Throws nothing. */
  run(): Promise<void>;
  /** Does it a minute from now, and then every hour. */
  start(): void;
  stop(): void;
}

/** Creates it for the workspace that the app is installed in; of several instances one does it in each hour. */
export function createHousekeeping({
  store,
  answers,
  people,
  answerer,
  entries,
  openGaps,
  digests,
  seen,
  log,
  client,
  context,
  now = Date.now,
}: Pick<MemoryParts, 'store' | 'answers' | 'people' | 'answerer' | 'entries' | 'openGaps'> & {
  readonly digests: Digests;
  readonly seen: Seen;
  readonly log: Log;
  readonly client: webApi.WebClient;
  readonly context: Context;
  readonly now?: () => number;
}): Housekeeping {
  let timer: NodeJS.Timeout | undefined;

  const run = async (): Promise<void> => {
    try {
      if (!(await seen.first(context, `housekeeping:${Math.floor(now() / HOUR)}`))) return;
      const memory = store.workspace(workspaceOf(context));
      await purgeQuestions(memory, readSettings(await memory.snapshot()).keepDays, now());
      await memory.removeOldRecords(WITHDRAWN, now() - HISTORY);
      await memory.removeOldCounts(now() - COUNTS);
      const caller = { client, context, user: context.botUserId ?? '' };
      await openGaps.closeAnswered(caller);
      await tellWaiting({ store, answers, log }, caller);
      await askWhetherItHolds({ store, people, answerer, entries, log, now }, caller);
      await digests.refresh(caller);
    } catch (error) {
      log.warn({ event: 'housekeeping', outcome: error instanceof StoreError ? error.kind : String(error) });
    }
  };
  const later = (pause: number): void => {
    timer = setTimeout(() => void run().finally(() => timer && later(HOUR)), pause).unref();
  };
  return {
    run,
    start: () => later(FIRST),
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
