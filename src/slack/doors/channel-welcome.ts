import type { App } from '@slack/bolt';
import { StoreError } from '../../store/errors.ts';
import type { Store, WorkspaceStore } from '../../store/types.ts';
import { section } from '../blocks/parts.ts';
import { assignButton } from '../blocks/who.ts';
import { note } from '../journal.ts';
import { workspaceOf } from '../memory/workspace.ts';
import type { Seen } from '../seen.ts';

/** Invited to a channel, the bot says hello in two lines, with a way to set the roles. */
export function registerChannelWelcome(
  app: App,
  { seen, identity, store }: { seen: Seen; identity: { botUserId: string }; store: Store },
): void {
  app.event('member_joined_channel', async ({ event, client, context }) => {
    if (event.user !== identity.botUserId) return;
    if (!(await seen.first(`welcome:${event.channel}`))) return;
    if (await isKnown(store.workspace(workspaceOf(context)), event.channel)) return;
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

/** Whether the bot has said hello there before; remembers it. A hello too many is better than none. */
async function isKnown(memory: WorkspaceStore, channel: string): Promise<boolean> {
  const key = `welcomed:${channel}`;
  try {
    if ((await memory.snapshot()).settings[key] === true) return true;
    await memory.changeSettings({ [key]: true });
    return false;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return false;
  }
}
