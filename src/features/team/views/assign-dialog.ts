import type { types, ViewOutput } from '@slack/bolt';
import type { Role } from '../../../knowledge/types.ts';
import type { Group } from '../../../slack/directory/groups.ts';
import { plain, section } from '../../../slack/ui/blocks.ts';
import { type DialogChannel, modal, optionally } from '../../../slack/ui/modal.ts';
import { cut } from '../../../slack/ui/text.ts';
import type { Assignment, ChannelTeam, Named } from '../../../store/types.ts';
import { TEAM_DIALOG } from '../actions.ts';
import type { Proposed } from '../assign-edit.ts';

const NOTE = 200;
/** A view has 100 blocks at most; a role takes up to four. */
const ROLES = 24;
/** A view has 250 kB at most, and each group stands in it once for each role. */
const GROUPS = 1200;

interface Shown {
  readonly channel: DialogChannel;
  readonly team: ChannelTeam | undefined;
  readonly names: ReadonlyMap<string, Named>;
  readonly roles: readonly Role[];
  /** Undefined where Slack did not tell: then those that are set already are offered. */
  readonly groups: readonly Group[] | undefined;
  /** Whom somebody has named already, beside those who have the role now. */
  readonly proposed?: Proposed | undefined;
}

/** Builds the dialog in which the roles of a channel are set, or the one before it: where there are too many, which of them. */
export function buildAssignDialog(shown: Shown): types.ModalView {
  const most = Math.max(1, Math.min(ROLES, Math.floor(GROUPS / Math.max(1, shown.groups?.length ?? 0))));
  return shown.roles.length > most ? buildRoleMenu(shown, most) : buildRoles(shown);
}

function buildRoleMenu({ channel, roles }: Shown, most: number): types.ModalView {
  const options = roles.map(({ id, name }) => ({ text: plain(name, 75), value: cut(id, 150) }));
  const blocks: types.KnownBlock[] = [
    {
      type: 'input',
      block_id: 'roles',
      label: plain(`Which roles? ${most === 1 ? 'One' : `Up to ${most}`} at a time.`, 2000),
      element: {
        type: 'multi_static_select',
        action_id: 'roles',
        max_selected_items: most,
        placeholder: plain('Roles', 150),
        ...inGroups(options),
      },
    },
  ];
  return modal({
    callback: TEAM_DIALOG.roles,
    title: 'Who holds what here',
    submit: 'Next',
    channel,
    blocks,
  });
}

/** Reads which roles were chosen. */
export function readRoleMenu(values: ViewOutput['state']['values']): readonly string[] {
  return (values.roles?.roles?.selected_options ?? []).map(({ value }) => value);
}

/** Builds the dialog for these roles, filled in with what holds now. Whoever has left is not in it any more. */
function buildRoles({ channel, team, names, roles, groups, proposed }: Shown): types.ModalView {
  const blocks = roles.flatMap((role): types.KnownBlock[] => {
    const assignment = team?.assignments.get(role.id);
    const offered = offerGroups(assignment, names, groups);
    return [
      { type: 'header', text: plain(role.name, 150) },
      buildPeople(role, assignment, names, proposed?.role === role.id ? proposed.people : []),
      ...(offered.all.length > 0 ? [buildGroups(role, offered)] : []),
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
  const where = channel.name === '' ? 'this channel' : `#${channel.name}`;
  const lead = `For ${where}. From then on my answers here name these people, without calling them.`;
  return modal({
    callback: TEAM_DIALOG.assign,
    title: 'Who holds what here',
    channel,
    carried: { proposed },
    blocks: [section(lead), ...blocks],
  });
}

function buildPeople(
  role: Role,
  assignment: Assignment | undefined,
  names: ReadonlyMap<string, Named>,
  proposed: readonly string[],
): types.KnownBlock {
  const held = (assignment?.holders ?? []).filter(({ kind }) => kind === 'user').map(({ id }) => id);
  const people = [...new Set([...held, ...proposed])];
  const isGone = (id: string) => names.get(id)?.gone === true;
  const gone = people.filter(isGone).map((id) => names.get(id)?.name ?? 'Somebody');
  const hint = `${gone.join(', ')} ${gone.length > 1 ? 'have' : 'has'} left, and will be taken out when you save.`;
  return {
    type: 'input',
    block_id: `people:${role.id}`,
    optional: true,
    label: plain('People', 2000),
    ...(gone.length > 0 ? { hint: plain(hint, 2000) } : {}),
    element: {
      type: 'multi_users_select',
      action_id: 'people',
      placeholder: plain('Nobody yet', 150),
      ...optionally(
        'initial_users',
        people.filter((id) => !isGone(id)),
      ),
    },
  };
}

/** The groups that hold the role first, so that none of them is lost where the list is long or missing. */
function offerGroups(
  assignment: Assignment | undefined,
  names: ReadonlyMap<string, Named>,
  groups: readonly Group[] = [],
): { readonly chosen: readonly Group[]; readonly all: readonly Group[] } {
  const held = (assignment?.holders ?? []).filter(({ kind }) => kind === 'group');
  const chosen = held.map(
    ({ id }) =>
      groups.find((group) => group.id === id) ?? { id, name: names.get(id)?.name ?? 'A user group' },
  );
  const others = groups.filter(({ id }) => !held.some((holder) => holder.id === id));
  return { chosen, all: [...chosen, ...others].slice(0, GROUPS) };
}

function buildGroups(role: Role, { chosen, all }: ReturnType<typeof offerGroups>): types.KnownBlock {
  const options = all.map(({ id, name }) => ({ text: plain(name, 75), value: id }));
  return {
    type: 'input',
    block_id: `groups:${role.id}`,
    optional: true,
    label: plain('User groups', 2000),
    element: {
      type: 'multi_static_select',
      action_id: 'groups',
      placeholder: plain('None', 150),
      ...inGroups(options),
      ...optionally('initial_options', options.slice(0, chosen.length)),
    },
  };
}

/** A menu takes 100 options; with more of them, groups of 100 each. */
function inGroups(options: types.PlainTextOption[]) {
  if (options.length <= 100) return { options };
  const starts = Array.from({ length: Math.ceil(options.length / 100) }, (_, i) => i * 100);
  const option_groups = starts.map((start) => {
    const part = options.slice(start, start + 100);
    const [first, last] = [part[0], part.at(-1)].map((option) => cut(option?.text.text ?? '', 35));
    return { label: plain(`${first} – ${last}`, 75), options: part };
  });
  return { option_groups };
}
