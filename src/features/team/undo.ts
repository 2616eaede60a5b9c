import { isDeepStrictEqual } from 'node:util';
import type { Caller } from '../../slack/caller.ts';
import type { Message } from '../../slack/ui/message.ts';
import { workspaceOf } from '../../slack/workspace.ts';
import type { Snapshot } from '../../store/types.ts';
import { answered } from '../../time/deadline.ts';
import type { MemoryParts } from '../parts.ts';
import { mayChange } from '../settings/rights.ts';
import { nameAll } from './here.ts';
import { buildTakenBack, describeRole, describeRule } from './views/announcement.ts';

/** What an announcement becomes, or what the person who pressed is told. */
export type TakenBack = { readonly message: Message; readonly outcome: string } | { readonly told: string };

const OVERTAKEN =
  'Somebody has changed the same thing since, so I left it as it is. Type `/whoowns team` to see what holds now.';
const UNKNOWN = 'I no longer know that change, so I left everything as it is.';

/** Takes a change back, for whoever may change things now. `announced` are the blocks of its announcement. Throws a StoreError. */
export async function takeBack(
  parts: MemoryParts,
  caller: Caller,
  change: string,
  announced: unknown,
): Promise<TakenBack> {
  const memory = parts.store.workspace(workspaceOf(caller.context));
  const rights = await answered(mayChange(parts, caller));
  if ('refusal' in rights) return { told: rights.refusal };
  const before = await answered(memory.snapshot());
  const undone = await answered(memory.undo(change, caller.user));
  switch (undone.outcome) {
    case 'undone': {
      const lines = describe(parts, undone.channel, before, await answered(memory.snapshot()));
      return {
        outcome: 'undone',
        message: buildTakenBack(announced, { by: rights.person.name, lines }),
      };
    }
    case 'already undone':
      return { told: 'That was undone already.' };
    case 'overtaken':
      return { told: OVERTAKEN };
    case 'unknown':
      return { told: UNKNOWN };
  }
}

/** What holds now of the roles and rules of a channel that were different before. */
function describe(
  { answerer }: Pick<MemoryParts, 'answerer'>,
  channel: string,
  before: Snapshot,
  { channels, names }: Snapshot,
): string[] {
  const { roles, groups } = answerer.known();
  const [was, team] = [before.channels.get(channel), channels.get(channel)];
  const roleLines = roles
    .filter(({ id }) => !isDeepStrictEqual(was?.assignments.get(id), team?.assignments.get(id)))
    .map((role) => {
      const { holders = [], note = '' } = team?.assignments.get(role.id) ?? {};
      return describeRole({ role, holders: nameAll(holders, names), note });
    });
  const ruleLines = groups
    .flatMap(({ topics }) => topics)
    .filter(({ id }) => !isDeepStrictEqual(was?.overrides.get(id), team?.overrides.get(id)))
    .map(({ id, title }) => {
      const { role: ruling, reason = '' } = team?.overrides.get(id) ?? {};
      return describeRule(
        title,
        roles.find((role) => role.id === ruling),
        reason,
      );
    });
  return [...roleLines, ...ruleLines];
}
