import { webApi } from '@slack/bolt';
import type { Message } from '../blocks/message.ts';
import { section } from '../blocks/parts.ts';
import type { Doing } from './doing.ts';

/**
 * Says in the channel what was changed there. Where the bot cannot write, the person who changed it is told so
 * instead, in direct messages, with how to invite it.
 */
export async function announce({ client, user }: Doing, channel: string, message: Message): Promise<void> {
  try {
    await client.chat.postMessage({ channel, ...message });
  } catch (error) {
    if (!isAbsent(error)) throw error;
    const why = isArchived(error)
      ? 'it is archived.'
      : 'I am not in that channel. Type `/invite @whoowns` there, and I will announce the next change.';
    const text = `It is saved, but I could not say so in <#${channel}>: ${why}`;
    await client.chat.postMessage({ channel: user, text, blocks: [section(text), ...message.blocks] });
  }
}

/** Whether Slack refused because the bot cannot write in the channel, be it that it is not there or that it is archived. */
export function isAbsent(error: unknown): boolean {
  return ['not_in_channel', 'channel_not_found', 'is_archived'].includes(refusalOf(error));
}

/** Whether Slack refused because the channel is archived, so that inviting the bot would not help. */
export function isArchived(error: unknown): boolean {
  return refusalOf(error) === 'is_archived';
}

function refusalOf(error: unknown): string {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : '';
}
