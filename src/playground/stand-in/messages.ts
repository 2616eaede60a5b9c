import { WORKSPACE } from './world.ts';

export type Data = Readonly<Record<string, unknown>>;

/** A message as the stand-in keeps it. */
export interface Posted {
  channel: string;
  ts: string;
  /** Who wrote it: a person, the bot, or USLACKBOT for what Slack itself says. */
  user: string;
  text: string;
  blocks: readonly Data[];
  thread_ts?: string | undefined;
  /** The only person who sees it, for ephemeral messages. */
  only?: string | undefined;
  edited?: boolean;
}

/** All messages of the workspace, in the order in which they were posted. */
export interface Messages {
  readonly list: Posted[];
  /** Posts a message; the bot is its author unless told otherwise. */
  post(message: Omit<Posted, 'ts' | 'user'> & { user?: string }): Posted;
  replace(message: Posted, body: Data): void;
  remove(message: Posted): void;
  /** The message that everybody sees; ephemeral ones cannot be found by their time, as in Slack. */
  find(channel: string, ts: string): Posted | undefined;
  nextTs(): string;
}

/** Creates an empty list. `changed` hears of every message that is new, different or gone; `now` gives milliseconds. */
export function createMessages(
  changed: (message: Posted, change: 'new' | 'changed' | 'deleted') => void,
  now: () => number,
): Messages {
  const list: Posted[] = [];
  let count = 0;
  const nextTs = () => `${Math.floor(now() / 1000)}.${String(++count).padStart(6, '0')}`;
  return {
    list,
    post(message) {
      const posted = { user: WORKSPACE.bot.user, ...message, ts: nextTs() };
      list.push(posted);
      changed(posted, 'new');
      return posted;
    },
    replace(message, body) {
      message.text = String(body.text ?? '');
      message.blocks = readBlocks(body.blocks);
      message.edited = true;
      changed(message, 'changed');
    },
    remove(message) {
      const at = list.indexOf(message);
      if (at < 0) return;
      list.splice(at, 1);
      changed(message, 'deleted');
    },
    find: (channel, ts) =>
      list.find((entry) => entry.channel === channel && entry.ts === ts && entry.only === undefined),
    nextTs,
  };
}

/** Reads a message out of the arguments of a call. */
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

/** The blocks of a message or a view, each with a block_id: Slack makes one up where there is none. */
export function readBlocks(value: unknown): readonly Data[] {
  if (!Array.isArray(value)) return [];
  return value.map((block: Data) => ({ ...block, block_id: block.block_id ?? `b${++blocksSoFar}` }));
}
