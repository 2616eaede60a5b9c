import type { Token } from './reader.ts';

/** Which classes use a word in their phrasings, and how rare it is among all phrasings; plain data. */
interface WordUse {
  readonly rarity: number;
  readonly classes: Uint16Array;
}

/** The words of all phrasings, by their stems. */
export type Vocabulary = ReadonlyMap<string, WordUse>;

/** Collects which class uses which word. */
export function measureVocabulary(
  phrasings: readonly (readonly Token[])[],
  classes: ArrayLike<number>,
): Vocabulary {
  const uses = new Map<string, { count: number; classes: Set<number> }>();
  phrasings.forEach((tokens, i) => {
    for (const key of new Set(tokens.filter((token) => token.kind === 'word').map((token) => token.key))) {
      const use = uses.get(key) ?? { count: 0, classes: new Set() };
      use.count++;
      use.classes.add(classes[i] ?? 0);
      uses.set(key, use);
    }
  });
  const rarityOf = (count: number) => Math.log(1 + phrasings.length / count);
  return new Map(
    [...uses].map(([key, use]) => [
      key,
      { rarity: rarityOf(use.count), classes: Uint16Array.from(use.classes) },
    ]),
  );
}

/**
 * The share of a text's meaningful words that each class explains, rare words counting more: a class explains a word
 * that one of its phrasings has. A word that nobody has ever used is explained by none. 1 where there are no such words.
 */
export function shareExplained(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  { classCount, phrasingCount }: { classCount: number; phrasingCount: number },
): Float64Array {
  const shares = new Float64Array(classCount);
  const unknown = Math.log(1 + 2 * phrasingCount);
  let sum = 0;
  for (const token of tokens) {
    if (token.kind !== 'word') continue;
    const use = vocabulary.get(token.key);
    sum += use?.rarity ?? unknown;
    for (const c of use?.classes ?? []) shares[c] = (shares[c] ?? 0) + (use?.rarity ?? 0);
  }
  return sum === 0 ? shares.fill(1) : shares.map((share) => share / sum);
}
