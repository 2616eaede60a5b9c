import { type Caller, workspaceOf } from '../../slack/caller.ts';
import type { People, SlackUser } from '../../slack/directory/people.ts';
import { note } from '../../slack/journal.ts';
import type { Router } from '../../slack/router.ts';
import type { Store } from '../../store/types.ts';

interface Parts {
  readonly store: Store;
  readonly people: People;
  /** What each feature does when a person has left; the caller is that person. */
  readonly onLeft: readonly ((caller: Caller) => Promise<unknown>)[];
  /** A person lives in a time zone. */
  readonly onZone: (caller: Caller, zone: string | undefined) => Promise<unknown>;
}

/** What happens to a workspace without anybody speaking: people change or leave, the app is taken out. */
export function registerWorkspaceLife(router: Router, { store, people, onLeft, onZone }: Parts): void {
  router.event('user_change', async ({ event, client, context }) => {
    const workspace = workspaceOf(context);
    const person = people.learn(event.user as SlackUser, workspace);
    const { name, gone } = person;
    const memory = store.workspace(workspace);
    const kept = (await memory.snapshot()).names.get(person.id);
    // It comes with every new status of everybody: what is as it was is not written, and nothing has to be read again.
    if (kept && (kept.name !== name || kept.gone !== gone)) await memory.renew(person.id, { name, gone });
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
    // A single person's token is none of ours: the bot has one for the workspace.
    if ((event.tokens.bot ?? []).length === 0) return;
    await store.removeForGood(workspaceOf(context));
    note(context, { outcome: 'workspace removed' });
  });
}
