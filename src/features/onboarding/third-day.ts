import { clockOf, instantOf, readClock } from '../../time/clock.ts';
import { isWorkingDay } from '../../time/working-days.ts';

const WORKING_DAYS = 3;
const TEN = 10;
const DAY = 24 * 60 * 60 * 1000;

/**
 * Ten o'clock of the third working day, in a person's own time zone, as milliseconds since 1970. The day of `since` is
 * the first where it is a working day. A zone that is not known counts as UTC.
 */
export function thirdDayAt(since: number, zone: string | undefined): number {
  const clock = clockOf(zone);
  const local = readClock(clock, since);
  // The calendar alone, as if it were UTC: no change of the clock moves a date.
  let date = Date.UTC(local.year, local.month - 1, local.day);
  for (let days = isWorkingDay(date) ? 1 : 0; days < WORKING_DAYS; ) {
    date += DAY;
    if (isWorkingDay(date)) days += 1;
  }
  return instantOf(clock, date + TEN * 60 * 60 * 1000);
}
