import { describe, expect, test } from 'vitest';
import { isDue, mostAsked, moveTo, thirdDayAt } from '../../../src/features/onboarding/follow-up.ts';
import { beginProgress, type Progress } from '../../../src/features/onboarding/progress.ts';

const at = (since: string, zone: string | undefined) =>
  new Date(thirdDayAt(Date.parse(since), zone)).toISOString().replace(':00.000', '');

describe('ten o’clock of the third working day', () => {
  test.each([
    // On Monday, 23 November 2026, everywhere: Wednesday the 25th.
    ['Europe/Berlin', '2026-11-23T08:00Z', '2026-11-25T09:00Z'],
    ['America/Los_Angeles', '2026-11-23T17:00Z', '2026-11-25T18:00Z'],
    ['Pacific/Auckland', '2026-11-22T20:00Z', '2026-11-24T21:00Z'],
    // Late on Thursday in Los Angeles is Friday already in Auckland and in Berlin.
    ['America/Los_Angeles', '2026-11-27T07:30Z', '2026-11-30T18:00Z'],
    ['Europe/Berlin', '2026-11-27T07:30Z', '2026-12-01T09:00Z'],
    ['Pacific/Auckland', '2026-11-26T20:00Z', '2026-11-30T21:00Z'],
    // Over the weekend on which the clock changes: 25 October in Berlin, 1 November in Los Angeles, 27 September and
    // 4 April in Auckland, 29 March in Berlin again.
    ['Europe/Berlin', '2026-10-23T10:00Z', '2026-10-27T09:00Z'],
    ['Europe/Berlin', '2026-03-27T10:00Z', '2026-03-31T08:00Z'],
    ['America/Los_Angeles', '2026-10-30T20:00Z', '2026-11-03T18:00Z'],
    ['America/Los_Angeles', '2026-03-06T20:00Z', '2026-03-10T17:00Z'],
    ['Pacific/Auckland', '2026-09-24T22:00Z', '2026-09-28T21:00Z'],
    ['Pacific/Auckland', '2026-04-02T22:00Z', '2026-04-06T22:00Z'],
  ])('in %s, from %s, is %s', (zone, since, expected) => {
    expect(at(since, zone)).toBe(expected);
  });

  test('begins to count on Monday for whoever comes on a weekend', () => {
    expect(at('2026-11-28T12:00Z', 'Europe/Berlin')).toBe('2026-12-02T09:00Z');
    expect(at('2026-11-29T12:00Z', 'Europe/Berlin')).toBe('2026-12-02T09:00Z');
  });

  test('is in UTC where the zone is not known', () => {
    expect(at('2026-11-23T08:00Z', undefined)).toBe('2026-11-25T10:00Z');
    expect(at('2026-11-23T08:00Z', 'Mars/Olympus')).toBe('2026-11-25T10:00Z');
  });

  test('is a working day at ten in every zone, whenever it begins', () => {
    const zones = ['Asia/Kolkata', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Australia/Lord_Howe'];
    for (const zone of [...zones, 'America/St_Johns', 'Africa/Casablanca']) {
      const clock = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        weekday: 'short',
        hour: 'numeric',
        minute: 'numeric',
        hourCycle: 'h23',
      });
      for (let hour = 0; hour < 366 * 24; hour += 7) {
        const since = Date.UTC(2026, 0, 1, hour);
        const shown = clock.format(thirdDayAt(since, zone));
        expect(shown).toMatch(/^(Mon|Tue|Wed|Thu|Fri),? 10:00$/);
        expect(thirdDayAt(since, zone)).toBeGreaterThan(since);
      }
    }
  });
});

describe('the message of the third working day', () => {
  const SINCE = Date.parse('2026-11-23T09:00:00Z');
  const AT = Date.parse('2026-11-25T09:00:00Z');
  const wanted = (over: Partial<Progress> = {}): Progress => ({
    ...beginProgress(undefined, SINCE),
    zone: 'Europe/Berlin',
    followUp: { at: AT, refusals: 0 },
    ...over,
  });
  const due = (time: string, over: Partial<Progress> = {}) => isDue(wanted(over), Date.parse(time));

  test('is due from ten, and where the bot was down at ten, by day on one of the next days', () => {
    expect(due('2026-11-25T08:59:59Z')).toBe(false);
    expect(due('2026-11-25T09:00:00Z')).toBe(true);
    expect(due('2026-11-25T15:59:00Z')).toBe(true);
    expect(due('2026-11-25T20:00:00Z')).toBe(false);
    expect(due('2026-11-26T08:30:00Z')).toBe(true);
    expect(due('2026-11-28T10:00:00Z')).toBe(false); // a Saturday
    expect(due('2026-12-03T10:00:00Z')).toBe(false); // more than a week late
  });

  test('is not due twice, nor before the time zone is known', () => {
    expect(due('2026-11-25T10:00:00Z', { followUpSent: true })).toBe(false);
    const unknown = wanted({ zone: undefined, followUp: { at: undefined, refusals: 0 } });
    expect(isDue(unknown, AT)).toBe(false);
    const known = moveTo(unknown, 'America/Los_Angeles', SINCE);
    expect(known?.followUp?.at).toBe(Date.parse('2026-11-25T18:00:00Z'));
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
