import type { Answerer } from '../answer/answerer.ts';

/** A question with a name of its own. */
export interface Asked {
  readonly id: string;
  readonly text: string;
  /** How often it was asked. */
  readonly count: number;
}

/** As like as this, two questions are one in other words: measured on tests/learning/paraphrases.txt. */
const SAME = 0.13;
/** Less like than this, they have nothing in common. */
const FAINT = 0.08;
/** More are not looked at: the newest count. */
const MOST = 1_000;

/**
 * Puts together the questions that ask the same in other words; each cluster's most frequent wording comes first, and
 * the largest cluster. Questions that are the same to the letter are one for the comparison.
 */
export function clusterQuestions<Question extends Asked>(
  questions: readonly Question[],
  index: Answerer['index'],
): Question[][] {
  const wordings = new Map<string, Question[]>();
  for (const question of questions.slice(0, MOST)) {
    const key = question.text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    wordings.set(key, [...(wordings.get(key) ?? []), question]);
  }
  const found = index([...wordings].map(([id, [first]]) => ({ id, asks: [first?.text ?? ''] })));
  const likeness = new Map<string, number>();
  const pairs: { readonly one: string; readonly two: string; readonly like: number }[] = [];
  for (const [one, [first]] of wordings) {
    for (const { id: two, likeness: like, telling } of found.find(first?.text ?? '')) {
      if (like < FAINT) break;
      if (telling === 0 || two === one) continue;
      likeness.set(`${one}|${two}`, like);
      pairs.push({ one, two, like });
    }
  }
  /** How like two clusters are: the mean of all pairs, so that no chain of half-like questions grows. */
  const likenessOf = (a: readonly string[], b: readonly string[]) => {
    const all = a.flatMap((one) =>
      b.map((two) => Math.max(likeness.get(`${one}|${two}`) ?? 0, likeness.get(`${two}|${one}`) ?? 0)),
    );
    return all.reduce((sum, like) => sum + like, 0) / all.length;
  };
  const clusters = new Map([...wordings.keys()].map((key) => [key, [key]]));
  for (const { one, two } of pairs.sort((a, b) => b.like - a.like)) {
    const [a, b] = [clusters.get(one) ?? [], clusters.get(two) ?? []];
    if (a === b || likenessOf(a, b) < SAME) continue;
    a.push(...b);
    for (const key of b) clusters.set(key, a);
  }
  const countOf = (list: readonly Question[]) => list.reduce((sum, { count }) => sum + count, 0);
  const size = (key: string) => countOf(wordings.get(key) ?? []);
  return [...new Set(clusters.values())]
    .map((keys) => keys.toSorted((a, b) => size(b) - size(a)).flatMap((key) => wordings.get(key) ?? []))
    .sort((a, b) => countOf(b) - countOf(a));
}
