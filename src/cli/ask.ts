import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { Answerer } from '../answer/answerer.ts';
import { describeAnswer, toRecord } from '../answer/describe.ts';
import { openAnswerer } from '../answer/live.ts';
import { describeExplanation } from '../answer/why.ts';
import { type Io, print, UsageError } from './io.ts';
import { knowledgeDirOf } from './settings.ts';

/** Answers a question without Slack, with --why also why; with --json and no question, standard input line by line. */
export async function ask(args: readonly string[], io: Io): Promise<number> {
  const { positionals: words, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean' }, why: { type: 'boolean' } },
  });
  if (words.length === 0 ? !values.json || values.why : values.why && values.json) throw new UsageError();
  const answerer = await openAnswerer(knowledgeDirOf(io.env), io.modelDir);
  if (words.length === 0) {
    await answerLines(answerer, io);
    return 0;
  }
  const question = words.join(' ');
  const answered = answerer.answer(question);
  if (values.why) {
    const explanation = answerer.explain(question);
    print(io.out, `${explanation ? describeExplanation(explanation) : 'Nothing had to be guessed.'}\n`);
  }
  print(io.out, values.json ? JSON.stringify(toRecord(question, answered)) : describeAnswer(answered.answer));
  return 0;
}

/** Answers in order, at the pace at which the output is read. */
async function answerLines(answerer: Answerer, { stdin, out }: Io): Promise<void> {
  const lines = createInterface({ input: stdin, crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) {
    const written = out.write(`${JSON.stringify(toRecord(line, answerer.answer(line)))}\n`);
    if (!written) await once(out, 'drain');
  }
}
