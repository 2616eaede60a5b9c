import type { Contender, Reply } from './contenders.ts';
import type { Judged } from './questions.ts';

/** A question with what was said to it. */
export interface Result {
  readonly question: Judged;
  readonly reply: Reply;
}

/** The figures for a set of questions, each a share from 0 to 1; NaN where there was nothing to count. */
export interface Figures {
  readonly questions: number;
  /** Answered rightly, or silent where it should be. An offer of "Did you mean" counts as silent. */
  readonly right: number;
  /** The first topic is right, of the questions that have an answer. */
  readonly first: number;
  /** A right topic is among the first three, of the questions that have an answer. */
  readonly firstThree: number;
  /** Right, or a right topic among those offered or said to be related, of the questions that have an answer. */
  readonly helpful: number;
  /** Answered wrongly, of all. */
  readonly wrong: number;
  /** Answered although there is no answer, of the questions that have none. */
  readonly answeredOutside: number;
}

/** Asks a contender everything. One without a threshold of its own gets the best there is. */
export function askAll(contender: Contender, questions: readonly Judged[]): Result[] {
  const results = questions.map((question) => ({ question, reply: contender.ask(question.q) }));
  if (!contender.needsThreshold) return results;
  const at = (threshold: number) =>
    results.map(({ question, reply }) =>
      reply.score >= threshold ? { question, reply } : { question, reply: { ...reply, answered: undefined } },
    );
  const thresholds = [...new Set(results.map(({ reply }) => reply.score)), Number.POSITIVE_INFINITY];
  let best = at(0);
  for (const threshold of thresholds) {
    const tried = at(threshold);
    if (computeFigures(tried).right > computeFigures(best).right) best = tried;
  }
  return best;
}

/** Whether what was said is right. */
export function isRight({ question, reply }: Result): boolean {
  if (reply.answered === undefined) return question.answer.length === 0;
  return question.answer.includes(reply.answered);
}

/** Counts. */
export function computeFigures(results: readonly Result[]): Figures {
  const inside = results.filter(({ question }) => question.answer.length > 0);
  const outside = results.filter(({ question }) => question.answer.length === 0);
  const among = (count: number) => (result: Result) =>
    result.reply.ranked.slice(0, count).some((id) => result.question.answer.includes(id));
  const share = (part: readonly Result[], whole: readonly Result[]) => part.length / whole.length;
  const wrong = results.filter((result) => result.reply.answered !== undefined && !isRight(result));
  return {
    questions: results.length,
    right: share(results.filter(isRight), results),
    first: share(inside.filter(among(1)), inside),
    firstThree: share(inside.filter(among(3)), inside),
    helpful: share(
      inside.filter(
        (result) => isRight(result) || result.reply.offered.some((id) => result.question.answer.includes(id)),
      ),
      inside,
    ),
    wrong: share(wrong, results),
    answeredOutside: share(
      outside.filter(({ reply }) => reply.answered !== undefined),
      outside,
    ),
  };
}
