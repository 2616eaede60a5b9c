import { clockOf, instantOf, readClock } from '../../time/clock.ts';
import { isWorkingDay, isWorkingHour } from '../../time/working-days.ts';
import { listTopicCounts } from '../ask/answers.ts';
import type { Progress } from './progress.ts';

const WORKING_DAYS = 3;
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const TEN_MS = 10 * HOUR_MS;
/** Tried once an hour: whoever can't be messaged within a day can't be messaged at all. */
const MOST_REFUSALS = 24;
/** Later than this, people have found their way. */
const TOO_LATE_MS = 7 * DAY_MS;

/**
 * Ten o'clock of the third working day, in a person's own time zone, as milliseconds since 1970. The day of `since` is
 * the first where it is a working day. A zone that is not known counts as UTC.
 */
export function thirdDayAt(since: number, zone: string | undefined): number {
  const clock = clockOf(zone);
  const { year, month, day } = readClock(clock, since);
  // The calendar alone, as if it were UTC: no change of the clock moves a date.
  let date = Date.UTC(year, month - 1, day);
  for (let days = isWorkingDay(date) ? 1 : 0; days < WORKING_DAYS; ) {
    date += DAY_MS;
    if (isWorkingDay(date)) days += 1;
  }
  return instantOf(clock, date + TEN_MS);
}

/** When the message is due; whoever has begun late, or looks again, is counted from today. */
export function followUpAt(since: number, now: number, zone: string | undefined): number | undefined {
  if (zone === undefined) return undefined;
  const at = thirdDayAt(since, zone);
  return at > now + HOUR_MS ? at : thirdDayAt(now, zone);
}

/** Whether it is to be sent now. A bot that was down at ten sends it later, and never at night. */
export function isDue({ followUp, followUpSent, zone }: Progress, now: number): boolean {
  if (followUp?.at === undefined || followUpSent) return false;
  const lateMs = now - followUp.at;
  return lateMs >= 0 && lateMs < TOO_LATE_MS && isWorkingHour(now, zone);
}

/** As it is while it is being sent, so that nobody else does. */
export function claimFollowUp(progress: Progress): Progress {
  return { ...progress, followUp: undefined, followUpSent: true };
}

/** As it is after Slack has refused it: it is tried again in an hour, for a day. */
export function releaseFollowUp(progress: Progress, refusals: number, now: number): Progress {
  if (refusals >= MOST_REFUSALS || progress.quiet) return progress;
  return { ...progress, followUp: { at: now + HOUR_MS, refusals }, followUpSent: false };
}

/** A person lives in another time zone now; undefined where that changes nothing. */
export function moveTo(progress: Progress, zone: string, now: number): Progress | undefined {
  const { followUp, since } = progress;
  if (progress.zone === zone) return undefined;
  const isToCome = followUp && (followUp.at === undefined || followUp.at > now);
  if (!isToCome) return { ...progress, zone };
  return { ...progress, zone, followUp: { ...followUp, at: followUpAt(since, now, zone) } };
}

/** Asked for less often, a topic is there by chance. */
const LEAST_COUNT = 5;

/**
 * The topics that people ask for most, by the counts of the last weeks; filled up with those of a list, and as many as
 * it has. `known` tells which topics there are.
 */
export function mostAsked(
  counts: ReadonlyMap<string, number>,
  listed: readonly string[],
  known: ReadonlyMap<string, unknown>,
): readonly string[] {
  const asked = listTopicCounts(counts).filter(
    ({ topic, count }) => count >= LEAST_COUNT && known.has(topic),
  );
  return [...new Set([...asked.map(({ topic }) => topic), ...listed])].slice(0, listed.length);
}
