import { setImmediate as nextTurn } from 'node:timers/promises';
import type { App, ReceiverEvent } from '@slack/bolt';
import type { Log } from '../log.ts';
import { withTimeout } from '../time/with-timeout.ts';

export type InFlight = ReturnType<typeof createInFlight>;

/** Counts work under way: Bolt's own stop does not wait for listeners that have acked and still work. */
export function createInFlight() {
  let running = 0;
  let tell = () => {};

  /** Counts from now on until the function that it gives is called. */
  function begin(): () => void {
    running++;
    return () => {
      if (--running === 0) tell();
    };
  }

  async function idle(): Promise<true> {
    while (running > 0) {
      await new Promise<void>((resolve) => {
        tell = resolve;
      });
      // What has just ended may have begun something new: an event whose acknowledgement was the last response.
      await nextTurn();
    }
    return true;
  }

  return {
    begin,
    /** Runs the work and counts it until it has ended, well or badly. */
    async track<T>(work: () => Promise<T>): Promise<T> {
      const end = begin();
      try {
        return await work();
      } finally {
        end();
      }
    },
    /** Resolves to true once nothing is under way, or to false after the given milliseconds. Asked once, at the end. */
    drained: (milliseconds: number) => withTimeout(idle(), milliseconds, () => false),
  };
}

/** Hands payloads to the app and counts the work on them until it has ended; takes what Slack says to the app itself. */
export function createIntake(app: App, { log, inFlight }: { log: Log; inFlight: InFlight }) {
  return (event: ReceiverEvent): Promise<void> =>
    event.body.type === 'app_rate_limited'
      ? noteLostEvents(event, log)
      : inFlight.track(() => app.processEvent(event));
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
