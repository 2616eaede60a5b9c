/**
 * Slack takes about one message a second a channel, and short bursts above that (docs.slack.dev/apis/web-api/rate-limits).
 * Returns a function that counts a message to a channel and gives 0, or the seconds to wait where it is one too many.
 */
export function createRateLimit(burst: number, now: () => number): (channel: string) => number {
  const buckets = new Map<string, { left: number; at: number }>();
  return (channel) => {
    const bucket = buckets.get(channel) ?? { left: burst, at: now() };
    const left = Math.min(burst, bucket.left + (now() - bucket.at) / 1000);
    const allowed = left >= 1;
    buckets.set(channel, { left: allowed ? left - 1 : left, at: now() });
    return allowed ? 0 : 1;
  };
}
