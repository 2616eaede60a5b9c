import type { types } from '@slack/bolt';
import type { Answerer } from '../../answer/answerer.ts';
import { type Caller, workspaceOf } from '../../slack/caller.ts';
import type { Channels } from '../../slack/directory/channels.ts';
import type { ListGroups } from '../../slack/directory/groups.ts';
import type { People } from '../../slack/directory/people.ts';
import { answered } from '../../slack/store.ts';
import type { WordReply } from '../../slack/typed-words.ts';
import { say } from '../../slack/ui/blocks.ts';
import type { DialogChannel } from '../../slack/ui/modal.ts';
import type { Store } from '../../store/open-store.ts';
import { refuseChange } from '../settings/rights.ts';
import { readSettings } from '../settings/settings.ts';
import type { Proposed } from './assign-edit.ts';
import { isOpen } from './channel-lookup.ts';
import { COPY } from './copy.ts';
import { buildAssignDialog } from './views/assign-dialog.ts';
import { buildRuleDialog } from './views/rule-dialog.ts';

export interface TeamDependencies {
  readonly answerer: Pick<Answerer, 'known'>;
  readonly store: Store;
  readonly people: People;
  readonly channels: Channels;
  readonly listGroups: ListGroups;
}

/** What a person wants to change in a channel. */
export interface Change {
  readonly kind: 'assign' | 'rule';
  readonly channel: DialogChannel;
  readonly proposed?: Proposed | undefined;
  /** They are not in that channel as they ask. */
  readonly isElsewhere?: boolean;
}

/**
 * Builds the dialog for a change, or says why the person may not make it. A trigger lives for three seconds, so
 * everything is looked up at once. Throws a StoreError.
 */
export async function buildChangeDialog(
  { answerer, store, people, channels, listGroups }: TeamDependencies,
  caller: Caller,
  { kind, channel, proposed, isElsewhere = false }: Change,
): Promise<WordReply> {
  const { client, context, user } = caller;
  const workspace = workspaceOf(context);
  const [person, snapshot, groups, mayRead] = await Promise.all([
    people.find(client, user, workspace),
    answered(store.workspace(workspace).snapshot()),
    kind === 'assign' ? listGroups(client, workspace) : [],
    isElsewhere ? channels.mayRead(caller, channel.id) : true,
  ]);
  const refusal = refuseChange(person, readSettings(snapshot));
  if (refusal !== undefined) return { message: say(refusal) };
  if (!mayRead && !isOpen(snapshot, channel.id)) return { message: say(COPY.notInChannel(kind)) };
  const { roles, groups: topics } = answerer.known();
  if (kind === 'rule') return { dialog: buildRuleDialog(channel, roles, topics) };
  const team = snapshot.channels.get(channel.id);
  return { dialog: buildAssignDialog({ channel, team, names: snapshot.names, roles, groups, proposed }) };
}

/** Builds the dialog for the roles chosen in the role menu. Throws a StoreError. */
export async function buildRoleDialog(
  { answerer, store, listGroups }: TeamDependencies,
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
