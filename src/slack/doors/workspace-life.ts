import type { App } from '@slack/bolt';
import { note } from '../journal.ts';
import type { MemoryParts } from '../memory/parts.ts';
import type { SlackUser } from '../memory/people.ts';
import { workspaceOf } from '../memory/workspace.ts';

/** What happens to a workspace without anybody speaking: people change or leave, the app is taken out. */
export function registerWorkspaceLife(
  app: App,
  { store, people, onboarder, checks, digests }: MemoryParts,
): void {
  app.event('user_change', async ({ event, client, context }) => {
    const workspace = workspaceOf(context);
    const person = people.learn(event.user as SlackUser, workspace);
    await store.workspace(workspace).renew(person.id, { name: person.name, gone: person.gone });
    const doing = { client, context, user: person.id };
    if (!person.gone) await onboarder.moved(doing, person.zone);
    else {
      await onboarder.leave(doing);
      await checks.leave(doing, person.id);
      await digests.leave(doing, person.id);
    }
    note(context, { outcome: 'person updated' });
  });

  // Both come when the app is removed, in either order, and sometimes twice.
  app.event('app_uninstalled', async ({ context }) => {
    await store.workspace(workspaceOf(context)).remove();
    note(context, { outcome: 'workspace removed' });
  });
  app.event('tokens_revoked', async ({ event, context }) => {
    // A single person's token is none of ours: the bot has one for the workspace.
    if ((event.tokens.bot ?? []).length === 0) return;
    await store.workspace(workspaceOf(context)).remove();
    note(context, { outcome: 'workspace removed' });
  });
}
