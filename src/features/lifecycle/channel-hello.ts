import { workspaceOf } from '../../slack/caller.ts';
import { note } from '../../slack/journal.ts';
import { post } from '../../slack/post.ts';
import type { Router } from '../../slack/router.ts';
import type { Seen } from '../../slack/store.ts';
import { section } from '../../slack/ui/blocks.ts';
import { StoreError } from '../../store/errors.ts';
import type { Store, WorkspaceStore } from '../../store/types.ts';
import { assignButton } from '../team/views/set-roles.ts';
import { COPY } from './copy.ts';

/** Invited to a channel, the bot says hello in two lines, with a way to set the roles. Once, when it has succeeded. */
export function registerChannelWelcome(
  router: Router,
  { seen, identity, store }: { seen: Seen; identity: { botUserId: string }; store: Store },
): void {
  router.event('member_joined_channel', async ({ event, client, context }) => {
    if (event.user !== identity.botUserId) return;
    const { channel } = event;
    const memory = store.workspace(workspaceOf(context));
    if (!(await seen.first(context, `welcome:${channel}`))) return;
    if (await isKnown(memory, channel)) return;
    note(context, { outcome: 'welcome' });
    const text = COPY.hello;
    try {
      await post(client, {
        channel,
        text,
        blocks: [section(text), { type: 'actions', elements: [assignButton(channel, COPY.setRoles)] }],
      });
    } catch (error) {
      await seen.forget(context, `welcome:${channel}`);
      await setKnown(memory, channel, undefined);
      throw error;
    }
  });
}

/** Whether the bot has said hello there before; remembers it. A hello too many is better than none. */
async function isKnown(memory: WorkspaceStore, channel: string): Promise<boolean> {
  try {
    if ((await memory.snapshot()).settings[keyOf(channel)] === true) return true;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
  }
  await setKnown(memory, channel, true);
  return false;
}

async function setKnown(memory: WorkspaceStore, channel: string, known: true | undefined): Promise<void> {
  try {
    await memory.changeSettings({ [keyOf(channel)]: known });
  } catch (error) {
    if (!(error instanceof StoreError)) throw error; // it may say hello once more
  }
}

const keyOf = (channel: string) => `welcomed:${channel}`;
