import type { Knowledge } from '../knowledge/types.ts';
import type { Rarity } from './english.ts';
import type { Reader, Token } from './reader.ts';
import { WORD } from './thresholds.ts';
import { isAskingWord } from './words.ts';

/** Which classes a word speaks for, and how much, from 0 to 1; plain data. */
interface WordUse {
  readonly classes: Uint16Array;
  readonly strengths: Float32Array;
}

/** The words of all phrasings, answers and quotes, by their stems. */
export type Vocabulary = ReadonlyMap<string, WordUse>;

/** Collects which class uses which word. */
export function measureVocabulary(
  phrasings: readonly (readonly Token[])[],
  classes: ArrayLike<number>,
  { labels, knowledge, read }: { labels: readonly string[]; knowledge: Knowledge; read: Reader },
): Vocabulary {
  const counts = new Map<string, Map<number, number>>();
  const sizes = labels.map(() => 0);
  phrasings.forEach((tokens, i) => {
    const c = classes[i] ?? 0;
    sizes[c] = (sizes[c] ?? 0) + 1;
    for (const key of keysOf(tokens)) {
      const uses = counts.get(key) ?? new Map<number, number>();
      uses.set(c, (uses.get(c) ?? 0) + 1);
      counts.set(key, uses);
    }
  });
  const strengths = new Map<string, Map<number, number>>();
  const add = (key: string, c: number, strength: number) => {
    const uses = strengths.get(key) ?? new Map<number, number>();
    uses.set(c, Math.max(uses.get(c) ?? 0, strength));
    strengths.set(key, uses);
  };
  for (const [key, uses] of counts) {
    for (const [c, count] of uses) {
      const share = count / (WORD.own * (sizes[c] ?? 1));
      add(key, c, WORD.chance + (1 - WORD.chance) * Math.min(1, share));
    }
  }
  labels.forEach((label, c) => {
    const topic = knowledge.topics.get(label);
    if (!topic) return;
    for (const key of keysOf(read(topic.title))) add(key, c, 1);
    for (const key of keysOf(read(topic.answer))) add(key, c, WORD.answer);
    for (const key of keysOf(read(topic.quote))) add(key, c, WORD.quote);
  });
  return new Map(
    [...strengths].map(([key, uses]) => [
      key,
      { classes: Uint16Array.from(uses.keys()), strengths: Float32Array.from(uses.values()) },
    ]),
  );
}

const keysOf = (tokens: readonly Token[]) =>
  new Set(
    tokens.flatMap(({ kind, key, meaning }) =>
      kind !== 'word' ? [] : meaning === undefined ? [key] : [key, MEANING + meaning],
    ),
  );

/** Marks a meaning among the words. */
const MEANING = '~';

/** What the words of a text say for each class. */
export interface Evidence {
  /** The share of its meaningful words that the class has, rare ones counting more; 1 where there are none. */
  readonly covered: Float64Array;
  /** The share of words that no class has. */
  readonly foreign: number;
  /** The share that the class has of the words that say what is asked about; 1 where there are none. */
  readonly things: Float64Array;
}

/** How much a word weighs, and whether it says what is asked about. */
interface Weighed {
  readonly weight: number;
  readonly isThing: boolean;
}

/**
 * How much the words of a text weigh: rare ones more, words that only ask hardly, and what follows "who" less, as it
 * tells what is done and not what it is done to. Roles and words without a meaning of their own weigh nothing.
 */
export function weighWords(tokens: readonly Token[], rarityOf: Rarity): Weighed[] {
  let afterWho = false;
  return tokens.map(({ kind, key, word }) => {
    if (key === 'who') afterWho = true;
    if (kind !== 'word') return { weight: 0, isThing: false };
    const rarity = rarityOf(word);
    const isAsking = isAskingWord(word) || isAskingWord(key);
    const isVerb = afterWho && !isAsking;
    if (isVerb) afterWho = false;
    const share = isAsking ? WORD.asking : isVerb ? WORD.verb : 1;
    return { weight: rarity * rarity * share, isThing: share === 1 };
  });
}

/** Holds the words of a text against what each class has. */
export function gatherEvidence(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  rarityOf: Rarity,
  { classCount, isTopic }: { classCount: number; isTopic: readonly boolean[] },
): Evidence {
  const covered = new Float64Array(classCount);
  const things = new Float64Array(classCount);
  let sum = 0;
  let sumOfThings = 0;
  let foreign = 0;
  weighWords(tokens, rarityOf).forEach(({ weight, isThing }, i) => {
    if (weight === 0) return;
    sum += weight;
    if (isThing) sumOfThings += weight;
    const strengths = new Map<number, number>();
    const add = (key: string, share: number) => {
      const use = vocabulary.get(key);
      use?.classes.forEach((c, k) => {
        strengths.set(c, Math.max(strengths.get(c) ?? 0, share * (use.strengths[k] ?? 0)));
      });
    };
    const { key = '', meaning } = tokens[i] ?? {};
    add(key, 1);
    if (meaning !== undefined) add(MEANING + meaning, WORD.synonym);
    let isKnown = false;
    for (const [c, share] of strengths) {
      isKnown ||= isTopic[c] === true;
      covered[c] = (covered[c] ?? 0) + share * weight;
      if (isThing) things[c] = (things[c] ?? 0) + share * weight;
    }
    if (!isKnown) foreign += weight;
  });
  if (sum === 0) return { covered: covered.fill(1), things: things.fill(1), foreign: 0 };
  return {
    covered: covered.map((share) => share / sum),
    things: sumOfThings === 0 ? things.fill(1) : things.map((share) => share / sumOfThings),
    foreign: foreign / sum,
  };
}
