import { type Caller, workspaceOf } from '../../slack/caller.ts';
import type { People, SlackUser } from '../../slack/directory/people.ts';
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

interface Parts {
  readonly store: Store;
  readonly people: People;
  /** How each feature reacts when a person has left; the caller is that person. */
  readonly onLeft: readonly ((caller: Caller) => Promise<unknown>)[];
  /** Runs with a person's time zone, which may have changed. */
  readonly onZone: (caller: Caller, zone: string | undefined) => Promise<unknown>;
}

/** Changes in a workspace that nobody asks for: people change or leave, the app is removed. */
export function registerWorkspaceLife(router: Router, { store, people, onLeft, onZone }: Parts): void {
  router.event('user_change', async ({ event, client, context }) => {
    const workspace = workspaceOf(context);
    const person = people.learn(event.user as SlackUser, workspace);
    const { name, gone } = person;
    const stored = store.workspace(workspace);
    const known = (await stored.snapshot()).names.get(person.id);
    // The event comes with every new status of everybody, so only a change is written.
    if (known && (known.name !== name || known.gone !== gone)) await stored.renew(person.id, { name, gone });
    const caller = { client, context, user: person.id };
    if (person.gone) for (const leave of onLeft) await leave(caller);
    else await onZone(caller, person.zone);
    note(context, { outcome: 'person updated' });
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
