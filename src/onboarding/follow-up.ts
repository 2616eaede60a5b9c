const WORKING_DAYS = 3;
const TEN = 10;
const DAY = 24 * 60 * 60 * 1000;

/**
 * Ten o'clock of the third working day, in a person's own time zone, as milliseconds since 1970. The day of `since` is
 * the first where it is a working day; Saturdays and Sundays are none. A zone that is not known counts as UTC.
 */
export function followUpAt(since: number, zone: string | undefined): number {
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

function isWorkingDay(date: number): boolean {
  const day = new Date(date).getUTCDay();
  return day !== 0 && day !== 6;
}

function clockOf(zone: string | undefined): Intl.DateTimeFormat {
  const options = {
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone: zone ?? 'UTC' });
  } catch {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' }); // a zone that Node does not know
  }
}

function readClock(clock: Intl.DateTimeFormat, instant: number) {
  const parts = new Map(clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return {
    year: of('year'),
    month: of('month'),
    day: of('day'),
    hour: of('hour'),
    minute: of('minute'),
    second: of('second'),
  };
}

/** The instant at which the clock shows a time, which is given as if it were UTC. */
function instantOf(clock: Intl.DateTimeFormat, shown: number): number {
  let instant = shown;
  // The first look corrects the offset; the second, a change of the clock in between.
  for (let i = 0; i < 2; i++) {
    const { year, month, day, hour, minute, second } = readClock(clock, instant);
    instant += shown - Date.UTC(year, month - 1, day, hour, minute, second);
  }
  return instant;
}
