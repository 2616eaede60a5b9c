import { webApi } from '@slack/bolt';
import type { Message } from '../blocks/message.ts';
import { section } from '../blocks/parts.ts';
import type { Doing } from './doing.ts';

/**
 * Says in the channel what was changed there. Where the bot is not a member, the person who changed it is told so
 * instead, in direct messages, with how to invite it.
 */
export async function announce({ client, user }: Doing, channel: string, message: Message): Promise<void> {
  try {
    await client.chat.postMessage({ channel, ...message });
  } catch (error) {
    if (!isAbsent(error)) throw error;
    const text = `It is saved, but I could not say so in <#${channel}>: I am not in that channel. Type \`/invite @whoowns\` there, and I will announce the next change.`;
    await client.chat.postMessage({ channel: user, text, blocks: [section(text), ...message.blocks] });
  }
}

/** Whether Slack refused because the bot is not in the channel. */
export function isAbsent(error: unknown): boolean {
  if (!(error instanceof webApi.WebAPIPlatformError)) return false;
  return ['not_in_channel', 'channel_not_found', 'is_archived'].includes(error.data.error);
}
