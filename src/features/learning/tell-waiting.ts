import type { Log } from '../../log.ts';
import type { Caller } from '../../slack/caller.ts';
import { tryToPost } from '../../slack/post.ts';
import { storeOf } from '../../slack/store.ts';
import { type Message, section } from '../../slack/ui/blocks.ts';
import { cut, escapeText } from '../../slack/ui/text.ts';
import { StoreError } from '../../store/errors.ts';
import type { Store } from '../../store/open-store.ts';
import type { Answers } from '../ask/answers.ts';
import { buildAnswer } from '../ask/views/answer.ts';
import { COPY } from './copy.ts';
import { changeQuestion, type LoggedQuestion, listQuestions } from './logged-question.ts';

/** Tried once an hour: whoever can't be told within a day can't be told at all. */
const MOST_TRIES = 24;
const EVENT = 'tell waiting';

interface Dependencies {
  readonly answers: Answers;
  readonly store: Store;
  readonly log: Log;
}

/**
 * Tells people that what they asked has an answer now, each once, among all instances: of these questions, or of all.
 * Whom Slack did not take it for, a job tries again. Never fails what it runs after: a store that is away is logged.
 */
export async function tellWaiting(
  { answers, store, log }: Dependencies,
  caller: Caller,
  ids?: readonly string[],
): Promise<void> {
  const workspaceStore = storeOf(store, caller);
  /** Who asked the same in several wordings hears of it once. */
  const told = new Set<string>();

  const tellAll = async (question: LoggedQuestion): Promise<void> => {
    // Taken off the list before they are messaged: of two instances that do so, one sends the message.
    const claimed = await changeQuestion(workspaceStore, question.id, ({ version }) =>
      version === question.version ? { tell: [] } : undefined,
    );
    if (!claimed) return;
    const untold: string[] = [];
    for (const person of question.tell) {
      const key = JSON.stringify([person, question.answeredBy]);
      if (told.has(key)) continue;
      told.add(key);
      const message = await buildMessage(answers, caller, person, question);
      if (!message) continue;
      const posting = await tryToPost(caller.client, { channel: person, ...message }, { log, event: EVENT });
      // An answer that comes twice is better than one that never comes.
      if (posting.outcome !== 'posted') untold.push(person);
    }
    const tries = question.untold + 1;
    if (untold.length === 0 || tries >= MOST_TRIES) return;
    await changeQuestion(workspaceStore, question.id, ({ tell }) => ({
      tell: [...new Set([...untold, ...tell])],
      untold: tries,
    }));
  };

  try {
    for (const question of await listQuestions(workspaceStore)) {
      const isMeant = ids === undefined || ids.includes(question.id);
      if (isMeant && question.state === 'answered' && question.tell.length > 0) await tellAll(question);
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    log.warn({ event: EVENT, outcome: error.kind });
  }
}

/** The answer for a person; undefined where it was withdrawn in the meantime. */
async function buildMessage(
  answers: Answers,
  { client, context }: Caller,
  person: string,
  { text: asked, answeredBy }: LoggedQuestion,
): Promise<Message | undefined> {
  if (!answeredBy) return undefined;
  const { answer, facts } = await answers.show(context, answeredBy, {
    client,
    channel: 'D',
    user: person,
  });
  if (answer.kind === 'unknown') return undefined;
  const { text, blocks } = buildAnswer(answer, { audience: 'direct', facts });
  const lead = COPY.tell.told(escapeText(cut(asked, 300)));
  return { text: `${lead} ${text}`, blocks: [section(lead), ...blocks] };
}
