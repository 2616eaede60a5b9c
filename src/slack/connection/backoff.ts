const FIRST = 500;
const LONGEST = 30_000;

/**
 * How long to wait before the next try after so many failures in a row, in milliseconds: not at all after the first,
 * then twice as long each time, up to half a minute. `random` spreads the tries of several bots: from half of that on.
 */
export function backoff(failures: number, random: () => number): number {
  if (failures <= 1) return 0;
  return Math.min(FIRST * 2 ** (failures - 2), LONGEST) * (0.5 + random() / 2);
}
