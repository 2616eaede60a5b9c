import { clockOf, instantOf, readClock } from '../../time/clock.ts';

const DAY = 24 * 60 * 60 * 1000;
const NINE = 9 * 60 * 60 * 1000;

/** The next Monday, nine o'clock in a time zone, after an instant; in milliseconds since 1970. */
export function nextMonday(now: number, zone: string | undefined): number {
  const clock = clockOf(zone);
  const { year, month, day } = readClock(clock, now);
  let date = Date.UTC(year, month - 1, day);
  for (;;) {
    if (new Date(date).getUTCDay() === 1) {
      const at = instantOf(clock, date + NINE);
      if (at > now) return at;
    }
    date += DAY;
  }
}

/** What a week was like. */
export interface Week {
  readonly asked: number;
  readonly answered: number;
  readonly unknown: number;
  readonly unsure: number;
  readonly unhelpful: number;
  /** The topics that were asked for most, by their ids. */
  readonly topics: readonly { readonly topic: string; readonly count: number }[];
}

const TOPICS = 5;

/** Reads the counts of a week. */
export function readWeek(counts: ReadonlyMap<string, number>): Week {
  const of = (name: string) => counts.get(name) ?? 0;
  const topics = [...counts].flatMap(([name, count]) =>
    name.startsWith('topic:') ? [{ topic: name.slice('topic:'.length), count }] : [],
  );
  return {
    asked: of('asked'),
    answered: of('answered'),
    unknown: of('unknown'),
    unsure: of('unsure'),
    unhelpful: of('unhelpful'),
    topics: topics.sort((a, b) => b.count - a.count || a.topic.localeCompare(b.topic)).slice(0, TOPICS),
  };
}
