import type { ViewOutput } from '@slack/bolt';
import { type Caller, channelName, workspaceOf } from '../../slack/caller.ts';
import type { Settlement } from '../../slack/dialogs.ts';
import { announce } from '../../slack/post.ts';
import type { DialogChannel } from '../../slack/ui/modal.ts';
import { mayChange } from '../settings/rights.ts';
import type { TeamParts } from './change-dialog.ts';
import { COPY } from './copy.ts';
import { buildAnnouncement, describeRule } from './views/announcement.ts';
import { NO_RULE } from './views/rule-dialog.ts';

/** Saves a rule of a channel, as it was set in the dialog, and announces it. Throws a StoreError. */
export async function saveRule(
  parts: TeamParts,
  caller: Caller,
  channel: DialogChannel,
  { state: { values } }: ViewOutput,
): Promise<Settlement> {
  const { roles, groups } = parts.answerer.known();
  const topicId = values.topic?.topic?.selected_option?.value ?? '';
  const roleId = values.role?.role?.selected_option?.value ?? '';
  const reason = values.reason?.reason?.value?.trim() ?? '';
  const topic = groups.flatMap(({ topics }) => topics).find(({ id }) => id === topicId);
  const ruling = roles.find(({ id }) => id === roleId);
  if (!topic || (!ruling && roleId !== NO_RULE)) return { errors: { topic: COPY.oldRule } };
  if (ruling && topic.roles.length === 1 && topic.roles[0] === ruling.id) {
    return { errors: { role: COPY.asWritten } };
  }
  const rights = await mayChange(parts, caller);
  if ('refusal' in rights) return { errors: { topic: rights.refusal } };
  const memory = parts.store.workspace(workspaceOf(caller.context));
  if (channelName(channel.name) !== '') await memory.keepNames([channel]);
  const rule = { channel: channel.id, by: caller.user, topic: topicId, role: ruling?.id, reason };
  const change = await memory.override(rule);
  if (change === undefined) return { outcome: 'unchanged', topic: topicId };
  const lines = [describeRule(topic.title, ruling, reason)];
  return {
    outcome: 'rule',
    topic: topicId,
    after: () =>
      announce(caller, channel.id, (where) =>
        buildAnnouncement({
          by: rights.person.name,
          lines,
          change,
          channel: where === 'here' ? undefined : channel.id,
        }),
      ),
  };
}
