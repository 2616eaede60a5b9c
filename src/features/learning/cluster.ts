import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Answerer } from '../../answer/answerer.ts';

/** A question that was asked a number of times. */
interface Asked {
  readonly id: string;
  readonly text: string;
  readonly count: number;
}

/** From this likeness on, two questions are one in other words: measured on tests/features/learning/paraphrases.txt. */
const SAME_LIKENESS = 0.13;
/** Below this, they have nothing in common. */
const FAINT_LIKENESS = 0.08;
/** Of more wordings than this, only those that were asked most are compared. */
const MOST_WORDINGS = 1_000;

/** Groupings remembered: a list is opened again and again, and paged. */
const MOST_GROUPINGS = 8;
/** Texts compared, or clusters merged, before the event loop gets a turn. */
const SLICE = 20;

/**
 * Puts together the questions that ask the same in other words; each cluster's most frequent wording comes first, and
 * the largest cluster. Questions that are the same to the letter are one for the comparison.
 */
export type Cluster = <Question extends Asked>(questions: readonly Question[]) => Promise<Question[][]>;

/**
 * Creates it. A thousand wordings take a second or two: it works in slices, so that answers do not wait, and remembers
 * the groupings of the last wordings, however often those are asked meanwhile, until the knowledge changes.
 */
export function createCluster(answerer: Pick<Answerer, 'index' | 'known'>): Cluster {
  const groupings = new LRUCache<string, Promise<number[][]>>({ max: MOST_GROUPINGS });
  let topics = answerer.known().topics;
  const groupsOf = (texts: readonly string[]): Promise<number[][]> => {
    const known = answerer.known().topics;
    if (known !== topics) groupings.clear();
    topics = known;
    const key = createHash('sha256').update(texts.join('\n')).digest('base64');
    const grouping = groupings.get(key) ?? group(texts, answerer.index);
    groupings.set(key, grouping);
    // What failed is tried again; whoever waits for it hears of the failure.
    grouping.catch(() => groupings.get(key) === grouping && groupings.delete(key));
    return grouping;
  };
  return async (questions) => {
    const byWords = new Map<string, (typeof questions)[number][]>();
    for (const question of questions) {
      const words = question.text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
      byWords.set(words, [...(byWords.get(words) ?? []), question]);
    }
    const wordings = [...byWords]
      .map(([words, asked]) => ({ words, asked, count: countOf(asked) }))
      .sort((a, b) => b.count - a.count)
      .slice(0, MOST_WORDINGS)
      // In an order of their own, so that a grouping is found again whatever the counts are by then.
      .sort((a, b) => (a.words < b.words ? -1 : 1));
    const groups = await groupsOf(wordings.map(({ asked }) => asked[0]?.text ?? ''));
    return groups
      .map((group) => group.flatMap((i) => wordings[i] ?? []).sort((a, b) => b.count - a.count))
      .map((group) => group.flatMap(({ asked }) => asked))
      .sort((a, b) => countOf(b) - countOf(a));
  };
}

/** Groups texts, by their numbers. */
async function group(texts: readonly string[], index: Answerer['index']): Promise<number[][]> {
  const found = index(texts.map((text, i) => ({ id: String(i), asks: [text] })));
  const alike = new Alikeness(texts.length);
  for (const [one, text] of texts.entries()) {
    for (const { id, likeness: like, telling } of found.find(text)) {
      if (like < FAINT_LIKENESS) break;
      if (telling > 0 && Number(id) !== one) alike.add(one, Number(id), like);
    }
    if (one % SLICE === SLICE - 1) await setImmediate();
  }
  const clusters = texts.map((_, i) => [i]);
  let merged = 0;
  // The most alike first; two clusters are as like as the mean of all pairs, so that no chain of half-like questions grows.
  for (const { one, two } of alike.pairs()) {
    const [a, b] = [clusters[one] ?? [], clusters[two] ?? []];
    if (a === b) continue;
    const [into, from] = a.length >= b.length ? [a, b] : [b, a];
    const [large = 0, small = 0] = [into[0], from[0]];
    if (alike.sumOf(large, small) / (a.length * b.length) < SAME_LIKENESS) continue;
    into.push(...from);
    for (const text of from) clusters[text] = into;
    alike.merge(large, small);
    if (++merged % SLICE === 0) await setImmediate();
  }
  return [...new Set(clusters)];
}

const countOf = (list: readonly Asked[]) => list.reduce((sum, { count }) => sum + count, 0);

/** How like questions are, and then clusters of them, each known by the number of its first question. */
class Alikeness {
  readonly #sums: Map<number, number>[];

  constructor(size: number) {
    this.#sums = Array.from({ length: size }, () => new Map());
  }

  /** Takes in how like two are: of both directions, the higher likeness counts. */
  add(one: number, two: number, like: number): void {
    if (like > this.sumOf(one, two)) this.#set(one, two, like);
  }

  /** All pairs, the most alike first. */
  pairs(): { readonly one: number; readonly two: number }[] {
    const pairs = this.#sums.flatMap((others, one) =>
      [...others].flatMap(([two, like]) => (one < two ? [{ one, two, like }] : [])),
    );
    return pairs.sort((a, b) => b.like - a.like);
  }

  /** The likeness of two clusters, summed over all pairs of their questions. */
  sumOf(one: number, two: number): number {
    return this.#sums[one]?.get(two) ?? 0;
  }

  /** Takes a cluster into another, so that a merge costs as much as the cluster has neighbours. */
  merge(into: number, from: number): void {
    for (const [other, sum] of this.#sums[from] ?? []) {
      this.#sums[other]?.delete(from);
      if (other !== into) this.#set(into, other, this.sumOf(into, other) + sum);
    }
    this.#sums[from]?.clear();
  }

  #set(one: number, two: number, sum: number): void {
    this.#sums[one]?.set(two, sum);
    this.#sums[two]?.set(one, sum);
  }
}
