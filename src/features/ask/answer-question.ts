import type { types } from '@slack/bolt';
import { type Caller, isOutsider } from '../../slack/caller.ts';
import { refusesBlocks } from '../../slack/errors.ts';
import { note } from '../../slack/journal.ts';
import { post } from '../../slack/post.ts';
import { sayUnchanged } from '../../slack/store.ts';
import { findWord, type Typed, type TypedWord, type WordReply } from '../../slack/typed-words.ts';
import { type Message, say } from '../../slack/ui/blocks.ts';
import { StoreError } from '../../store/errors.ts';
import { type Answering, type Answers, noteAnswer } from './answers.ts';
import { COPY } from './copy.ts';

/** What somebody asked, and where. */
interface Asking {
  /** As it was typed, in Slack's markup. */
  readonly text: string;
  readonly channel: Typed['channel'];
}

/** Where the reply goes: all in which the command, a mention, a message, a shortcut and a box differ. */
interface Surface {
  /** Whether everybody in the channel reads the reply. */
  readonly isPublic?: boolean;
  /** Others may have written the text: nothing is done in their name, and it is not kept. */
  readonly isOthersText?: boolean;
  /** Tells Slack that the request has arrived, before anything that takes time. */
  acknowledge(): Promise<unknown>;
  /** An answer; a surface that has not been acknowledged yet may send it with the acknowledgement. */
  showAnswer(answering: Answering): Promise<unknown>;
  showMessage(message: Message): Promise<unknown>;
  /** Undefined where no dialog can be opened. */
  readonly openDialog?: (view: types.ModalView) => Promise<unknown>;
  /** Dialogs take no table. */
  readonly isDialog?: boolean;
  readonly isDirect?: boolean;
}

/** The one way from something typed to its reply. */
export type AnswerQuestion = (caller: Caller, asking: Asking, surface: Surface) => Promise<void>;

/** `words` is the table of typed words, to which each feature contributes. */
export function createAnswerQuestion({
  answers,
  words,
  onAnswered,
}: {
  readonly answers: Answers;
  readonly words: readonly TypedWord[];
  /** Runs after the reply and never fails it. */
  readonly onAnswered: (caller: Caller, answering: Answering) => Promise<void>;
}): AnswerQuestion {
  return async (caller, { text, channel }, surface) => {
    const { client, context, user } = caller;
    const typed = withoutOwnName(text, context.botUserId);
    const word = findWord(words, typed);
    if (word) {
      const canOpenDialog = surface.openDialog !== undefined;
      return doWord(
        word,
        caller,
        { text: typed, channel, canOpenDialog, isPublic: surface.isPublic === true },
        surface,
      );
    }
    const { isPublic, acknowledge } = surface;
    const asked = { client, user, channel: channel.id, name: channel.name, isPublic, acknowledge };
    const answering = await answers.to(context, text, asked);
    noteAnswer(context, answering.answer);
    await surface.showAnswer(answering);
    // What others may have written in private is counted, but its text is not kept unless somebody asks to be told.
    await onAnswered(caller, surface.isOthersText ? { ...answering, id: undefined } : answering);
  };
}

/** Does what a typed word asks for, and shows the result where it may be read. */
async function doWord(word: TypedWord, caller: Caller, typed: Typed, surface: Surface): Promise<void> {
  const { client, context, user } = caller;
  note(context, { outcome: word.name });
  await surface.acknowledge();
  const mustTypePrivately = surface.isOthersText
    ? word.audience !== 'anyone' || word.changes === true
    : surface.isPublic === true && word.audience === 'asker';
  if (mustTypePrivately) return void (await surface.showMessage(say(COPY.typePrivately(word.name))));
  const run = async (): Promise<WordReply> => {
    try {
      return await word.run(caller, typed);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return { message: say(sayUnchanged(error)) };
    }
  };
  if (word.audience === 'direct' && surface.isDirect !== true) {
    // People of other companies get no direct message that they did not ask for there.
    if (isOutsider(context)) return void (await surface.showMessage(say(COPY.membersOnly)));
    // Said before the work, as Slack waits three seconds.
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
