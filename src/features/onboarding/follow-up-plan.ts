import type { Progress, Scheduled } from './progress.ts';
import { thirdDayAt } from './third-day.ts';

/** Slack does not call back what is due within a minute, and does not schedule what is due at once. */
const TOO_LATE = 2 * 60_000;
/** Whoever has not scheduled it by then has been lost, in milliseconds. */
const LEASE = 60_000;
const HOUR = 60 * 60 * 1000;

/** The time of the message; one that has begun late, or looks again, counts from today. */
export function followUpAt(since: number, now: number, zone: string | undefined): number | undefined {
  if (zone === undefined) return undefined;
  const at = thirdDayAt(since, zone);
  return at > now + HOUR ? at : thirdDayAt(now, zone);
}

/** Nothing more is to come: what Slack keeps is to be called back; what is sent, or as good as sent, was the one. */
export function dropFollowUp(progress: Progress, now: number): Progress {
  const { followUp, toCallBack } = progress;
  const scheduled = followUp?.scheduled;
  if (!scheduled) return { ...progress, followUp: undefined };
  const sent = scheduled.at < now + TOO_LATE;
  return {
    ...progress,
    followUp: undefined,
    written: progress.written || sent,
    toCallBack: sent ? toCallBack : [...toCallBack, scheduled],
  };
}

/** Slack no longer keeps a message: it was called back, or it is gone, which close to its time means that it was sent. */
export function calledBack(
  progress: Progress,
  { id, at }: Scheduled,
  outcome: 'called back' | 'gone',
  now: number,
): Progress {
  const sent = outcome === 'gone' && at < now + TOO_LATE;
  return {
    ...progress,
    written: progress.written || sent,
    followUp: sent ? undefined : progress.followUp,
    toCallBack: progress.toCallBack.filter((one) => one.id !== id),
  };
}

/**
 * Sets out to schedule the message where it is wanted and Slack does not keep it as it should be: not at all, for another
 * time, or with other topics; what Slack keeps then is to be called back. Undefined where there is nothing to do, or where
 * somebody else is at it.
 */
export function claimFollowUp(progress: Progress, now: number): Progress | undefined {
  const { followUp, toCallBack, since, zone, quiz } = progress;
  if (!followUp || progress.written || toCallBack.length > 0) return undefined;
  const { scheduled, claimed } = followUp;
  const at = followUp.at ?? followUpAt(since, now, zone);
  if (at === undefined || at < now + TOO_LATE) return undefined;
  if (!scheduled) {
    if (claimed !== undefined && claimed > now - LEASE) return undefined;
    return { ...progress, followUp: { at, claimed: now, scheduled: undefined } };
  }
  const isSame = scheduled.at === at && scheduled.missed.join() === (quiz?.missed ?? []).join();
  if (isSame || scheduled.at < now + TOO_LATE) return undefined;
  return { ...progress, followUp: { at, claimed: now, scheduled: undefined }, toCallBack: [scheduled] };
}

/** Keeps what was scheduled under a claim, or gives the claim back; undefined where the message is wanted no more. */
export function keepScheduled(
  progress: Progress,
  claimed: number,
  scheduled: Scheduled | undefined,
): Progress | undefined {
  const { followUp } = progress;
  if (!followUp || followUp.claimed !== claimed || followUp.scheduled) return undefined;
  return { ...progress, followUp: { at: followUp.at, claimed: undefined, scheduled } };
}

/** A person lives in another time zone now; undefined where that changes nothing. */
export function moveTo(progress: Progress, zone: string, now: number): Progress | undefined {
  const { followUp, since } = progress;
  if (progress.zone === zone) return undefined;
  const isOpen = followUp && !progress.written && (followUp.at ?? Number.POSITIVE_INFINITY) > now + TOO_LATE;
  if (!isOpen) return { ...progress, zone };
  return { ...progress, zone, followUp: { ...followUp, at: followUpAt(since, now, zone) } };
}
