import type { Context } from '@slack/bolt';
import type { NamedPlace } from '../../answer/place.ts';
import type { Log } from '../../log.ts';
import { channelName } from '../../slack/channel-name.ts';
import { workspaceOf } from '../../slack/workspace.ts';
import { StoreError } from '../../store/errors.ts';
import type { Snapshot, Store } from '../../store/types.ts';
import { atOnce, inTime } from '../../time/in-time.ts';
import type { Here } from './here.ts';

/** So long it is left alone after it has kept somebody waiting for nothing, in milliseconds. */
const REST = 2000;

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

/** What is remembered of a workspace; undefined where the memory cannot be asked. Never throws, and never waits long. */
export type ReadSnapshot = (context: Context) => Promise<Snapshot | undefined>;

/** Makes a reader over the memory. The trouble of one workspace is not that of others. */
export function createReadSnapshot({ store, log }: { store: Store; log: Log }): ReadSnapshot {
  /** Those that have kept somebody waiting, and what they were asked then. */
  const resting = new Map<string, { readonly asking: Promise<Snapshot>; readonly until: number }>();

  function ask(workspace: string): Promise<Snapshot> {
    const asking = store.workspace(workspace).snapshot();
    // It may end, well or badly, after we have stopped waiting.
    const ended = () => {
      if (resting.get(workspace)?.asking === asking) resting.delete(workspace);
    };
    asking.then(ended, ended);
    return asking;
  }

  return async (context) => {
    const workspace = workspaceOf(context);
    try {
      const rest = resting.get(workspace);
      if (rest !== undefined && performance.now() < rest.until) return await atOnce(rest.asking);
      const asking = ask(workspace);
      const snapshot = await inTime(asking);
      if (snapshot) return snapshot;
      resting.set(workspace, { asking, until: performance.now() + REST });
      log.warn({ event: 'memory', outcome: 'slow', workspace });
      return undefined;
    } catch (error) {
      const { kind, code } = error instanceof StoreError ? error : { kind: 'error', code: undefined };
      log.warn({ event: 'memory', outcome: kind, code, error: String(error) });
      return undefined;
    }
  };
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
