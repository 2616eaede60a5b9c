import { isDeepStrictEqual } from 'node:util';
import type { App, BlockAction, ButtonAction, ViewOutput } from '@slack/bolt';
import type { HeldRole, NamedHolder } from '../../answer/here.ts';
import type { Role } from '../../knowledge/types.ts';
import { StoreError } from '../../store/errors.ts';
import { ACTION_ID } from '../blocks/buttons.ts';
import { DIALOG, type DialogChannel, NO_RULE, readDialogChannel } from '../blocks/dialogs.ts';
import { buildAnnouncement, describeRole, describeRule } from '../blocks/team.ts';
import { escapeText } from '../blocks/text.ts';
import { note } from '../journal.ts';
import { announce } from '../memory/announce.ts';
import { channelName } from '../memory/channel-name.ts';
import type { Doing } from '../memory/doing.ts';
import { openDialog, sayTrouble } from '../memory/open-dialog.ts';
import type { MemoryParts } from '../memory/parts.ts';
import { readSettings, refuseChange } from '../memory/rights.ts';
import { workspaceOf } from '../memory/workspace.ts';

type Press = BlockAction<ButtonAction>;

/** Setting who holds what in a channel, and the rules of a channel: the dialogs, and the button that undoes. */
export function registerTeam(app: App, parts: MemoryParts): void {
  const { answerer, store, people } = parts;

  for (const kind of ['assign', 'rule'] as const) {
    app.action<Press>(
      { type: 'block_actions', action_id: ACTION_ID[kind] },
      async ({ ack, action, body, client, context, respond }) => {
        await ack();
        const id = action.value ?? body.channel?.id ?? '';
        const channel = { id, name: id === body.channel?.id ? channelName(body.channel.name) : '' };
        const doing = { client, context, user: body.user.id };
        const refusal = await openDialog(parts, doing, body.trigger_id, { kind, channel });
        note(context, { outcome: refusal === undefined ? 'dialog' : 'refused' });
        if (refusal !== undefined) await respond({ replace_original: false, text: refusal });
      },
    );
  }

  /** Why this person may not change anything, if so; asked again when a dialog is sent. */
  const refusalFor = async ({ client, context, user }: Doing): Promise<string | undefined> => {
    const workspace = workspaceOf(context);
    const [person, snapshot] = await Promise.all([
      people.find(client, user, workspace),
      store.workspace(workspace).snapshot(),
    ]);
    return refuseChange(person, readSettings(snapshot));
  };
  const nameOf = async ({ client, context }: Doing, id: string): Promise<string | undefined> =>
    (await people.find(client, id, workspaceOf(context)))?.name;

  app.view(DIALOG.assign, async ({ ack, body, view, client, context }) => {
    const doing = { client, context, user: body.user.id };
    const channel = readDialogChannel(view.private_metadata);
    const firstBlock = view.blocks.find(({ type }) => type === 'input')?.block_id ?? '';
    const refuse = (why: string) => ack({ response_action: 'errors', errors: { [firstBlock]: why } });
    if (!channel) return refuse('This dialog is from an older version of mine. Please open it again.');
    let change: string | undefined;
    let held: readonly HeldRole[];
    try {
      const refusal = await refusalFor(doing);
      if (refusal !== undefined) return await refuse(refusal);
      held = await readRoles(answerer.known().roles, view, (id) => nameOf(doing, id));
      const memory = store.workspace(workspaceOf(context));
      await memory.keepNames([...named(channel), ...held.flatMap(({ holders }) => holders)]);
      const roles = held.map(({ role, holders, note: said }) => ({ role: role.id, holders, note: said }));
      change = await memory.assign({ channel: channel.id, by: doing.user, roles });
    } catch (error) {
      if (error instanceof StoreError) return refuse(sayTrouble(error));
      throw error;
    }
    await ack();
    note(context, { outcome: change === undefined ? 'unchanged' : 'assigned' });
    if (change === undefined) return;
    const by = (await nameOf(doing, doing.user)) ?? 'Somebody';
    await announce(doing, channel.id, buildAnnouncement(by, held.map(describeRole), change));
  });

  app.view(DIALOG.rule, async ({ ack, body, view, client, context }) => {
    const doing = { client, context, user: body.user.id };
    const channel = readDialogChannel(view.private_metadata);
    const { topic, role, reason } = view.state.values;
    const topicId = topic?.topic?.selected_option?.value ?? '';
    const roleId = role?.role?.selected_option?.value ?? '';
    const why = reason?.reason?.value?.trim() ?? '';
    const refuse = (text: string) => ack({ response_action: 'errors', errors: { topic: text } });
    const { roles, groups } = answerer.known();
    const title = groups.flatMap(({ topics }) => topics).find(({ id }) => id === topicId)?.title;
    const ruling = roles.find(({ id }) => id === roleId);
    if (!channel || title === undefined || (!ruling && roleId !== NO_RULE)) {
      return refuse('I no longer know what that was about. Please open the dialog again.');
    }
    let change: string | undefined;
    try {
      const refusal = await refusalFor(doing);
      if (refusal !== undefined) return await refuse(refusal);
      const memory = store.workspace(workspaceOf(context));
      await memory.keepNames(named(channel));
      const rule = { channel: channel.id, by: doing.user, topic: topicId, role: ruling?.id, reason: why };
      change = await memory.override(rule);
    } catch (error) {
      if (error instanceof StoreError) return refuse(sayTrouble(error));
      throw error;
    }
    await ack();
    note(context, { outcome: change === undefined ? 'unchanged' : 'rule', topic: topicId });
    if (change === undefined) return;
    const by = (await nameOf(doing, doing.user)) ?? 'Somebody';
    await announce(doing, channel.id, buildAnnouncement(by, [describeRule(title, ruling, why)], change));
  });

  app.action<Press>(
    { type: 'block_actions', action_id: ACTION_ID.undo },
    async ({ ack, action, body, client, context, respond }) => {
      await ack();
      const doing = { client, context, user: body.user.id };
      const tell = (text: string) => respond({ replace_original: false, response_type: 'ephemeral', text });
      try {
        const refusal = await refusalFor(doing);
        if (refusal !== undefined) return void (await tell(refusal));
        const undone = await store.workspace(workspaceOf(context)).undo(action.value ?? '', doing.user);
        note(context, { outcome: undone.outcome });
        if (undone.outcome !== 'undone') return void (await tell(UNDONE[undone.outcome]));
        const by = (await nameOf(doing, doing.user)) ?? 'somebody';
        const text = `A change of who holds what in this channel was taken back by ${escapeText(by)}.`;
        await respond({ replace_original: true, text });
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        await tell(sayTrouble(error));
      }
    },
  );
}

const UNDONE = {
  'already undone': 'That was undone already.',
  overtaken:
    'Somebody has changed the same thing since, so I left it as it is. Type `/whoowns team` to see what holds now.',
  unknown: 'I no longer know that change, so there is nothing to undo.',
} as const;

/** A channel's name to keep; none where the dialog was opened without knowing it, or Slack does not tell it. */
const named = ({ id, name }: DialogChannel) => (channelName(name) === '' ? [] : [{ id, name }]);

/**
 * Whether the person has touched a role. What they left alone is not written again: somebody else may have changed it
 * while the dialog was open.
 */
function isChanged({ blocks, state: { values } }: ViewOutput, role: string): boolean {
  const element = (id: string) => {
    const block = blocks.find(({ block_id }) => block_id === id) as { element?: Initial } | undefined;
    return block?.element ?? {};
  };
  const people = values[`people:${role}`]?.people;
  if (!people) return false;
  const groups = values[`groups:${role}`]?.groups?.selected_options ?? [];
  const now = [
    people.selected_users ?? [],
    groups.map(({ value }) => value),
    values[`note:${role}`]?.note?.value ?? '',
  ];
  const before = [
    element(`people:${role}`).initial_users ?? [],
    (element(`groups:${role}`).initial_options ?? []).map(({ value }) => value),
    element(`note:${role}`).initial_value ?? '',
  ];
  return !isDeepStrictEqual(now, before);
}

/** What stood in a field when the dialog was opened. */
interface Initial {
  readonly initial_users?: readonly string[];
  readonly initial_options?: readonly { value: string }[];
  readonly initial_value?: string;
}

/** Reads who was chosen for each role that was touched; the names of people are asked of Slack. */
async function readRoles(
  roles: readonly Role[],
  view: ViewOutput,
  nameOf: (id: string) => Promise<string | undefined>,
): Promise<readonly HeldRole[]> {
  const { values } = view.state;
  const changed = roles.filter(({ id }) => isChanged(view, id));
  return Promise.all(
    changed.map(async (role) => {
      const people = values[`people:${role.id}`]?.people?.selected_users ?? [];
      const groups = values[`groups:${role.id}`]?.groups?.selected_options ?? [];
      const users = people.map(async (id): Promise<NamedHolder> => {
        return { kind: 'user', id, name: (await nameOf(id)) ?? 'somebody', gone: false };
      });
      const holders: NamedHolder[] = [
        ...(await Promise.all(users)),
        ...groups.map(({ value, text }) => ({
          kind: 'group' as const,
          id: value,
          name: text.text,
          gone: false,
        })),
      ];
      return { role, holders, note: values[`note:${role.id}`]?.note?.value?.trim() ?? '' };
    }),
  );
}
