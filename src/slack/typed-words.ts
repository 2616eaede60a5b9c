import type { types } from '@slack/bolt';
import type { Caller } from './caller.ts';
import type { Message } from './ui/blocks.ts';

/** What somebody typed, and where. */
export interface Typed {
  /** As it was typed, people and channels in Slack's markup, without the bot's own name. */
  readonly text: string;
  /** `name` is '' where Slack keeps it to itself. The id of a direct message begins with D. */
  readonly channel: { readonly id: string; readonly name: string };
  /** Whether a dialog can be opened on the spot; where not, a button has to do. */
  readonly canOpenDialog: boolean;
  /** Everybody in the channel reads the reply. */
  readonly isPublic: boolean;
}

/** What comes of a typed word. */
export type WordReply =
  | {
      readonly message: Message;
      /** What to send where Slack does not take the blocks of the message, as dialogs take no table. */
      readonly fallback?: Message | undefined;
    }
  | { readonly dialog: types.ModalView };

/**
 * One of the bot's own words, such as "team" or "forget me". It holds wherever people type to the bot: behind the
 * command, behind a mention, in a direct message, and in each box that asks for a question.
 */
export interface TypedWord {
  /** The word as people type it behind `/whoowns`; it stands in the log as well. */
  readonly name: string;
  /** Whether this text is the word; `words` is the same in lower case, without the punctuation at its end. */
  readonly isTyped: (text: string, words: string) => boolean;
  /**
   * `anyone`: the reply may be read by all in a channel. `asker`: it is nobody else's business. `direct`: it goes into
   * the asker's direct messages.
   */
  readonly audience: 'anyone' | 'asker' | 'direct';
  /** It changes something for the asker at once, so it is never done because somebody else wrote it. */
  readonly changes?: true;
  /** Does it. Throws a StoreError where the store cannot be asked. */
  readonly run: (caller: Caller, typed: Typed) => Promise<WordReply>;
}

/** Finds the word that a text is; undefined where it asks something. A question that only contains a word is a question. */
export function findWord(table: readonly TypedWord[], text: string): TypedWord | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const words = text
    .trim()
    .toLowerCase()
    .replace(/(?<![.!?])[.!?]+$/, '')
    .replace(/[\s,]+/g, ' ');
  return table.find(({ isTyped }) => isTyped(text, words));
}

/** "onboard" may be followed by ten people in Slack's markup. */
const MAX_LENGTH = 600;

/** The people whom a text names, by their ids; each once. */
export function readPeople(text: string): string[] {
  return [...new Set([...text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g)].flatMap(([, id]) => id ?? []))];
}
