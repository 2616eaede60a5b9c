import type { webApi } from '@slack/bolt';
import type { Log } from '../log.ts';
import { NO_PREVIEW } from './post.ts';
import { slackErrorOf } from './slack-error.ts';
import type { Message } from './ui/message.ts';

/** A message that Slack keeps for us until its time. */
export interface AtSlack {
  readonly channel: string;
  /** Slack's id of it. */
  readonly id: string;
}

/**
 * Leaves a message with Slack for an instant, in milliseconds since 1970, and gives its id. A call that was lost on its
 * way may have arrived all the same, and been sent again by the client: so Slack is asked what it keeps for that
 * instant, and all but one are called back. Throws what Slack answers where it keeps none.
 */
export async function scheduleOnce(
  client: webApi.WebClient,
  { channel, at, message, log }: { channel: string; at: number; message: Message; log: Log },
): Promise<string> {
  const post_at = Math.floor(at / 1000);
  let id: string | undefined;
  let failure: unknown;
  try {
    id = (await client.chat.scheduleMessage({ channel, post_at, ...message, ...NO_PREVIEW }))
      .scheduled_message_id;
  } catch (error) {
    failure = error;
  }
  const kept = await listAt(client, channel, post_at, log);
  id ??= kept[0];
  if (id === undefined) throw failure ?? new Error('Slack gave no id for a scheduled message.');
  for (const other of kept) if (other !== id) await callBack(client, { channel, id: other }, log);
  return id;
}

/** What Slack keeps for an instant; nothing where it does not tell. */
async function listAt(
  client: webApi.WebClient,
  channel: string,
  post_at: number,
  log: Log,
): Promise<string[]> {
  try {
    const list = await client.chat.scheduledMessages.list({
      channel,
      oldest: String(post_at - 1),
      latest: String(post_at + 1),
    });
    return (list.scheduled_messages ?? []).flatMap((one) =>
      one.post_at === post_at && one.id !== undefined ? [String(one.id)] : [],
    );
  } catch (error) {
    log.warn({ event: 'schedule', outcome: 'not listed', slack: slackErrorOf(error) });
    return [];
  }
}

/** Calls a message back: `gone` where Slack keeps it no more, undefined where Slack did not do it. */
export async function callBack(
  client: webApi.WebClient,
  { channel, id }: AtSlack,
  log: Log,
): Promise<'called back' | 'gone' | undefined> {
  try {
    await client.chat.deleteScheduledMessage({ channel, scheduled_message_id: id });
    return 'called back';
  } catch (error) {
    const slack = slackErrorOf(error);
    log.warn({ event: 'schedule', outcome: 'not called back', slack });
    return slack === 'invalid_scheduled_message_id' ? 'gone' : undefined;
  }
}
