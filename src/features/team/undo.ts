import { isDeepStrictEqual } from 'node:util';
import type { Answerer } from '../../answer/answerer.ts';
import { type Caller, workspaceOf } from '../../slack/caller.ts';
import { answered } from '../../slack/store.ts';
import { type Message, say } from '../../slack/ui/blocks.ts';
import type { Snapshot } from '../../store/types.ts';
import { mayChange } from '../settings/rights.ts';
import type { TeamDependencies } from './change-dialog.ts';
import { holdersOf } from './channel-facts.ts';
import { COPY } from './copy.ts';
import { buildUndone, describeRole, describeRule } from './views/announcement.ts';

/** The new text of the announcement, or what to tell whoever pressed. */
type Undone = { readonly message: Message; readonly outcome: string } | { readonly told: string };

/** Undoes a change, for whoever may change the roles now. `announced`: the blocks of its announcement. Throws a StoreError. */
export async function undoChange(
  { answerer, store, people, channels }: TeamDependencies,
  caller: Caller,
  change: string,
  announced: unknown,
  place: string,
): Promise<Undone> {
  const workspace = store.workspace(workspaceOf(caller.context));
  const rights = await answered(mayChange({ people, store }, caller));
  if ('refusal' in rights) return { told: rights.refusal };
  const before = await answered(workspace.snapshot());
  const undone = await answered(workspace.undo(change, caller.user));
  switch (undone.outcome) {
    case 'undone': {
      const lines = describeCurrent(answerer, undone.channel, before, await answered(workspace.snapshot()));
      if (await channels.isShared(caller, place)) {
        return { outcome: 'undone', message: say(COPY.announcement.lost) };
      }
      return { outcome: 'undone', message: buildUndone(announced, rights.person.name, lines) };
    }
    case 'already undone':
      return { told: COPY.undo.already };
    case 'overtaken':
      return { told: COPY.undo.overtaken };
    case 'unknown':
      return { told: COPY.undo.unknown };
  }
}

/** Describes the roles and rules of a channel that are no longer as before. */
function describeCurrent(
  answerer: Pick<Answerer, 'known'>,
  channel: string,
  before: Snapshot,
  { channels, names }: Snapshot,
): string[] {
  const { roles, topics } = answerer.known();
  const [was, team] = [before.channels.get(channel), channels.get(channel)];
  const roleLines = roles
    .filter(({ id }) => !isDeepStrictEqual(was?.assignments.get(id), team?.assignments.get(id)))
    .map((role) => describeRole(holdersOf(role, team?.assignments, names)));
  const ruleLines = [...topics.values()]
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
