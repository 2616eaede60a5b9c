import type { App } from '@slack/bolt';
import { section } from '../blocks/parts.ts';
import { assignButton } from '../blocks/who.ts';
import { note } from '../journal.ts';
import type { Seen } from '../seen.ts';

/** Invited to a channel, the bot says hello in two lines, with a way to set the roles. */
export function registerChannelWelcome(
  app: App,
  { seen, identity }: { seen: Seen; identity: { botUserId: string } },
): void {
  app.event('member_joined_channel', async ({ event, client, context }) => {
    if (event.user !== identity.botUserId) return;
    if (!(await seen.first(`welcome:${event.channel}`))) return;
    note(context, { outcome: 'welcome' });
    const text =
      'Hello! Mention me with a question, or type `/whoowns backlog`, and I tell you which role owns it and where that is written.\nTell me who holds the roles here, and I name them too.';
    await client.chat.postMessage({
      channel: event.channel,
      text,
      blocks: [
        section(text),
        { type: 'actions', elements: [assignButton(event.channel, 'Set the roles here')] },
      ],
    });
  });
}
