import { workspaceOf } from '../../slack/caller.ts';
import { note } from '../../slack/journal.ts';
import { post } from '../../slack/post.ts';
import type { Router } from '../../slack/router.ts';
import type { Seen } from '../../slack/store.ts';
import { section } from '../../slack/ui/blocks.ts';
import { StoreError } from '../../store/errors.ts';
import type { Store } from '../../store/open-store.ts';
import type { WorkspaceStore } from '../../store/workspace.ts';
import { assignButton } from '../team/views/change-buttons.ts';
import { COPY } from './copy.ts';

/** Changes in a workspace that nobody asks for: a channel gets another id, the app is removed. */
export function registerWorkspaceLife(router: Router, { store }: { readonly store: Store }): void {
  // A channel that becomes shared with another company gets a new id.
  router.event('channel_id_changed', async ({ event, context }) => {
    await store.workspace(workspaceOf(context)).moveChannel(event.old_channel_id, event.new_channel_id);
    note(context, { outcome: 'channel moved' });
  });

  // Both come when the app is removed, in either order, and sometimes twice.
  router.event('app_uninstalled', async ({ context }) => {
    await store.removeForGood(workspaceOf(context));
    note(context, { outcome: 'workspace removed' });
  });
  router.event('tokens_revoked', async ({ event, context }) => {
    // People's tokens are not ours: the bot has one for the workspace.
    if ((event.tokens.bot ?? []).length === 0) return;
    await store.removeForGood(workspaceOf(context));
    note(context, { outcome: 'workspace removed' });
  });
}

/** Invited to a channel, the bot says hello once, with a button that sets the roles. */
export function registerChannelWelcome(
  router: Router,
  { seen, identity, store }: { seen: Seen; identity: { botUserId: string }; store: Store },
): void {
  router.event('member_joined_channel', async ({ event, client, context }) => {
    if (event.user !== identity.botUserId) return;
    const { channel } = event;
    const workspace = store.workspace(workspaceOf(context));
    if (!(await seen.first(context, `welcome:${channel}`))) return;
    if (await wasGreeted(workspace, channel)) return;
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
      await setGreeted(workspace, channel, undefined);
      throw error;
    }
  });
}

/** Whether the bot has said hello there before; remembers that it does now. One hello too many is better than none. */
async function wasGreeted(workspace: WorkspaceStore, channel: string): Promise<boolean> {
  try {
    if ((await workspace.snapshot()).settings[keyOf(channel)] === true) return true;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
  }
  await setGreeted(workspace, channel, true);
  return false;
}

async function setGreeted(
  workspace: WorkspaceStore,
  channel: string,
  greeted: true | undefined,
): Promise<void> {
  try {
    await workspace.changeSettings({ [keyOf(channel)]: greeted });
  } catch (error) {
    if (!(error instanceof StoreError)) throw error; // then there may be one more hello
  }
}

const keyOf = (channel: string) => `welcomed:${channel}`;
