import type { types } from '@slack/bolt';
import type { TopicGroup } from '../../answer/types.ts';
import type { Role } from '../../knowledge/types.ts';
import type { ChannelTeam, Named } from '../../store/types.ts';
import type { Settings } from '../memory/rights.ts';
import { plain, section } from './parts.ts';
import { cut } from './text.ts';

/** What the dialogs are called when they come back. */
export const DIALOG = {
  assign: 'team.assign',
  rule: 'team.rule',
  settings: 'settings.change',
  ask: 'ask.question',
  answer: 'answer.dialog',
  unhelpful: 'feedback.not',
  teach: 'gaps.answer',
} as const;

/** The channel that a dialog is for; it travels in the dialog. */
export interface DialogChannel {
  readonly id: string;
  readonly name: string;
}

/** A user group that can hold a role. */
export interface Group {
  readonly id: string;
  readonly name: string;
}

const NOTE = 200;
const REASON = 300;
/** A view has 100 blocks at most; a role takes up to four. */
const ROLES = 24;
/** An empty choice is no value: this one says that no rule holds. */
export const NO_RULE = '-';

/** Builds the dialog in which the roles of a channel are set, filled in with what holds now. */
export function buildAssignDialog(parts: {
  channel: DialogChannel;
  team: ChannelTeam | undefined;
  names: ReadonlyMap<string, Named>;
  roles: readonly Role[];
  groups: readonly Group[];
}): types.ModalView {
  const { channel, team, names, groups } = parts;
  const blocks = parts.roles.slice(0, ROLES).flatMap((role): types.KnownBlock[] => {
    const assignment = team?.assignments.get(role.id);
    const of = (kind: 'user' | 'group') =>
      (assignment?.holders ?? [])
        .filter((holder) => holder.kind === kind && names.get(holder.id)?.gone !== true)
        .map(({ id }) => id);
    return [
      { type: 'header', text: plain(role.name, 150) },
      {
        type: 'input',
        block_id: `people:${role.id}`,
        optional: true,
        label: plain('People', 2000),
        element: {
          type: 'multi_users_select',
          action_id: 'people',
          placeholder: plain('Nobody yet', 150),
          ...optionally('initial_users', of('user')),
        },
      },
      ...(groups.length > 0 ? [buildGroups(role, groups, of('group'))] : []),
      {
        type: 'input',
        block_id: `note:${role.id}`,
        optional: true,
        label: plain('Note', 2000),
        element: {
          type: 'plain_text_input',
          action_id: 'note',
          max_length: NOTE,
          placeholder: plain('On Mondays and Tuesdays, for instance', 150),
          ...(assignment?.note ? { initial_value: cut(assignment.note, NOTE) } : {}),
        },
      },
    ];
  });
  return modal(DIALOG.assign, 'Who holds what here', channel, [
    section(
      `For ${channel.name === '' ? 'this channel' : `#${channel.name}`}. From then on my answers here name these people, without calling them.`,
    ),
    ...blocks,
  ]);
}

function buildGroups(role: Role, groups: readonly Group[], chosen: readonly string[]): types.KnownBlock {
  const options = groups.slice(0, 100).map(({ id, name }) => ({ text: plain(name, 75), value: id }));
  return {
    type: 'input',
    block_id: `groups:${role.id}`,
    optional: true,
    label: plain('User groups', 2000),
    element: {
      type: 'multi_static_select',
      action_id: 'groups',
      placeholder: plain('None', 150),
      options,
      ...optionally(
        'initial_options',
        options.filter(({ value }) => chosen.includes(value)),
      ),
    },
  };
}

/** Slack refuses an empty list of what is chosen from the start. */
function optionally<Name extends string, Item>(
  name: Name,
  list: readonly Item[],
): Partial<Record<Name, Item[]>> {
  return list.length > 0 ? ({ [name]: [...list] } as Partial<Record<Name, Item[]>>) : {};
}

/** Builds the dialog for a rule: here a topic belongs to another role than the documents say. */
export function buildRuleDialog(
  channel: DialogChannel,
  roles: readonly Role[],
  topics: readonly TopicGroup[],
): types.ModalView {
  const groups = topics.map(({ heading, topics: list }) => ({
    label: plain(heading, 75),
    options: list.slice(0, 100).map(({ id, title }) => ({ text: plain(title, 75), value: cut(id, 150) })),
  }));
  const choices = [
    ...roles.slice(0, 99).map(({ id, name }) => ({ text: plain(name, 75), value: id })),
    { text: plain('As the documents say', 75), value: NO_RULE },
  ];
  return modal(DIALOG.rule, 'A rule of this channel', channel, [
    section(
      'Where your squad does it differently, say so: my answers here show your rule first, and the document beside it.',
    ),
    {
      type: 'input',
      block_id: 'topic',
      label: plain('What it is about', 2000),
      element: {
        type: 'static_select',
        action_id: 'topic',
        placeholder: plain('A topic', 150),
        option_groups: groups,
      },
    },
    {
      type: 'input',
      block_id: 'role',
      label: plain('Who holds it here', 2000),
      element: {
        type: 'static_select',
        action_id: 'role',
        placeholder: plain('A role', 150),
        options: choices,
      },
    },
    {
      type: 'input',
      block_id: 'reason',
      optional: true,
      label: plain('Why', 2000),
      element: { type: 'plain_text_input', action_id: 'reason', max_length: REASON },
    },
  ]);
}

/** Builds the dialog with the settings of the workspace, for admins. */
export function buildSettingsDialog(settings: Settings, canGreet: boolean): types.ModalView {
  const changesBy = radio('changesBy', 'Who may say who holds a role', settings.changesBy, [
    ['everybody', 'Every member'],
    ['admins', 'Admins only'],
  ]);
  const greet = radio('greet', 'Greetings', settings.greet ? 'on' : 'off', [
    ['off', 'Write only to people who ask me to'],
    ['on', 'Greet everybody who joins or is named, once'],
  ]);
  const hint = plain(
    'By direct message, with an offer to show them around, and never to guests or bots. On, every member may name somebody with /whoowns onboard @name; off, admins alone. Whoever switches it on can see whether it was started, finished or declined, and hears of greetings that could not be delivered.',
    2000,
  );
  return modal(DIALOG.settings, 'Settings', undefined, [
    changesBy,
    ...(canGreet ? [{ ...greet, hint }] : []),
    {
      type: 'input',
      block_id: 'caretakers',
      optional: true,
      label: plain('Who looks after me, beside the admins', 2000),
      hint: plain('They see what I could not answer, and may teach me.', 2000),
      element: {
        type: 'multi_users_select',
        action_id: 'caretakers',
        placeholder: plain('Nobody', 150),
        ...optionally('initial_users', settings.caretakers),
      },
    },
    radio('keepDays', 'Keep what I could not answer for', String(settings.keepDays), [
      ['0', 'Not at all'],
      ['30', '30 days'],
      ['90', '90 days'],
      ['365', 'A year'],
    ]),
  ]);
}

function radio(
  name: string,
  label: string,
  chosen: string,
  choices: readonly (readonly [string, string])[],
): types.InputBlock {
  const options = choices.map(([value, text]) => ({ text: plain(text, 75), value }));
  const initial_option = options.find(({ value }) => value === chosen);
  return {
    type: 'input',
    block_id: name,
    label: plain(label, 2000),
    element: {
      type: 'radio_buttons',
      action_id: name,
      options,
      ...(initial_option ? { initial_option } : {}),
    },
  };
}

function modal(
  callback: string,
  title: string,
  channel: DialogChannel | undefined,
  blocks: types.KnownBlock[],
): types.ModalView {
  return {
    type: 'modal',
    callback_id: callback,
    title: plain(title, 24),
    submit: plain('Save', 24),
    close: plain('Not now', 24),
    private_metadata: JSON.stringify({ channel }),
    blocks,
  };
}

/** Reads the channel out of a dialog that came back; undefined where it is not one of ours. */
export function readDialogChannel(metadata: string): DialogChannel | undefined {
  try {
    const { channel } = JSON.parse(metadata) as { channel?: { id?: unknown; name?: unknown } };
    return typeof channel?.id === 'string' ? { id: channel.id, name: String(channel.name ?? '') } : undefined;
  } catch {
    return undefined; // a dialog of another version
  }
}
