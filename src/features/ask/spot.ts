import { post } from '../../slack/post.ts';
import { createRespond, showNotice, threadOf } from '../../slack/respond.ts';
import type { PressArgs } from '../../slack/router.ts';
import type { Message } from '../../slack/ui/blocks.ts';
import type { AnswerPlace } from '../team/channel-facts.ts';
import type { Carried } from './views/buttons.ts';

/** Where a pressed button stands. */
export interface Spot {
  readonly channel: string;
  readonly messageTs: string;
  readonly thread: string | undefined;
  readonly ephemeral: boolean;
}

/**
 * Sends a message below the one whose button was pressed. In a direct message it stays; elsewhere only the person who
 * pressed sees it, so that curiosity does not fill a channel.
 */
export async function sendBeside(
  { client, respond, body }: PressArgs,
  spot: Spot,
  message: Message,
): Promise<void> {
  if (body.view) return showNotice(client, body, message);
  const thread = spot.thread === undefined ? {} : { thread_ts: spot.thread };
  if (spot.channel.startsWith('D') && !spot.ephemeral) {
    await post(client, { channel: spot.channel, ...thread, ...message });
  } else {
    // Of an ephemeral message Slack does not tell the thread, so its buttons carry it.
    const respondThere = createRespond(client, { ...body, message: thread }, respond);
    await respondThere({ response_type: 'ephemeral', replace_original: false, ...message });
  }
}

export function readSpot(body: PressArgs['body'], carried: Carried): Spot {
  const { container } = body;
  return {
    channel: body.channel?.id ?? String(container.channel_id ?? ''),
    messageTs: String(container.message_ts ?? ''),
    thread: carried.thread ?? threadOf(body),
    ephemeral: container.is_ephemeral === true,
  };
}

export function placeOf(spot: Spot, carried: Carried): AnswerPlace {
  const direct = spot.channel.startsWith('D') && !spot.ephemeral;
  return { audience: direct ? 'direct' : 'private', question: carried.question, thread: spot.thread };
}
