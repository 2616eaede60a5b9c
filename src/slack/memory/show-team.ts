import { StoreError } from '../../store/errors.ts';
import { buildHomePicker } from '../blocks/local.ts';
import type { Message } from '../blocks/message.ts';
import { section } from '../blocks/parts.ts';
import { buildTeam } from '../blocks/team.ts';
import type { Doing, MemoryParts } from './parts.ts';
import { workspaceOf } from './workspace.ts';

/** Shows who holds what in a channel; in direct messages, in the channel that the person picked as theirs. */
export async function showTeam(parts: MemoryParts, doing: Doing, asked: string): Promise<Message> {
  const { answerer, store, people } = parts;
  const workspace = workspaceOf(doing.context);
  try {
    const snapshot = await store.workspace(workspace).snapshot();
    const channel = asked.startsWith('D') ? snapshot.homes.get(doing.user) : asked;
    if (channel === undefined) return pickFirst();
    const team = snapshot.channels.get(channel);
    const setBy = [...(team?.assignments.values() ?? []), ...(team?.overrides.values() ?? [])];
    const ids = [...new Set(setBy.flatMap(({ by }) => by ?? []))];
    const found = await Promise.all(ids.map((id) => people.find(doing.client, id, workspace)));
    const setters = new Map(found.flatMap((person) => (person ? [[person.id, person.name] as const] : [])));
    const { roles, groups } = answerer.known();
    const nameOf = (person: string | undefined) => (person === undefined ? undefined : setters.get(person));
    const message = buildTeam({ channel, team, names: snapshot.names, roles, groups, nameOf });
    if (channel === asked) return message;
    const picker = buildHomePicker('This is the channel that you picked as yours. Change it here:', channel);
    return { ...message, blocks: [...message.blocks, picker] };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const text = `${error.message} Please try again in a minute.`;
    return { text, blocks: [section(text)] };
  }
}

function pickFirst(): Message {
  const text = 'Which channel is your team’s? Pick it here, and I show you who holds what there.';
  return { text, blocks: [buildHomePicker(text)] };
}
