import type { App, ReceiverEvent } from '@slack/bolt';
import type { Log } from '../../log.ts';
import type { InFlight } from '../in-flight.ts';

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
