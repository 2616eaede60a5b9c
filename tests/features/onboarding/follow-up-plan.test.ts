import { describe, expect, test } from 'vitest';
import {
  calledBack,
  claimFollowUp,
  dropFollowUp,
  keepScheduled,
  moveTo,
} from '../../../src/features/onboarding/follow-up-plan.ts';
import { mostAsked } from '../../../src/features/onboarding/most-asked.ts';
import { beginProgress, type Progress, readProgress } from '../../../src/features/onboarding/progress.ts';

const NOW = Date.parse('2026-11-23T09:00:00Z');
const AT = Date.parse('2026-11-25T09:00:00Z');
const MINUTE = 60_000;

const wanted = (over: Partial<Progress> = {}): Progress => ({
  ...beginProgress(undefined, NOW),
  zone: 'Europe/Berlin',
  followUp: { at: AT, claimed: undefined, scheduled: undefined },
  ...over,
});
const kept = { id: 'Q1', channel: 'D1', at: AT, missed: [] };
const scheduled = (over: Partial<Progress> = {}): Progress =>
  wanted({ followUp: { at: AT, claimed: undefined, scheduled: kept }, ...over });

describe('the message of the third working day', () => {
  test('is scheduled by one, and by the next where that one was lost', () => {
    const claimed = claimFollowUp(wanted(), NOW);
    expect(claimed?.followUp).toEqual({ at: AT, claimed: NOW, scheduled: undefined });
    if (!claimed) return;
    expect(claimFollowUp(claimed, NOW + 1000)).toBeUndefined();
    expect(claimFollowUp(claimed, NOW + 2 * MINUTE)).toBeDefined();
    const done = keepScheduled(claimed, NOW, kept);
    expect(done && claimFollowUp(done, NOW)).toBeUndefined();
    expect(keepScheduled(dropFollowUp(claimed, NOW), NOW, kept)).toBeUndefined();
  });

  test('is not scheduled before the time zone is known, nor when it is too late', () => {
    const unknown = wanted({
      zone: undefined,
      followUp: { at: undefined, claimed: undefined, scheduled: undefined },
    });
    expect(claimFollowUp(unknown, NOW)).toBeUndefined();
    const known = moveTo(unknown, 'America/Los_Angeles', NOW);
    expect(known?.followUp?.at).toBe(Date.parse('2026-11-25T18:00:00Z'));
    expect(claimFollowUp(wanted(), AT - MINUTE)).toBeUndefined();
  });

  test('is made anew for what was missed, and for another time zone, the old one called back first', () => {
    const quiz = { queue: ['a'], first: 1, at: 0, chosen: 'x', right: 0, missed: ['a'] };
    expect(claimFollowUp(scheduled({ quiz }), NOW)?.toCallBack).toEqual([kept]);
    const moved = moveTo(scheduled(), 'Pacific/Auckland', NOW);
    expect(moved && claimFollowUp(moved, NOW)?.toCallBack).toEqual([kept]);
    expect(claimFollowUp(scheduled({ quiz }), AT - MINUTE)).toBeUndefined();
    expect(claimFollowUp(scheduled({ quiz, toCallBack: [kept] }), NOW)).toBeUndefined();
  });

  test('is remembered as one to call back until Slack has it no more', () => {
    const dropped = dropFollowUp(scheduled(), NOW);
    expect(dropped).toMatchObject({ followUp: undefined, toCallBack: [kept], written: false });
    expect(calledBack(dropped, kept, 'called back', NOW)).toMatchObject({ toCallBack: [], written: false });
  });

  test('is never sent twice: one that was sent, or is about to be, was the one', () => {
    expect(dropFollowUp(scheduled(), AT - MINUTE)).toMatchObject({ toCallBack: [], written: true });
    const late = dropFollowUp(scheduled(), NOW);
    expect(calledBack(late, kept, 'gone', AT + MINUTE).written).toBe(true);
    expect(claimFollowUp(wanted({ written: true }), NOW)).toBeUndefined();
  });

  test('as an older version kept it is called back too', () => {
    const old = readProgress({
      stage: 'tour',
      since: NOW,
      followUp: { at: AT, scheduled: { id: 'Q1', channel: 'D1' } },
    });
    expect(old && dropFollowUp(old, NOW).toCallBack).toEqual([kept]);
  });
});

test('what people ask most is counted where there is enough to count, and filled up with the list', () => {
  const known = new Map(['a', 'b', 'c', 'd'].map((id) => [id, id]));
  const counts = new Map([
    ['asked', 99],
    ['topic:c', 7],
    ['topic:d', 9],
    ['topic:b', 4],
    ['topic:gone', 50],
  ]);
  expect(mostAsked(counts, ['a', 'c', 'b'], known)).toEqual(['d', 'c', 'a']);
  expect(mostAsked(new Map(), ['a', 'b'], known)).toEqual(['a', 'b']);
});
