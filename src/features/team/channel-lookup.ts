import type { NamedPlace } from '../../answer/place.ts';
import { channelName } from '../../slack/caller.ts';
import type { ChannelTeam, Named, Snapshot } from '../../store/types.ts';

/** The channel that a question is about, as far as the bot may tell. */
export type ChannelLookup =
  | {
      readonly state: 'known';
      readonly channel: string;
      /** The asker is in another channel: this one is theirs by choice, or they named it. */
      readonly elsewhere: boolean;
      readonly team: ChannelTeam | undefined;
      readonly names: ReadonlyMap<string, Named>;
    }
  /** They named a channel or squad that the bot does not know. */
  | { readonly state: 'unknown place'; readonly place: NamedPlace }
  /** In direct messages, before the person has picked a channel. `anySet`: some channel has roles. */
  | { readonly state: 'no channel'; readonly anySet: boolean }
  /** People of other companies are told what the documents say, and nothing of the workspace. */
  | { readonly state: 'outside' }
  /** People of another company read the answer too, so it names nobody. */
  | { readonly state: 'shared' }
  /** The store cannot be reached. */
  | { readonly state: 'unavailable' };

/** Where a question was asked, and by whom. */
export interface Asked {
  readonly channel: string;
  readonly user: string;
  /** What the channel is called now, where Slack tells. */
  readonly name?: string | undefined;
  /** The channel or squad that the question names. */
  readonly place?: NamedPlace | undefined;
  /** The channel that a button carries. */
  readonly carried?: string | undefined;
}

/** Finds the channel that a question is about. In direct messages that is the one the person picked as theirs. */
export function lookUpChannel(snapshot: Snapshot | undefined, asked: Asked): ChannelLookup {
  if (!snapshot) return { state: 'unavailable' };
  const { channel, user, place, carried } = asked;
  const own = channel.startsWith('D') ? snapshot.homes.get(user) : channel;
  const target = carried ?? (place === undefined ? own : findPlace(snapshot, place, asked, own));
  if (target !== undefined) {
    const team = snapshot.channels.get(target);
    const { names } = snapshot;
    return { state: 'known', channel: target, elsewhere: target !== channel, team, names };
  }
  if (place !== undefined) return { state: 'unknown place', place };
  return { state: 'no channel', anySet: snapshot.channels.size > 0 };
}

/**
 * Finds the channel that a question names. The roles of a private channel are told in that channel alone: its name is
 * not kept, so neither a name nor a link finds it from elsewhere.
 */
function findPlace(
  snapshot: Snapshot,
  place: NamedPlace,
  asked: Asked,
  own: string | undefined,
): string | undefined {
  if (!('channel' in place)) return findNamed(snapshot, place.words, asked);
  const isOpen = place.channel === own || nameOf(snapshot, place.channel) !== undefined;
  return isOpen ? place.channel : undefined;
}

/** The one channel of that name, or the only one with these words in its name: a wrong channel is worse than none. */
function findNamed(snapshot: Snapshot, named: string, asked: Asked): string | undefined {
  const wanted = wordsOf(named);
  // A channel may have been renamed: for the one that the asker is in, Slack says what it is called now.
  const nameNow = channelName(asked.name) || undefined;
  const ids = new Set([...snapshot.channels.keys(), ...(nameNow === undefined ? [] : [asked.channel])]);
  const channels = [...ids].map((id) => ({
    id,
    words: wordsOf((id === asked.channel ? nameNow : undefined) ?? nameOf(snapshot, id) ?? ''),
  }));
  const same = channels.filter(({ words }) => words.join(' ') === wanted.join(' '));
  const within = channels.filter(({ words }) => wanted.every((word) => words.includes(word)));
  const [found, ...others] = same.length > 0 ? same : within;
  return found && others.length === 0 && wanted.length > 0 ? found.id : undefined;
}

/** Whether a channel is a public one: only those have a name that is kept. */
export function isOpen(snapshot: Snapshot, id: string): boolean {
  return nameOf(snapshot, id) !== undefined;
}

function nameOf({ names }: Snapshot, id: string): string | undefined {
  return channelName(names.get(id)?.name) || undefined;
}

const wordsOf = (name: string): string[] => name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
