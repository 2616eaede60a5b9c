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
/** More wordings are not looked at: those that were asked most count, and of as many those that come first. */
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
  for (const question of questions) {
    const key = question.text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    wordings.set(key, [...(wordings.get(key) ?? []), question]);
  }
  for (const key of rarest(wordings)) wordings.delete(key);
  const found = index([...wordings].map(([id, [first]]) => ({ id, asks: [first?.text ?? ''] })));
  const alike = new Alikeness();
  for (const [one, [first]] of wordings) {
    for (const { id: two, likeness: like, telling } of found.find(first?.text ?? '')) {
      if (like < FAINT) break;
      if (telling > 0 && two !== one) alike.add(one, two, like);
    }
  }
  const clusters = new Map([...wordings.keys()].map((key) => [key, [key]]));
  // The most alike first; two clusters are as like as the mean of all pairs, so that no chain of half-like questions grows.
  for (const { one, two } of alike.pairs()) {
    const [a, b] = [clusters.get(one) ?? [], clusters.get(two) ?? []];
    if (a === b) continue;
    const [large = '', small = ''] = a.length >= b.length ? [a[0], b[0]] : [b[0], a[0]];
    if (alike.sumOf(large, small) / (a.length * b.length) < SAME) continue;
    const [into, from] = a.length >= b.length ? [a, b] : [b, a];
    into.push(...from);
    for (const key of from) clusters.set(key, into);
    alike.merge(large, small);
  }
  const size = (key: string) => countOf(wordings.get(key) ?? []);
  return [...new Set(clusters.values())]
    .map((keys) => keys.toSorted((a, b) => size(b) - size(a)).flatMap((key) => wordings.get(key) ?? []))
    .sort((a, b) => countOf(b) - countOf(a));
}

const countOf = (list: readonly Asked[]) => list.reduce((sum, { count }) => sum + count, 0);

/** The wordings that are too many to be looked at. */
function rarest(wordings: ReadonlyMap<string, readonly Asked[]>): string[] {
  if (wordings.size <= MOST) return [];
  const sizes = [...wordings].map(([key, list]) => ({ key, size: countOf(list) }));
  return sizes
    .sort((a, b) => b.size - a.size)
    .slice(MOST)
    .map(({ key }) => key);
}

/** How like questions are, and then clusters of them, each known by its first question. */
class Alikeness {
  readonly #sums = new Map<string, Map<string, number>>();

  /** Takes in how like two are; what is said in either direction, the most counts. */
  add(one: string, two: string, like: number): void {
    this.#set(one, two, Math.max(this.sumOf(one, two), like));
  }

  /** All pairs, the most alike first. */
  pairs(): { readonly one: string; readonly two: string }[] {
    return [...this.#sums]
      .flatMap(([one, others]) => [...others].map(([two, like]) => ({ one, two, like })))
      .filter(({ one, two }) => one < two)
      .sort((a, b) => b.like - a.like);
  }

  /** The likeness of two clusters, summed over all pairs of their questions. */
  sumOf(one: string, two: string): number {
    return this.#sums.get(one)?.get(two) ?? 0;
  }

  /** Takes a cluster into another, so that a merge costs as much as the cluster has neighbours. */
  merge(into: string, from: string): void {
    for (const [other, sum] of this.#sums.get(from) ?? []) {
      this.#sums.get(other)?.delete(from);
      if (other !== into) this.#set(into, other, this.sumOf(into, other) + sum);
    }
    this.#sums.delete(from);
  }

  #set(one: string, two: string, sum: number): void {
    for (const [a, b] of [
      [one, two],
      [two, one],
    ] as const) {
      const others = this.#sums.get(a) ?? new Map<string, number>();
      this.#sums.set(a, others.set(b, sum));
    }
  }
}
