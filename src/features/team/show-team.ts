import { type Caller, isOutsider, workspaceOf } from '../../slack/caller.ts';
import { answered, sayStoreTrouble } from '../../slack/store.ts';
import type { Typed } from '../../slack/typed-words.ts';
import { type Message, say } from '../../slack/ui/blocks.ts';
import { StoreError } from '../../store/errors.ts';
import type { ChannelTeam, Named } from '../../store/types.ts';
import type { TeamDependencies } from './change-dialog.ts';
import { isOpen } from './channel-lookup.ts';
import { COPY } from './copy.ts';
import { buildChannelPicker } from './views/change-buttons.ts';
import { buildTeam } from './views/team.ts';

/** Shows the roles of a channel; in direct messages, of the channel that the person picked as theirs. */
export async function showTeam(
  deps: TeamDependencies,
  caller: Caller,
  { channel: { id: asked }, isPublic }: Pick<Typed, 'channel' | 'isPublic'>,
): Promise<Message> {
  const { answerer, store, people, channels } = deps;
  const workspace = workspaceOf(caller.context);
  if (isOutsider(caller.context)) return say(COPY.team.membersOnly);
  if (isPublic && (await channels.isShared(caller, asked))) return say(COPY.team.shared);
  try {
    const stored = store.workspace(workspace);
    let snapshot = await answered(stored.snapshot());
    const channel = asked.startsWith('D') ? snapshot.homes.get(caller.user) : asked;
    const isHere = channel === asked || (channel !== undefined && isOpen(snapshot, channel));
    if (channel === undefined || !(isHere || (await channels.mayRead(caller, channel)))) {
      return { text: COPY.team.pickFirst, blocks: [buildChannelPicker(COPY.team.pickFirst)] };
    }
    // Slack told nobody who left while the bot was down, so ask now.
    if (await renewHolders(deps, caller, snapshot.channels.get(channel), snapshot.names)) {
      snapshot = await stored.snapshot();
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
    const picker = buildChannelPicker(COPY.team.picked, channel);
    return { ...message, blocks: [...message.blocks, picker] };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return say(`${sayStoreTrouble(error)} ${COPY.team.tryAgain}`);
  }
}

/** Asks Slack about everyone with a role in a channel; true where a name or a departure was new. */
async function renewHolders(
  { store, people }: TeamDependencies,
  { client, context }: Caller,
  team: ChannelTeam | undefined,
  names: ReadonlyMap<string, Named>,
): Promise<boolean> {
  const workspace = workspaceOf(context);
  const holders = [...(team?.assignments.values() ?? [])].flatMap((assignment) => assignment.holders);
  const ids = new Set(holders.filter(({ kind }) => kind === 'user').map(({ id }) => id));
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
