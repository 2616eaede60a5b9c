import { type Caller, isOutsider, workspaceOf } from '../../slack/caller.ts';
import { answered, sayStoreTrouble } from '../../slack/store.ts';
import { type Message, say } from '../../slack/ui/blocks.ts';
import { StoreError } from '../../store/errors.ts';
import type { ChannelTeam, Named } from '../../store/types.ts';
import type { TeamParts } from './change-dialog.ts';
import { COPY } from './copy.ts';
import { buildChannelPicker } from './views/held.ts';
import { buildTeam } from './views/team.ts';

/** Shows who holds what in a channel; in direct messages, in the channel that the person picked as theirs. */
export async function showTeam(parts: TeamParts, caller: Caller, asked: string): Promise<Message> {
  const { answerer, store, people } = parts;
  const workspace = workspaceOf(caller.context);
  if (isOutsider(caller.context)) return say(COPY.membersOnly);
  try {
    const memory = store.workspace(workspace);
    let snapshot = await answered(memory.snapshot());
    const channel = asked.startsWith('D') ? snapshot.homes.get(caller.user) : asked;
    if (channel === undefined) return pickFirst();
    // Whoever has left while the bot was away was not announced to it: here there is time to look.
    if (await renewHolders(parts, caller, snapshot.channels.get(channel), snapshot.names)) {
      snapshot = await memory.snapshot();
    }
    const team = snapshot.channels.get(channel);
    const setBy = [...(team?.assignments.values() ?? []), ...(team?.overrides.values() ?? [])];
    const ids = [...new Set(setBy.flatMap(({ by }) => by ?? []))];
    const found = await Promise.all(ids.map((id) => people.find(caller.client, id, workspace)));
    const setters = new Map(found.flatMap((person) => (person ? [[person.id, person.name] as const] : [])));
    const { roles, groups } = answerer.known();
    const nameOf = (person: string | undefined) => (person === undefined ? undefined : setters.get(person));
    const mayNotChange = people.known(caller.user, workspace)?.outside === true;
    const message = buildTeam({ channel, team, names: snapshot.names, roles, groups, nameOf, mayNotChange });
    if (channel === asked) return message;
    const picker = buildChannelPicker(COPY.pickedChannel, channel);
    return { ...message, blocks: [...message.blocks, picker] };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return say(`${sayStoreTrouble(error)} ${COPY.tryAgain}`);
  }
}

/** Asks Slack about those who hold a role in a channel; true where something about them was new. */
async function renewHolders(
  { store, people }: TeamParts,
  { client, context }: Caller,
  team: ChannelTeam | undefined,
  names: ReadonlyMap<string, Named>,
): Promise<boolean> {
  const workspace = workspaceOf(context);
  const held = [...(team?.assignments.values() ?? [])].flatMap(({ holders }) => holders);
  const ids = new Set(held.filter(({ kind }) => kind === 'user').map(({ id }) => id));
  const found = await Promise.all([...ids].map((id) => people.find(client, id, workspace)));
  const news = found.filter((person) => {
    const known = person && names.get(person.id);
    return known && (known.gone !== person.gone || known.name !== person.name);
  });
  for (const person of news) {
    if (person) await store.workspace(workspace).renew(person.id, { name: person.name, gone: person.gone });
  }
  return news.length > 0;
}

function pickFirst(): Message {
  return { text: COPY.pickFirst, blocks: [buildChannelPicker(COPY.pickFirst)] };
}
