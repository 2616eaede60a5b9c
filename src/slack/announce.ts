import type { webApi } from '@slack/bolt';
import type { Caller } from './caller.ts';
import { note } from './journal.ts';
import { post } from './post.ts';
import { slackErrorOf } from './slack-error.ts';
import { section } from './ui/blocks.ts';
import type { Message } from './ui/message.ts';

/** Where an announcement is read: in the channel that it is about, or elsewhere. */
export type Where = 'here' | 'elsewhere';

/**
 * Says in the channel what was changed there. Where Slack does not take it, the person who changed it is told so
 * instead, in direct messages, with why and with what can be done.
 */
export async function announce(
  { client, context, user }: Caller,
  channel: string,
  build: (where: Where) => Message,
): Promise<void> {
  const why = await tryToSay(client, channel, build('here'));
  if (why === undefined) return;
  note(context, { outcome: 'not announced' });
  const text = `It is saved, but I could not say so in <#${channel}>: ${why}`;
  const { blocks } = build('elsewhere');
  await post(client, { channel: user, text, blocks: [section(text), ...blocks] });
}

/** Posts in a channel, or in a thread of it; gives why Slack did not take it, if so. */
export async function tryToSay(
  client: webApi.WebClient,
  channel: string,
  message: Message,
  thread?: string,
): Promise<string | undefined> {
  try {
    await post(client, {
      channel,
      ...(thread === undefined ? {} : { thread_ts: thread }),
      ...message,
    });
    return undefined;
  } catch (error) {
    return whyNot(error);
  }
}

/** Why the bot could not write in a channel, as a sentence for people, with what can be done. */
function whyNot(error: unknown): string {
  const slack = slackErrorOf(error);
  if (isArchived(error)) return 'that channel is archived.';
  if (isAbsent(error)) {
    return 'I am not in that channel. Type `/invite @whoowns` there, and I can write in it.';
  }
  if (slack.startsWith('restricted_action')) {
    return 'only some people may write there. An admin of the channel can let me, too.';
  }
  return 'Slack did not take my message. Please tell them yourself this time.';
}

/** Whether Slack refused because the bot cannot write in the channel, be it that it is not there or that it is archived. */
export function isAbsent(error: unknown): boolean {
  return ['not_in_channel', 'channel_not_found', 'is_archived'].includes(slackErrorOf(error));
}

/** Whether Slack refused because the channel is archived, so that inviting the bot would not help. */
export function isArchived(error: unknown): boolean {
  return slackErrorOf(error) === 'is_archived';
}
