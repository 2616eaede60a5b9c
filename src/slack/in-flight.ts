import type { App, ReceiverEvent } from '@slack/bolt';
import type { Log } from '../log.ts';

/** Counts work under way: Bolt's own stop does not wait for listeners that have acked and still work. */
export interface InFlight {
  /** Counts from now on until the function that it gives is called. */
  begin(): () => void;
  /** Runs the work and counts it until it has ended, well or badly. */
  track<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves to true once nothing is under way, or to false after the given milliseconds. */
  drained(milliseconds: number): Promise<boolean>;
}

export function createInFlight(): InFlight {
  let running = 0;
  const waiting = new Set<() => void>();
  const end = () => {
    running--;
    if (running > 0) return;
    for (const tell of waiting) tell();
  };
  return {
    begin() {
      running++;
      return end;
    },
    async track(work) {
      running++;
      try {
        return await work();
      } finally {
        end();
      }
    },
    drained(milliseconds) {
      if (running === 0) return Promise.resolve(true);
      return new Promise((resolve) => {
        const settle = (finished: boolean) => {
          clearTimeout(late);
          waiting.delete(tell);
          resolve(finished);
        };
        const late = setTimeout(() => settle(false), milliseconds);
        // What has just ended may have begun something new: an event whose acknowledgement was the last response.
        const tell = () => setImmediate(() => running === 0 && settle(true));
        waiting.add(tell);
      });
    },
  };
}

/** Takes a payload from a receiver. Resolves when all work on it has ended. */
export type Intake = (event: ReceiverEvent) => Promise<void>;

/** Hands payloads to the app and counts the work on them; takes what Slack says to the app itself. */
export function createIntake(app: App, { log, inFlight }: { log: Log; inFlight: InFlight }): Intake {
  return (event) => {
    if (event.body.type === 'app_rate_limited') return noteLostEvents(event, log);
    return inFlight.track(() => app.processEvent(event));
  };
}

/**
 * Slack drops events of a workspace past 30,000 an hour and says so in a payload of its own, which Bolt does not know
 * (docs.slack.dev/reference/events/app_rate_limited).
 */
async function noteLostEvents({ body, ack }: ReceiverEvent, log: Log): Promise<void> {
  const { team_id, minute_rate_limited } = body as { team_id?: unknown; minute_rate_limited?: unknown };
  const since = new Date(Number(minute_rate_limited) * 1000);
  log.warn({
    event: 'app_rate_limited',
    workspace: team_id,
    since: Number.isNaN(since.getTime()) ? undefined : since.toISOString(),
    message: 'Slack drops events of this workspace since then.',
  });
  await ack();
}
