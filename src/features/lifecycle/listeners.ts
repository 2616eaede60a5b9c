import type { Context } from '@slack/bolt';
import type { SlackUser } from '../../slack/directory/people.ts';
import { note } from '../../slack/journal.ts';
import type { Router } from '../../slack/router.ts';
import { workspaceOf } from '../../slack/workspace.ts';
import type { MemoryParts } from '../parts.ts';

/** What happens to a workspace without anybody speaking: people change or leave, the app is taken out. */
export function registerWorkspaceLife(
  router: Router,
  { store, people, onboarder, digests, gather }: MemoryParts,
): void {
  router.event('user_change', async ({ event, client, context }) => {
    const workspace = workspaceOf(context);
    const person = people.learn(event.user as SlackUser, workspace);
    const { name, gone } = person;
    const memory = store.workspace(workspace);
    const kept = (await memory.snapshot()).names.get(person.id);
    // It comes with every new status of everybody: what is as it was is not written, and nothing has to be read again.
    if (kept && (kept.name !== name || kept.gone !== gone)) await memory.renew(person.id, { name, gone });
    const caller = { client, context, user: person.id };
    if (!person.gone) await onboarder.moved(caller, person.zone);
    else {
      await onboarder.leave(caller);
      await digests.leave(caller, person.id);
      await gather.leave(context, person.id);
    }
    note(context, { outcome: 'person updated' });
  });

  // Both come when the app is removed, in either order, and sometimes twice.
  router.event('app_uninstalled', async ({ body, context }) => {
    await remove(keysOf(body, context));
    note(context, { outcome: 'workspace removed' });
  });
  router.event('tokens_revoked', async ({ event, body, context }) => {
    // A single person's token is none of ours: the bot has one for the workspace.
    if ((event.tokens.bot ?? []).length === 0) return;
    await remove(keysOf(body, context));
    note(context, { outcome: 'workspace removed' });
  });

  /** Where one of them fails, the others are removed all the same; all are tried again until they are. */
  async function remove(keys: readonly string[]): Promise<void> {
    const tries = await Promise.allSettled(keys.map((key) => store.removeForGood(key)));
    for (const one of tries) if (one.status === 'rejected') throw one.reason;
  }
}

interface Removal {
  readonly authorizations?: readonly unknown[];
  readonly is_enterprise_install?: unknown;
}

/**
 * Under which keys the memory of a removed app is. These events may come without a word on whether it was installed for
 * a workspace or the whole organisation: then what there is of either goes.
 */
function keysOf(body: unknown, context: Context): readonly string[] {
  const { authorizations = [], is_enterprise_install: whole } = body as Removal;
  const { enterpriseId } = context;
  const said = authorizations.length > 0 || whole !== undefined;
  return said || !enterpriseId ? [workspaceOf(context)] : [...new Set([workspaceOf(context), enterpriseId])];
}
