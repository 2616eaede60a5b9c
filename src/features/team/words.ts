import type { Role } from '../../knowledge/types.ts';
import { type Caller, workspaceOf } from '../../slack/caller.ts';
import { readPeople, type Typed, type TypedWord, type WordReply } from '../../slack/typed-words.ts';
import type { Proposed } from './assign-edit.ts';
import { buildChangeDialog, type Change, type TeamDependencies } from './change-dialog.ts';
import { showTeam } from './show-team.ts';
import { buildChangeButton } from './views/change-buttons.ts';

/** "assign", with or without people; "rule"; "team". */
export function createTeamWords(deps: TeamDependencies): readonly TypedWord[] {
  return [
    {
      name: 'assign',
      isTyped: (_, words) => /^(?:assign|set (?:the )?roles)$/.test(words) || isAssignment(words),
      audience: 'anyone',
      run: (caller, typed) =>
        change(deps, caller, typed, 'assign', readProposed(typed.text, deps.answerer.known().roles)),
    },
    {
      name: 'rule',
      isTyped: (_, words) => /^(?:rules?|override)$/.test(words),
      audience: 'anyone',
      run: (caller, typed) => change(deps, caller, typed, 'rule'),
    },
    {
      name: 'team',
      isTyped: (_, words) => /^(?:team|our team|roles here)$/.test(words),
      audience: 'anyone',
      run: async (caller, typed) => ({ message: await showTeam(deps, caller, typed) }),
    },
  ];
}

/** “assign <@U1> as po”: somebody is named, in at most six words. */
function isAssignment(words: string): boolean {
  const [first, ...rest] = words.split(' ');
  return first === 'assign' && rest.length <= 6 && rest.some((word) => /^<?@\S/.test(word));
}

/** The people and the role that a text names; undefined where either is missing. */
function readProposed(text: string, roles: readonly Role[]): Proposed | undefined {
  const people = readPeople(text);
  const words = ` ${
    text
      .toLowerCase()
      .replace(/<[^<>]*>/g, ' ')
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? ''
  } `;
  const role = roles.find(({ names }) => names.some((name) => words.includes(` ${name.toLowerCase()} `)));
  return role && people.length > 0 ? { role: role.id, people } : undefined;
}

/** In direct messages, the channel that the person picked as their team's is meant. Throws a StoreError. */
async function change(
  deps: TeamDependencies,
  caller: Caller,
  { channel, canOpenDialog }: Typed,
  kind: Change['kind'],
  proposed?: Proposed,
): Promise<WordReply> {
  const isDirect = channel.id.startsWith('D');
  const workspace = deps.store.workspace(workspaceOf(caller.context));
  const id = isDirect ? (await workspace.snapshot()).homes.get(caller.user) : channel.id;
  if (id === undefined || !canOpenDialog) {
    return { message: buildChangeButton(kind, { channel: id, elsewhere: isDirect }) };
  }
  const target = isDirect ? { id, name: '' } : channel;
  return buildChangeDialog(deps, caller, { kind, channel: target, proposed, isElsewhere: isDirect });
}
