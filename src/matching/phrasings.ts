import type { Knowledge } from '../knowledge/types.ts';
import { type Features, featureOf, featuresOf } from './features.ts';
import type { Model } from './model.ts';
import { createPhraseMender } from './phrase-mender.ts';
import { addCosines, findSorted, packPostings, phrasingsOf } from './postings.ts';
import { createReader, type Token } from './reader.ts';
import { partsOf } from './sentences.ts';
import { TAUGHT } from './thresholds.ts';
import { isAskingWord, splitWords } from './words.ts';

/** Something that people ask for, in as many ways as are known. */
export interface Phrased {
  readonly id: string;
  readonly asks: readonly string[];
}

/** How like a text is to the most like phrasing of something. */
export interface Likeness {
  readonly id: string;
  /** From 0 to 1. */
  readonly likeness: number;
  /** The share of the words that tell what the text is about which the phrasing has: "who owns the" tells nothing. */
  readonly telling: number;
  /** The other way about: the share of such words of a phrasing which the text has. */
  readonly covered: number;
}

/** Finds what a text is like, the most like first; nothing that has no word in common with it. */
export interface PhrasingIndex {
  find(text: string): Likeness[];
}

/**
 * Makes indexes over phrasings that nothing was learnt from: what a workspace was taught, what people asked. Words are
 * weighed as rare as the knowledge finds them, and those that it does not have as the rarest of all. Only words that
 * neither side knows are mended: a new word is no misspelt old one.
 */
export function createPhrasings(
  { fine, plain, classes, words }: Model,
  knowledge: Knowledge,
): (entries: Iterable<Phrased>) => PhrasingIndex {
  const readAsIs = createReader(knowledge);
  const rarityOf = createRarity(fine.hashes.length > 0 ? fine : plain, classes.length);
  /** What a text has only because it asks: these features count less. */
  const weigh = (tokens: readonly Token[]) => {
    const features = new Map(featuresOf(tokens, { letters: false }));
    for (const feature of frameOf(tokens)) {
      features.set(feature, (features.get(feature) ?? 0) * TAUGHT.frame * TAUGHT.frame);
    }
    return toDirection(features, rarityOf);
  };
  /** The features of the words that tell what a text is about. What follows "who" tells what is done to it. */
  const listTelling = (tokens: readonly Token[]) => {
    const words = tokens.filter(({ kind }) => kind === 'word');
    const things = tokens.filter(({ kind }, i) => kind === 'word' && tokens[i - 1]?.key !== 'who');
    return (things.length > 0 ? things : words).filter((token) => !isAsking(token)).map(featureOf);
  };

  const sumOf = (features: Iterable<number>) => {
    let sum = 0;
    for (const feature of features) sum += rarityOf(feature) ** 2;
    return sum;
  };

  const index = (entries: Iterable<Phrased>) => {
    const ids: string[] = [];
    const owners: number[] = [];
    const own = new Set<string>();
    const tellings: number[] = [];
    const postings = new Map<number, { phrasings: number[]; weights: number[] }>();
    for (const { id, asks } of entries) {
      const owner = ids.push(id) - 1;
      for (const ask of asks) {
        const phrasing = owners.push(owner) - 1;
        for (const word of splitWords(ask)) own.add(word);
        const tokens = readAsIs(ask);
        tellings.push(sumOf(new Set(listTelling(tokens))));
        for (const [feature, weight] of weigh(tokens)) {
          const posting = postings.get(feature) ?? { phrasings: [], weights: [] };
          posting.phrasings.push(phrasing);
          posting.weights.push(weight);
          postings.set(feature, posting);
        }
      }
    }
    return {
      ids,
      owners,
      own,
      tellings: Float32Array.from(tellings),
      packed: packPostings(postings, owners.length),
    };
  };

  return (entries) => {
    const { ids, owners, own, tellings, packed } = index(entries);
    const mend = createPhraseMender(own, words);
    return {
      find(text) {
        const best = new Map<number, Likeness>();
        for (const part of partsOf(mend(text))) {
          const tokens = readAsIs(part.text);
          const tells = new Set(listTelling(tokens));
          /** What has none of the words that tell is not looked at any further. */
          const shared = new Map<number, number>();
          for (const feature of tells) {
            const rarity = rarityOf(feature) ** 2;
            for (const phrasing of phrasingsOf(packed, feature)) {
              shared.set(phrasing, (shared.get(phrasing) ?? 0) + rarity);
            }
          }
          const among = tells.size > 0 ? shared : undefined;
          if (among?.size === 0) continue;
          const all = sumOf(tells);
          const cosines = new Map<number, number>();
          for (const [feature, weight] of weigh(tokens)) addCosines(packed, feature, weight, cosines, among);
          for (const [phrasing, cosine] of cosines) {
            const owner = owners[phrasing] ?? 0;
            const likeness = cosine * part.weight;
            const before = best.get(owner);
            const common = shared.get(phrasing) ?? 0;
            const covered = Math.min(1, common / (tellings[phrasing] || 1));
            const found = { id: ids[owner] ?? '', likeness, telling: common / (all || 1), covered };
            if (!before || closeness(found) > closeness(before)) best.set(owner, found);
          }
        }
        return [...best.values()].sort((a, b) => b.likeness - a.likeness);
      },
    };
  };
}

/** Which of two phrasings of one thing speaks for it. */
const closeness = ({ likeness, telling, covered }: Likeness) => likeness + TAUGHT.telling * telling + covered;

const isAsking = ({ kind, typed }: Token) => kind === 'stop' || (kind === 'word' && isAskingWord(typed));

/** The features of the runs of general words in a text, as far as they say nothing else. */
function frameOf(tokens: readonly Token[]): Set<number> {
  const frame = new Set<number>();
  let run: Token[] = [];
  const end = () => {
    for (const feature of featuresOf(run, { letters: false }).keys()) frame.add(feature);
    run = [];
  };
  for (const token of tokens) {
    if (isAsking(token)) run.push(token);
    else end();
  }
  end();
  return frame;
}

/** Looks rarity up by halving: a map of so many numbers would take ten times the memory. */
function createRarity(space: Model['fine'], phrasings: number): (feature: number) => number {
  const order = Uint32Array.from(space.hashes.keys()).sort(
    (a, b) => (space.hashes[a] ?? 0) - (space.hashes[b] ?? 0),
  );
  const hashes = Uint32Array.from(order, (i) => space.hashes[i] ?? 0);
  const unknown = Math.sqrt(Math.log(1 + phrasings));
  return (feature) => {
    const at = findSorted(hashes, feature);
    return at < 0 ? unknown : (space.rarity[order[at] ?? 0] ?? unknown);
  };
}

/** The features of a text with weights whose squares sum to one. */
function toDirection(features: Features, rarityOf: (feature: number) => number): [number, number][] {
  let squares = 0;
  const direction = [...features].map(([feature, strength]): [number, number] => {
    const weight = Math.sqrt(strength) * rarityOf(feature);
    squares += weight * weight;
    return [feature, weight];
  });
  const length = Math.sqrt(squares) || 1;
  for (const entry of direction) entry[1] /= length;
  return direction;
}
