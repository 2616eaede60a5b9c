import type { webApi } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import type { Log } from '../../log.ts';
import { withTimeout } from '../../time/with-timeout.ts';
import { type Caller, isSharedHere, workspaceOf } from '../caller.ts';
import { slackErrorOf } from '../errors.ts';

export type Channels = ReturnType<typeof createChannels>;

const REMEMBERED_MS = 10 * 60_000;
const MOST = 5_000;
/** Somebody waits, and what Slack does not say in time it does not say. */
const LOOK_UP_MS = 1_500;
/** A person may be in thousands of channels; these are twenty pages. */
const MOST_PAGES = 20;

interface ChannelInfo {
  readonly isPrivate: boolean;
  /** With another company. */
  readonly isShared: boolean;
}

/** Who may read what in a channel, as Slack says; it is remembered for ten minutes. `now` gives milliseconds. */
export function createChannels({ log, now = Date.now }: { readonly log: Log; readonly now?: () => number }) {
  const options = { max: MOST, ttl: REMEMBERED_MS, perf: { now } };
  const infos = new LRUCache<string, ChannelInfo>(options);
  const joined = new LRUCache<string, readonly string[]>(options);

  /** Undefined where Slack does not say, as of private channels that the bot is not in. */
  async function infoOf({ client, context }: Where, channel: string): Promise<ChannelInfo | undefined> {
    const key = `${workspaceOf(context)}/${channel}`;
    const known = infos.get(key);
    if (known) return known;
    try {
      const { channel: found } = await client.conversations.info({ channel });
      const isShared = found?.is_ext_shared === true || found?.is_pending_ext_shared === true;
      const info = { isPrivate: found?.is_private !== false, isShared };
      infos.set(key, info);
      return info;
    } catch (error) {
      log.warn({ event: 'directory', outcome: 'channel unknown', slack: slackErrorOf(error) });
      return undefined; // the callers take it for private, and for shared
    }
  }

  async function channelsOf({ client, context, user }: Caller): Promise<readonly string[]> {
    const key = `${workspaceOf(context)}/${user}`;
    const known = joined.get(key);
    if (known) return known;
    const ids: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES && cursor !== ''; page++) {
      const { channels = [], response_metadata: more } = await client.users.conversations({
        user,
        types: 'public_channel,private_channel',
        exclude_archived: true,
        limit: 999,
        ...(cursor === undefined ? {} : { cursor }),
      });
      ids.push(...channels.flatMap(({ id }) => id ?? []));
      cursor = more?.next_cursor ?? '';
    }
    joined.set(key, ids);
    return ids;
  }

  return {
    /** The channels of a person; of private ones those that the bot is in too. Throws what Slack answers. */
    of: channelsOf,

    /**
     * Whether the roles of a channel may be told to a person elsewhere: it is public, or they are in it. Where Slack does
     * not say, they may not.
     */
    async mayRead(caller: Caller, channel: string): Promise<boolean> {
      const asking = async () => {
        const ids = await channelsOf(caller).catch((error: unknown) => {
          log.warn({ event: 'directory', outcome: 'channels unknown', slack: slackErrorOf(error) });
          return undefined;
        });
        if (ids === undefined) return false;
        return ids.includes(channel) || (await infoOf(caller, channel))?.isPrivate === false;
      };
      return withTimeout(asking(), LOOK_UP_MS, () => false);
    },

    /** Whether people of another company read what is posted there. Where Slack does not say, they may. */
    async isShared(where: Where, channel: string): Promise<boolean> {
      if (channel.startsWith('D')) return false;
      const told = isSharedHere(where.context, channel);
      if (told !== undefined) return told;
      const info = await withTimeout(infoOf(where, channel), LOOK_UP_MS, () => undefined);
      return info?.isShared ?? true;
    },
  };
}

interface Where extends Pick<Caller, 'context'> {
  readonly client: webApi.WebClient;
}
