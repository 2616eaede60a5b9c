import { clockOf, readClock } from './clock.ts';

const [MORNING, EVENING] = [9, 17];

/** Whether a date, as midnight of UTC, is a working day; Saturdays and Sundays are none. */
export function isWorkingDay(date: number): boolean {
  const day = new Date(date).getUTCDay();
  return day !== 0 && day !== 6;
}

/** Whether it is between nine and five on a working day, in a time zone; one that is not known counts as UTC. */
export function isWorkingHour(instant: number, zone: string | undefined): boolean {
  const { year, month, day, hour } = readClock(clockOf(zone), instant);
  return isWorkingDay(Date.UTC(year, month - 1, day)) && hour >= MORNING && hour < EVENING;
}
