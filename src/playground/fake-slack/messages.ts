import { WORKSPACE } from './world.ts';

export type Data = Readonly<Record<string, unknown>>;

export interface Posted {
  channel: string;
  ts: string;
  /** The author: a person, the bot, or USLACKBOT for Slack's own notes. */
  user: string;
  text: string;
  blocks: readonly Data[];
  thread_ts?: string | undefined;
  /** The only person who sees it, for ephemeral messages. */
  only?: string | undefined;
  edited?: boolean;
}

export type Messages = ReturnType<typeof createMessages>;

/** The id under which the page knows a message. */
export const messageId = ({ channel, ts }: Posted) => `${channel}/${ts}`;

/** Creates the workspace's messages. `changed` is called for every message that is new, different or gone. */
export function createMessages(
  changed: (message: Posted, change: 'new' | 'changed' | 'deleted') => void,
  now: () => number,
) {
  const list: Posted[] = [];
  let count = 0;
  const nextTs = () => `${Math.floor(now() / 1000)}.${String(++count).padStart(6, '0')}`;
  return {
    /** In the order in which they were posted. */
    list,
    nextTs,
    /** Posts as the bot, unless there is another author. */
    post(message: Omit<Posted, 'ts' | 'user'> & { user?: string }): Posted {
      const posted = { user: WORKSPACE.bot.user, ...message, ts: nextTs() };
      list.push(posted);
      changed(posted, 'new');
      return posted;
    },
    replace(message: Posted, body: Data): void {
      message.text = String(body.text ?? '');
      message.blocks = readBlocks(body.blocks);
      message.edited = true;
      changed(message, 'changed');
    },
    remove(message: Posted): void {
      const at = list.indexOf(message);
      if (at < 0) return;
      list.splice(at, 1);
      changed(message, 'deleted');
    },
    /** As in Slack, an ephemeral message can't be found by its ts. */
    find: (channel: string, ts: string): Posted | undefined =>
      list.find((entry) => entry.channel === channel && entry.ts === ts && entry.only === undefined),
  };
}

/** Reads a message from the arguments of a call. */
export function readMessage(args: Data): Omit<Posted, 'ts' | 'user'> {
  const thread = args.thread_ts;
  return {
    channel: String(args.channel),
    text: String(args.text ?? ''),
    blocks: readBlocks(args.blocks),
    ...(typeof thread === 'string' ? { thread_ts: thread } : {}),
  };
}

let blocksSoFar = 0;

/** Reads blocks and gives a block_id to each without one, as Slack does. */
export function readBlocks(value: unknown): readonly Data[] {
  if (!Array.isArray(value)) return [];
  return value.map((block: Data) => ({ ...block, block_id: block.block_id ?? `b${++blocksSoFar}` }));
}
