import type { NamedPlace } from '../../answer/place.ts';
import { channelName } from '../../slack/caller.ts';
import type { Snapshot } from '../../store/types.ts';
import type { Here } from './here.ts';

/** Where a question was asked, and by whom. */
export interface Asked {
  readonly channel: string;
  readonly user: string;
  /** What the channel is called now, where Slack tells. */
  readonly name?: string | undefined;
  /** The channel or squad that the question names. */
  readonly place?: NamedPlace | undefined;
  /** The id of the channel that a button means. */
  readonly meant?: string | undefined;
}

/** Says what is known of the place of a question. In direct messages that is the channel that the person picked as theirs. */
export function readHere(snapshot: Snapshot | undefined, asked: Asked): Here {
  if (!snapshot) return { state: 'unavailable' };
  const { channel, user, place, meant: given } = asked;
  const home = snapshot.homes.get(user);
  const own = channel.startsWith('D') ? home : channel;
  const meant = given ?? (place === undefined ? own : findPlace(snapshot, place, asked, own));
  if (meant !== undefined) {
    const team = snapshot.channels.get(meant);
    const { names } = snapshot;
    return { state: 'known', channel: meant, elsewhere: meant !== channel, team, names };
  }
  if (place !== undefined) return { state: 'unknown place', place };
  return { state: 'no channel', anySet: snapshot.channels.size > 0 };
}

/**
 * The channel that a question names. Who holds what in a private channel is told there alone: such a channel has no
 * name that is kept, so neither its name nor a link to it finds it from elsewhere.
 */
function findPlace(
  snapshot: Snapshot,
  place: NamedPlace,
  { channel, name }: Asked,
  own: string | undefined,
): string | undefined {
  if (!('channel' in place)) return findNamed(snapshot, place.words, { channel, name });
  const isOpen = place.channel === own || nameOf(snapshot, place.channel) !== undefined;
  return isOpen ? place.channel : undefined;
}

/** The one channel of that name, or the only one with these words in its name: a wrong one is worse than none. */
function findNamed(
  snapshot: Snapshot,
  named: string,
  here: Pick<Asked, 'channel' | 'name'>,
): string | undefined {
  const wanted = wordsOf(named);
  const name = channelName(here.name) || undefined;
  const all = [...new Set([...snapshot.channels.keys(), ...(name === undefined ? [] : [here.channel])])].map(
    (id) => ({
      id,
      // A channel may have been renamed since: where somebody stands in it, Slack says what it is called now.
      words: wordsOf((id === here.channel ? name : undefined) ?? nameOf(snapshot, id) ?? ''),
    }),
  );
  const same = all.filter(({ words }) => words.join(' ') === wanted.join(' '));
  const within = all.filter(({ words }) => wanted.every((word) => words.includes(word)));
  const [only, ...more] = same.length > 0 ? same : within;
  return only && more.length === 0 && wanted.length > 0 ? only.id : undefined;
}

function nameOf({ names }: Snapshot, id: string): string | undefined {
  return channelName(names.get(id)?.name) || undefined;
}

const wordsOf = (name: string): string[] => name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
