const DAY = 24 * 60 * 60 * 1000;
const KEEP_DAYS = 90;

/** For how many days a workspace wants questions kept, by its settings; 0 keeps none. */
export function keepDaysOf({ keepDays }: Readonly<Record<string, unknown>>): number {
  return typeof keepDays === 'number' && keepDays >= 0 ? keepDays : KEEP_DAYS;
}

/** From when on questions are kept, in milliseconds since 1970; with 0 days none are. */
export function keptFrom(days: number, now: number): number {
  return days === 0 ? Number.POSITIVE_INFINITY : now - days * DAY;
}
