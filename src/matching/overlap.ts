import type { Rarity } from './english.ts';
import { weighWords } from './evidence.ts';
import { meaningOf } from './features.ts';
import type { Token } from './reader.ts';
import { WORD } from './thresholds.ts';
import { type PackedVectors, packVectors } from './vectors.ts';

/** How much a text and the phrasing of a topic that is most like it have in common, each from 0 to 1. */
export interface Overlap {
  /** The share of the text's meaningful words that the phrasing has. */
  readonly ofText: number;
  /** The share of the phrasing's meaningful words that the text has. */
  readonly ofPhrasing: number;
  /** What both have, of all that either has. */
  readonly both: number;
}

/** The meaningful words of each phrasing, as hashes with their weights. */
export function packWords(phrasings: readonly (readonly Token[])[], rarityOf: Rarity): PackedVectors {
  return packVectors(
    phrasings.map((tokens) => {
      const words = wordsOf(tokens, rarityOf);
      return { ids: [...words.keys()], weights: [...words.values()] };
    }),
  );
}

function wordsOf(tokens: readonly Token[], rarityOf: Rarity): Map<number, number> {
  const words = new Map<number, number>();
  const weights = weighWords(tokens, rarityOf);
  tokens.forEach((token, i) => {
    const weight = token.kind === 'role' ? WORD.role : (weights[i]?.weight ?? 0);
    if (weight > 0) words.set(meaningOf(token), weight);
  });
  return words;
}

/** Holds a text against each phrasing of a class; `mine` lists these. */
export function createOverlap(
  { starts, ids, weights }: PackedVectors,
  classes: ArrayLike<number>,
  rarityOf: Rarity,
): (tokens: readonly Token[], c: number) => Overlap {
  const byClass = new Map<number, number[]>();
  for (let i = 0; i < classes.length; i++) {
    const c = classes[i] ?? 0;
    const list = byClass.get(c);
    if (list) list.push(i);
    else byClass.set(c, [i]);
  }
  return (tokens, c) => {
    const words = wordsOf(tokens, rarityOf);
    let sum = 0;
    for (const weight of words.values()) sum += weight;
    let best: Overlap = { ofText: 0, ofPhrasing: 0, both: 0 };
    for (const i of byClass.get(c) ?? []) {
      let shared = 0;
      let whole = 0;
      for (let k = starts[i] ?? 0; k < (starts[i + 1] ?? 0); k++) {
        const weight = weights[k] ?? 0;
        whole += weight;
        if (words.has(ids[k] ?? 0)) shared += weight;
      }
      const both = shared / (sum + whole - shared || 1);
      if (both > best.both) best = { ofText: shared / (sum || 1), ofPhrasing: shared / (whole || 1), both };
    }
    return best;
  };
}
