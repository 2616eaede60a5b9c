import { clockOf, instantOf, readClock } from '../../time/clock.ts';

const NINE_MS = 9 * 60 * 60 * 1000;
const MONDAY = 1;

/** Nine o'clock of today in a time zone, where today is a Monday and it is past nine; in milliseconds since 1970. */
export function mondayAtNine(now: number, zone: string | undefined): number | undefined {
  const clock = clockOf(zone);
  const { year, month, day } = readClock(clock, now);
  const date = Date.UTC(year, month - 1, day);
  if (new Date(date).getUTCDay() !== MONDAY) return undefined;
  const nine = instantOf(clock, date + NINE_MS);
  return nine <= now ? nine : undefined;
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

const MOST_TOPICS = 5;

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
    topics: topics.sort((a, b) => b.count - a.count || a.topic.localeCompare(b.topic)).slice(0, MOST_TOPICS),
  };
}
