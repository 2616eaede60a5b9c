import type { types } from '@slack/bolt';
import { type Caller, isOutsider } from '../../slack/caller.ts';
import { note } from '../../slack/journal.ts';
import { post, refusesBlocks } from '../../slack/post.ts';
import { sayUnchanged } from '../../slack/store.ts';
import { findWord, type Typed, type TypedWord, type WordReply } from '../../slack/typed-words.ts';
import { type Message, say } from '../../slack/ui/blocks.ts';
import { StoreError } from '../../store/errors.ts';
import { type Answering, type Answers, noteAnswer } from './answers.ts';
import { COPY } from './copy.ts';

/** What somebody asked, and where. */
export interface Asking {
  /** As it was typed, in Slack's markup. */
  readonly text: string;
  readonly channel: Typed['channel'];
}

/** Where the reply goes: the only thing in which the command, a mention, a message, a shortcut and a box differ. */
export interface Surface {
  /** Whether everybody in the channel reads the reply. */
  readonly isPublic?: boolean;
  /** The text is somebody else's: nothing is done in their name, and it is not kept. */
  readonly isOthersText?: boolean;
  /** Tells Slack that the request has arrived, before anything that takes time. */
  acknowledge(): Promise<unknown>;
  /** An answer; a surface that has not been acknowledged yet may send it with the acknowledgement. */
  showAnswer(answering: Answering): Promise<unknown>;
  showMessage(message: Message): Promise<unknown>;
  /** Where a dialog can be opened on the spot. */
  readonly openDialog?: (view: types.ModalView) => Promise<unknown>;
  /** Messages are shown in a dialog, where Slack takes no table. */
  readonly isDialog?: boolean;
  /** What happens here is a direct message already. */
  readonly isDirect?: boolean;
}

/** The one way from something typed to its reply. */
export type AnswerQuestion = (caller: Caller, asking: Asking, surface: Surface) => Promise<void>;

/** Creates it over the answers and the table of typed words, to which each feature contributes. */
export function createAnswerQuestion({
  answers,
  words,
  onAnswered,
}: {
  readonly answers: Answers;
  readonly words: readonly TypedWord[];
  /** Runs after an answer was sent. Never fails it. */
  readonly onAnswered: (caller: Caller, answering: Answering) => Promise<void>;
}): AnswerQuestion {
  return async (caller, { text, channel }, surface) => {
    const { context, user } = caller;
    const typed = withoutOwnName(text, context.botUserId);
    const word = findWord(words, typed);
    if (word) {
      const canOpenDialog = surface.openDialog !== undefined;
      return doWord(word, caller, { text: typed, channel, canOpenDialog }, surface);
    }
    const answering = await answers.to(context, text, { channel: channel.id, name: channel.name, user });
    noteAnswer(context, answering.answer);
    await surface.showAnswer(answering);
    // What others may have written in private is counted alone: its text is kept where somebody asks to be told.
    await onAnswered(caller, surface.isOthersText ? { ...answering, id: undefined } : answering);
  };
}

/** Does what a typed word asks for, and shows what comes of it where that may be read. */
async function doWord(word: TypedWord, caller: Caller, typed: Typed, surface: Surface): Promise<void> {
  const { client, context, user } = caller;
  note(context, { outcome: word.name });
  await surface.acknowledge();
  const isPointedTo = surface.isOthersText
    ? word.audience !== 'anyone' || word.changes === true
    : surface.isPublic === true && word.audience === 'asker';
  if (isPointedTo) return void (await surface.showMessage(say(COPY.typePrivately(word.name))));
  const run = async (): Promise<WordReply> => {
    try {
      return await word.run(caller, typed);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return { message: say(sayUnchanged(error)) };
    }
  };
  if (word.audience === 'direct' && surface.isDirect !== true) {
    // Somebody of another company gets nothing by direct message that they did not ask for there.
    if (isOutsider(context)) return void (await surface.showMessage(say(COPY.membersOnly)));
    // Said first: what hangs on a trigger has three seconds.
    await surface.showMessage(say(COPY.sentDirectly));
    const reply = await run();
    if ('message' in reply) await post(client, { channel: user, ...reply.message });
    return;
  }
  const reply = await run();
  if ('dialog' in reply) return void (await surface.openDialog?.(reply.dialog));
  if (surface.isDialog && reply.fallback) return void (await surface.showMessage(reply.fallback));
  try {
    await surface.showMessage(reply.message);
  } catch (error) {
    if (!reply.fallback || !refusesBlocks(error)) throw error;
    await surface.showMessage(reply.fallback);
  }
}

/** What was typed to the bot, without its own name. */
function withoutOwnName(text: string, botUserId: string | undefined): string {
  const mention = new RegExp(`<@${botUserId ?? '-'}(?:\\|[^<>]*)?>`, 'g');
  return text
    .replace(mention, ' ')
    .replace(/^[\s,:]+/, '')
    .replace(/^[@/]?whoowns\b/i, '')
    .replace(/^[\s,:]+/, '');
}
