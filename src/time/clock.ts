/** The clock of a time zone such as Europe/Berlin; one that is not known counts as UTC. */
export function clockOf(zone: string | undefined): Intl.DateTimeFormat {
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

/** What the clock shows at an instant, in milliseconds since 1970. */
export function readClock(clock: Intl.DateTimeFormat, instant: number) {
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
export function instantOf(clock: Intl.DateTimeFormat, shown: number): number {
  let instant = shown;
  // The first look corrects the offset; the second, a change of the clock in between.
  for (let i = 0; i < 2; i++) {
    const { year, month, day, hour, minute, second } = readClock(clock, instant);
    instant += shown - Date.UTC(year, month - 1, day, hour, minute, second);
  }
  return instant;
}
