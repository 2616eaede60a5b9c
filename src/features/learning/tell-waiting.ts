import type { Caller } from '../../slack/caller.ts';
import { post } from '../../slack/post.ts';
import { slackErrorOf } from '../../slack/slack-error.ts';
import { section } from '../../slack/ui/blocks.ts';
import { cut, escapeText } from '../../slack/ui/text.ts';
import { workspaceOf } from '../../slack/workspace.ts';
import { StoreError } from '../../store/errors.ts';
import { buildAnswer } from '../ask/views/answer.ts';
import type { MemoryParts } from '../parts.ts';
import { QUESTION, type Question, readKept } from './kept-question.ts';

/** So often it is tried, once an hour: whoever cannot be told in a day cannot be told. */
const TRIES = 24;

/**
 * Tells people that what they asked has an answer now, each once, among all instances. Whoever cannot be told is put
 * back, for the housekeeping to try again. Looks at these questions, or at all. Throws nothing.
 */
export async function tellWaiting(
  { answers, store, log }: Pick<MemoryParts, 'answers' | 'store' | 'log'>,
  caller: Caller,
  ids?: readonly string[],
): Promise<void> {
  const memory = store.workspace(workspaceOf(caller.context));
  const warn = (error: unknown) =>
    log.warn({
      event: 'taught',
      outcome: 'not told',
      slack: error instanceof StoreError ? error.kind : slackErrorOf(error),
    });
  /** Who asked the same in several wordings hears of it once. */
  const told = new Set<string>();
  const tellAll = async (record: { id: string; value: unknown; version: number }, question: Question) => {
    // Taken off the list before they are written to: of two instances that do so, one writes.
    const claimed = await memory.update(QUESTION, record.id, (value, now) =>
      now?.version === record.version ? { ...(value as object), tell: [] } : undefined,
    );
    if (!claimed) return;
    const untold: string[] = [];
    for (const person of question.tell) {
      const key = JSON.stringify([person, question.answeredBy]);
      if (told.has(key)) continue;
      told.add(key);
      await tell({ answers }, caller, person, question).catch((error: unknown) => {
        warn(error);
        untold.push(person);
      });
    }
    const untoldBefore = question.untold + 1;
    if (untold.length === 0 || untoldBefore >= TRIES) return;
    await memory.update(QUESTION, record.id, (value, now) => {
      const tell = [...new Set([...untold, ...((now && readKept(now)?.tell) ?? [])])];
      return now && { ...(value as object), tell, untold: untoldBefore };
    });
  };
  try {
    const records =
      ids === undefined
        ? await memory.records(QUESTION)
        : await Promise.all(ids.map((id) => memory.record(QUESTION, id)));
    const waiting = records.flatMap((record) => {
      const question = record && readKept(record);
      return record && question?.state === 'answered' && question.tell.length > 0
        ? [{ record, question }]
        : [];
    });
    for (const { record, question } of waiting) await tellAll(record, question).catch(warn);
  } catch (error) {
    warn(error);
  }
}

async function tell(
  { answers }: Pick<MemoryParts, 'answers'>,
  { client, context }: Caller,
  person: string,
  { text: asked, answeredBy }: Question,
): Promise<void> {
  if (!answeredBy) return;
  const { answer, local } = await answers.show(context, answeredBy, { channel: 'D', user: person });
  // It was withdrawn in the meantime.
  if (answer.kind === 'unknown') return;
  const message = buildAnswer(answer, { audience: 'direct', local });
  const text = `You asked me “${escapeText(cut(asked, 300))}”. Now there is an answer:`;
  await post(client, {
    channel: person,
    text: `${text} ${message.text}`,
    blocks: [section(text), ...message.blocks],
  });
}
