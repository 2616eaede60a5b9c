import type { types, ViewOutput } from '@slack/bolt';
import type { Role } from '../../../knowledge/types.ts';
import type { Group } from '../../../slack/directory/groups.ts';
import { plain, section } from '../../../slack/ui/blocks.ts';
import { type DialogChannel, modal, optionally } from '../../../slack/ui/modal.ts';
import { cut } from '../../../slack/ui/text.ts';
import type { Assignment, ChannelTeam, Named } from '../../../store/types.ts';
import { TEAM_DIALOG } from '../actions.ts';
import type { Proposed } from '../assign-edit.ts';
import { COPY } from '../copy.ts';

const { assignDialog: DIALOG } = COPY;
const LONGEST_NOTE = 200;
/** A view has 100 blocks at most; a role takes up to four. */
const MAX_ROLES = 24;
/** A view has 250 kB at most, and each group stands in it once for each role. */
const MAX_GROUPS = 1200;

interface Shown {
  readonly channel: DialogChannel;
  readonly team: ChannelTeam | undefined;
  readonly names: ReadonlyMap<string, Named>;
  readonly roles: readonly Role[];
  /** Undefined where Slack did not tell: then only groups that have a role already are offered. */
  readonly groups: readonly Group[] | undefined;
  /** People whom somebody has named before the dialog opened. */
  readonly proposed?: Proposed | undefined;
}

/** Builds the dialog that sets the roles of a channel. Too many roles for one dialog get a menu of roles first. */
export function buildAssignDialog(shown: Shown): types.ModalView {
  const most = Math.max(
    1,
    Math.min(MAX_ROLES, Math.floor(MAX_GROUPS / Math.max(1, shown.groups?.length ?? 0))),
  );
  return shown.roles.length > most ? buildRoleMenu(shown, most) : buildRoles(shown);
}

function buildRoleMenu({ channel, roles }: Shown, most: number): types.ModalView {
  const options = roles.map(({ id, name }) => ({ text: plain(name, 75), value: cut(id, 150) }));
  const blocks: types.KnownBlock[] = [
    {
      type: 'input',
      block_id: 'roles',
      label: plain(DIALOG.whichRoles(most), 2000),
      element: {
        type: 'multi_static_select',
        action_id: 'roles',
        max_selected_items: most,
        placeholder: plain(DIALOG.rolesPlaceholder, 150),
        ...inGroups(options),
      },
    },
  ];
  return modal({
    callback: TEAM_DIALOG.roles,
    title: DIALOG.title,
    submit: DIALOG.next,
    channel,
    blocks,
  });
}

/** Reads which roles were chosen. */
export function readRoleMenu(values: ViewOutput['state']['values']): readonly string[] {
  return (values.roles?.roles?.selected_options ?? []).map(({ value }) => value);
}

/** Builds the dialog for these roles, filled in as they are now. Whoever has left is no longer in it. */
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
        label: plain(DIALOG.note, 2000),
        element: {
          type: 'plain_text_input',
          action_id: 'note',
          max_length: LONGEST_NOTE,
          placeholder: plain(DIALOG.notePlaceholder, 150),
          ...(assignment?.note ? { initial_value: cut(assignment.note, LONGEST_NOTE) } : {}),
        },
      },
    ];
  });
  return modal({
    callback: TEAM_DIALOG.assign,
    title: DIALOG.title,
    channel,
    carried: { proposed },
    blocks: [section(DIALOG.lead(channel.name)), ...blocks],
  });
}

function buildPeople(
  role: Role,
  assignment: Assignment | undefined,
  names: ReadonlyMap<string, Named>,
  proposed: readonly string[],
): types.KnownBlock {
  const current = (assignment?.holders ?? []).filter(({ kind }) => kind === 'user').map(({ id }) => id);
  const people = [...new Set([...current, ...proposed])];
  const isGone = (id: string) => names.get(id)?.gone === true;
  const gone = people.filter(isGone).map((id) => names.get(id)?.name ?? DIALOG.unknownLeaver);
  return {
    type: 'input',
    block_id: `people:${role.id}`,
    optional: true,
    label: plain(DIALOG.people, 2000),
    ...(gone.length > 0 ? { hint: plain(DIALOG.leavers(gone), 2000) } : {}),
    element: {
      type: 'multi_users_select',
      action_id: 'people',
      placeholder: plain(DIALOG.nobodyYet, 150),
      ...optionally(
        'initial_users',
        people.filter((id) => !isGone(id)),
      ),
    },
  };
}

/** The groups that have the role come first, so that none of them is lost where the list is long or missing. */
function offerGroups(
  assignment: Assignment | undefined,
  names: ReadonlyMap<string, Named>,
  groups: readonly Group[] = [],
): { readonly chosen: readonly Group[]; readonly all: readonly Group[] } {
  const current = (assignment?.holders ?? []).filter(({ kind }) => kind === 'group');
  const chosen = current.map(
    ({ id }) =>
      groups.find((group) => group.id === id) ?? { id, name: names.get(id)?.name ?? DIALOG.unknownGroup },
  );
  const others = groups.filter(({ id }) => !current.some((holder) => holder.id === id));
  return { chosen, all: [...chosen, ...others].slice(0, MAX_GROUPS) };
}

function buildGroups(role: Role, { chosen, all }: ReturnType<typeof offerGroups>): types.KnownBlock {
  const options = all.map(({ id, name }) => ({ text: plain(name, 75), value: id }));
  return {
    type: 'input',
    block_id: `groups:${role.id}`,
    optional: true,
    label: plain(DIALOG.groups, 2000),
    element: {
      type: 'multi_static_select',
      action_id: 'groups',
      placeholder: plain(DIALOG.noGroups, 150),
      ...inGroups(options),
      ...optionally('initial_options', options.slice(0, chosen.length)),
    },
  };
}

/** A menu takes 100 options; more are split into option groups of 100. */
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
