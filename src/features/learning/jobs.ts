import type { Job } from '../../slack/jobs.ts';
import { type Seen, storeOf } from '../../slack/store.ts';
import type { Answers } from '../ask/answers.ts';
import { readSettings } from '../settings/settings.ts';
import type { Digests } from './digest.ts';
import { type Entries, WITHDRAWN } from './entries.ts';
import type { OpenGaps } from './open-gaps.ts';
import type { Platform } from './platform.ts';
import type { QuestionLog } from './question-log.ts';
import { sendReviewReminders } from './review-reminders.ts';
import { tellWaiting } from './tell-waiting.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** More than a year, so that a month can be compared with that of the year before. */
const COUNTS_KEPT_MS = 400 * DAY_MS;
const WITHDRAWN_KEPT_MS = 365 * DAY_MS;

/** Background jobs; all but the digests are done once an hour. */
export function createLearningJobs(
  deps: Platform & {
    readonly answers: Answers;
    readonly seen: Seen;
    readonly entries: Entries;
    readonly openGaps: OpenGaps;
    readonly questionLog: QuestionLog;
    readonly digests: Digests;
  },
): Job[] {
  const { store, seen, openGaps, questionLog, digests, now } = deps;
  /** Of several instances, one does it in each hour. */
  const hourly = (name: string, run: Job['run']): Job => ({
    name,
    run: async (bot) => {
      if (await seen.first(bot.context, `job:${name}:${Math.floor(now() / HOUR_MS)}`)) await run(bot);
    },
  });
  return [
    hourly('old questions', async (bot) => {
      const { keepDays } = readSettings(await storeOf(store, bot).snapshot());
      await questionLog.purge(bot.context, keepDays);
    }),
    hourly('old withdrawn entries', (bot) =>
      storeOf(store, bot).removeOldRecords(WITHDRAWN, now() - WITHDRAWN_KEPT_MS),
    ),
    hourly('old counts', (bot) => storeOf(store, bot).removeOldCounts(now() - COUNTS_KEPT_MS)),
    hourly('answered questions', (bot) => openGaps.closeAnswered(bot)),
    hourly('people who wait', (bot) => tellWaiting(deps, bot)),
    hourly('review reminders', (bot) => sendReviewReminders(deps, bot)),
    { name: 'digests', run: (bot) => digests.sendDue(bot) },
  ];
}
