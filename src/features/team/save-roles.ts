import type { ViewOutput } from '@slack/bolt';
import type { Role } from '../../knowledge/types.ts';
import { type Caller, channelName, workspaceOf } from '../../slack/caller.ts';
import type { Settlement } from '../../slack/dialogs.ts';
import { announce } from '../../slack/post.ts';
import type { DialogChannel } from '../../slack/ui/modal.ts';
import type { Snapshot } from '../../store/types.ts';
import { mayChange } from '../settings/rights.ts';
import { blockOf, isTouched, type RoleEdit, readEdits, settleEdit } from './assign-edit.ts';
import type { TeamParts } from './change-dialog.ts';
import { COPY } from './copy.ts';
import { type HeldRole, type NamedHolder, nameAll } from './here.ts';
import { buildAnnouncement, describeRole } from './views/announcement.ts';

/** Saves who holds what, as it was set in the dialog, and announces it. Throws a StoreError. */
export async function saveRoles(
  parts: TeamParts,
  caller: Caller,
  channel: DialogChannel,
  view: ViewOutput,
): Promise<Settlement> {
  const { answerer, store } = parts;
  const memory = store.workspace(workspaceOf(caller.context));
  const edits = readEdits(view);
  const first = blockOf(edits[0]?.role ?? '');
  const [rights, snapshot] = await Promise.all([mayChange(parts, caller), memory.snapshot()]);
  if ('refusal' in rights) return { errors: { [first]: rights.refusal } };
  const held: HeldRole[] = [];
  const errors: Record<string, string> = {};
  for (const edit of edits) {
    const role = answerer.known().roles.find(({ id }) => id === edit.role);
    if (!role) {
      if (isTouched(edit)) errors[blockOf(edit.role)] = COPY.oldRole;
      continue;
    }
    const stored = snapshot.channels.get(channel.id)?.assignments.get(role.id);
    const settled = settleEdit(edit, stored, (id) => snapshot.names.get(id)?.gone === true);
    if (settled.outcome === 'unchanged') continue;
    if (settled.outcome === 'overtaken') errors[blockOf(role.id)] = sayOvertaken(role, channel, snapshot);
    else {
      const holders = await nameHolders(parts, caller, nameAll(settled.holders, snapshot.names), edit);
      held.push({ role, holders, note: settled.note });
    }
  }
  if (Object.keys(errors).length > 0) return { errors };
  await memory.keepNames([
    ...(channelName(channel.name) === '' ? [] : [channel]),
    ...held.flatMap(({ holders }) => holders),
  ]);
  const roles = held.map(({ role, holders, note }) => ({ role: role.id, holders, note }));
  const change = await memory.assign({ channel: channel.id, by: caller.user, roles });
  if (change === undefined) return { outcome: 'unchanged' };
  const announced = { by: rights.person.name, lines: held.map(describeRole), change };
  return {
    outcome: 'assigned',
    after: () =>
      announce(caller, channel.id, (where) =>
        buildAnnouncement({ ...announced, channel: where === 'here' ? undefined : channel.id }),
      ),
  };
}

/** The names of people are asked of Slack; those of groups stand in the dialog, or are known from before. */
function nameHolders(
  { people }: TeamParts,
  { client, context }: Caller,
  holders: readonly NamedHolder[],
  { groupNames }: RoleEdit,
): Promise<NamedHolder[]> {
  return Promise.all(
    holders.map(async (holder) => {
      if (holder.kind === 'group') return { ...holder, name: groupNames.get(holder.id) ?? holder.name };
      const person = await people.find(client, holder.id, workspaceOf(context));
      return { ...holder, name: person?.name ?? holder.name, gone: false };
    }),
  );
}

/** A dialog shows plain text. */
function sayOvertaken(role: Role, channel: DialogChannel, { channels, names }: Snapshot): string {
  const { holders = [], note = '' } = channels.get(channel.id)?.assignments.get(role.id) ?? {};
  const now = nameAll(holders, names).map(({ name }) => name);
  const said = [now.length > 0 ? now.join(', ') : COPY.nobody, ...(note === '' ? [] : [`“${note}”`])];
  return COPY.overtaken(said);
}
