import type { types } from '@slack/bolt';
import type { Caller } from '../../slack/caller.ts';
import { sayStoreTrouble } from '../../slack/store-trouble.ts';
import { buildSettingsDialog, type DialogChannel } from '../../slack/ui/dialogs.ts';
import { workspaceOf } from '../../slack/workspace.ts';
import { StoreError } from '../../store/errors.ts';
import { answered } from '../../time/deadline.ts';
import type { MemoryParts } from '../parts.ts';
import { refuseChange, refuseSettings } from '../settings/rights.ts';
import { readSettings } from '../settings/settings.ts';
import { buildAssignDialog } from './views/assign-dialog.ts';
import { buildRuleDialog } from './views/rule-dialog.ts';

/** What a person wants to change. */
export type Change =
  | { readonly kind: 'assign' | 'rule'; readonly channel: DialogChannel }
  | { readonly kind: 'settings' };

/**
 * Opens a dialog for a person who may use it. Gives undefined, or a sentence that says why it stayed closed. The trigger
 * lives for three seconds, so all that has to be known is asked for at once.
 */
export async function openDialog(
  { answerer, store, people, listGroups }: MemoryParts,
  { client, context, user }: Caller,
  trigger: string,
  change: Change,
): Promise<string | undefined> {
  const workspace = workspaceOf(context);
  try {
    const [person, snapshot, groups] = await Promise.all([
      people.find(client, user, workspace),
      answered(store.workspace(workspace).snapshot()),
      change.kind === 'assign' ? listGroups(client, workspace) : [],
    ]);
    const settings = readSettings(snapshot);
    const { roles, groups: topics, onboarding } = answerer.known();
    const refusal = change.kind === 'settings' ? refuseSettings(person) : refuseChange(person, settings);
    if (refusal !== undefined) return refusal;
    const view = (): types.ModalView => {
      switch (change.kind) {
        case 'assign': {
          const team = snapshot.channels.get(change.channel.id);
          const { names } = snapshot;
          return buildAssignDialog({ channel: change.channel, team, names, roles, groups });
        }
        case 'rule':
          return buildRuleDialog(change.channel, roles, topics);
        case 'settings':
          return buildSettingsDialog(settings, onboarding !== undefined);
      }
    };
    await client.views.open({ trigger_id: trigger, view: view() });
    return undefined;
  } catch (error) {
    if (error instanceof StoreError) return sayTrouble(error);
    throw error;
  }
}

/** Builds the dialog for some of the roles, where there are too many for one. Throws a StoreError. */
export async function buildRoleDialog(
  { answerer, store, listGroups }: MemoryParts,
  { client, context }: Caller,
  channel: DialogChannel,
  wanted: readonly string[],
): Promise<types.ModalView> {
  const workspace = workspaceOf(context);
  const [{ channels, names }, groups] = await Promise.all([
    answered(store.workspace(workspace).snapshot()),
    listGroups(client, workspace),
  ]);
  const roles = answerer.known().roles.filter(({ id }) => wanted.includes(id));
  return buildAssignDialog({ channel, team: channels.get(channel.id), names, roles, groups });
}

/** What people read when the memory cannot be asked. */
export function sayTrouble(error: StoreError): string {
  return `${sayStoreTrouble(error)} Nothing was changed. Questions about the documents I answer as before.`;
}
