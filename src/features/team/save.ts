import type { ViewOutput } from '@slack/bolt';
import type { Role } from '../../knowledge/types.ts';
import { type Caller, channelName, workspaceOf } from '../../slack/caller.ts';
import type { Settlement } from '../../slack/dialogs.ts';
import { announce, type Where } from '../../slack/post.ts';
import { say } from '../../slack/ui/blocks.ts';
import type { DialogChannel } from '../../slack/ui/modal.ts';
import type { Snapshot } from '../../store/types.ts';
import { mayChange } from '../settings/rights.ts';
import { blockOf, isTouched, type RoleEdit, readEdits, settleEdit } from './assign-edit.ts';
import type { TeamDependencies } from './change-dialog.ts';
import { holdersOf, type NamedHolder, type RoleHolders, withNames } from './channel-facts.ts';
import { COPY } from './copy.ts';
import { buildAnnouncement, describeRole, describeRule } from './views/announcement.ts';
import { NO_RULE } from './views/rule-dialog.ts';

/** Saves the roles as they were set in the dialog, and announces them. Throws a StoreError. */
export async function saveRoles(
  deps: TeamDependencies,
  caller: Caller,
  channel: DialogChannel,
  view: ViewOutput,
): Promise<Settlement> {
  const workspace = deps.store.workspace(workspaceOf(caller.context));
  const edits = readEdits(view);
  const first = blockOf(edits[0]?.role ?? '');
  const [rights, snapshot] = await Promise.all([mayChange(deps, caller), workspace.snapshot()]);
  if ('refusal' in rights) return { errors: { [first]: rights.refusal } };
  const changed: RoleHolders[] = [];
  const errors: Record<string, string> = {};
  for (const edit of edits) {
    const role = deps.answerer.known().roles.find(({ id }) => id === edit.role);
    if (!role) {
      if (isTouched(edit)) errors[blockOf(edit.role)] = COPY.assignDialog.oldRole;
      continue;
    }
    const stored = snapshot.channels.get(channel.id)?.assignments.get(role.id);
    const settled = settleEdit(edit, stored, (id) => snapshot.names.get(id)?.gone === true);
    if (settled.outcome === 'unchanged') continue;
    if (settled.outcome === 'overtaken') errors[blockOf(role.id)] = sayOvertaken(role, channel, snapshot);
    else {
      const holders = await askNames(deps, caller, withNames(settled.holders, snapshot.names), edit);
      changed.push({ role, holders, note: settled.note });
    }
  }
  if (Object.keys(errors).length > 0) return { errors };
  await workspace.keepNames([
    ...(channelName(channel.name) === '' ? [] : [channel]),
    ...changed.flatMap(({ holders }) => holders),
  ]);
  const roles = changed.map(({ role, holders, note }) => ({ role: role.id, holders, note }));
  const change = await workspace.assign({ channel: channel.id, by: caller.user, roles });
  if (change === undefined) return { outcome: 'unchanged' };
  const lines = changed.map(describeRole);
  const announced = { what: 'roles', by: rights.person.name, lines, change } as const;
  return { outcome: 'assigned', after: () => announceIn(deps, caller, channel.id, announced) };
}

/** Asks Slack for the names of people; those of groups stand in the dialog, or are known from before. */
function askNames(
  { people }: TeamDependencies,
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

/** A dialog shows errors as plain text, so nothing is escaped. */
function sayOvertaken(role: Role, channel: DialogChannel, { channels, names }: Snapshot): string {
  const { holders, note } = holdersOf(role, channels.get(channel.id)?.assignments, names);
  const people = holders.map(({ name }) => name).join(', ');
  return COPY.assignDialog.overtaken([
    people === '' ? COPY.notSet : people,
    ...(note === '' ? [] : [`“${note}”`]),
  ]);
}

/** Saves a rule as it was set in the dialog, and announces it. Throws a StoreError. */
export async function saveRule(
  deps: TeamDependencies,
  caller: Caller,
  channel: DialogChannel,
  { state: { values } }: ViewOutput,
): Promise<Settlement> {
  const { roles, topics } = deps.answerer.known();
  const topicId = values.topic?.topic?.selected_option?.value ?? '';
  const roleId = values.role?.role?.selected_option?.value ?? '';
  const reason = values.reason?.reason?.value?.trim() ?? '';
  const topic = topics.get(topicId);
  const ruling = roles.find(({ id }) => id === roleId);
  if (!topic || (!ruling && roleId !== NO_RULE)) return { errors: { topic: COPY.ruleDialog.oldRule } };
  if (ruling && topic.roles.length === 1 && topic.roles[0] === ruling.id) {
    return { errors: { role: COPY.ruleDialog.asWritten } };
  }
  const rights = await mayChange(deps, caller);
  if ('refusal' in rights) return { errors: { topic: rights.refusal } };
  const workspace = deps.store.workspace(workspaceOf(caller.context));
  if (channelName(channel.name) !== '') await workspace.keepNames([channel]);
  const rule = { channel: channel.id, by: caller.user, topic: topicId, role: ruling?.id, reason };
  const change = await workspace.override(rule);
  if (change === undefined) return { outcome: 'unchanged', topic: topicId };
  const lines = [describeRule(topic.title, ruling, reason)];
  const announced = { what: 'rules', by: rights.person.name, lines, change } as const;
  return { outcome: 'rule', topic: topicId, after: () => announceIn(deps, caller, channel.id, announced) };
}

/** In a channel that is shared with another company nobody is named: the details go to whoever changed it. */
async function announceIn(
  { channels }: TeamDependencies,
  caller: Caller,
  channel: string,
  announced: Parameters<typeof buildAnnouncement>[0],
): Promise<void> {
  const isShared = await channels.isShared(caller, channel);
  const build = (where: Where) =>
    buildAnnouncement({ ...announced, channel: where === 'here' ? undefined : channel });
  const inShared = say(COPY.announcement[`${announced.what}Shared`]);
  await announce(caller, channel, build, isShared ? inShared : undefined);
}
