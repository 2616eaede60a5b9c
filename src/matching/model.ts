import { readFileSync } from 'node:fs';
import type { Knowledge } from '../knowledge/types.ts';
import { createRarity, type English, readEnglish } from './english.ts';
import { measureVocabulary, type Vocabulary } from './evidence.ts';
import { type Features, featuresOf } from './features.ts';
import { createFormReader, FORMS } from './form.ts';
import { type Learnt, learn } from './learnt.ts';
import { invert } from './nearest.ts';
import { packWords } from './overlap.ts';
import { createReader, type Token } from './reader.ts';
import { createSpace, measureSpace, type PackedVectors, packVectors, type SpaceData } from './vectors.ts';
import { isAskingWord, isStopWord, splitWords } from './words.ts';

/** The class of all small talk, and the class of what is not ours; every other class is a topic's id. */
export const SMALLTALK = '~smalltalk';
export const NOT_OURS = '~not-ours';

/** Learning weights takes time with every class; with more than these, the nearest phrasings decide alone. */
const MOST_CLASSES = 400;

/** Among so many topics, a feature that a tenth of all phrasings have tells none from another, and takes time. */
const COMMON = 0.1;

/** Of more phrasings than these, a feature that one or two have says little of others, and takes time and memory. */
const FEW = 3_000;

/** All that is learnt from the phrasings of a knowledge folder; plain data. */
export interface Model {
  readonly labels: readonly string[];
  /** The class of each phrasing. */
  readonly classes: Uint16Array;
  /** What each phrasing asks, by its place among the forms. */
  readonly forms: Uint8Array;
  /** For phrasings of small talk, which one it is. */
  readonly details: readonly (string | undefined)[];
  /** Words, pairs and groups of letters, with the weights that were learnt for them. */
  readonly fine: SpaceData;
  readonly learnt: Learnt | undefined;
  /** Words and pairs alone, each with the phrasings that have it and how much. */
  readonly plain: SpaceData;
  readonly postings: PackedVectors;
  /** How common words are in general English. */
  readonly english: English;
  /** The meaningful words of each phrasing. */
  readonly phrasingWords: PackedVectors;
  /** Which class uses which word. */
  readonly vocabulary: Vocabulary;
  /** Every word with how often it occurs, for mending typos. */
  readonly words: ReadonlyMap<string, number>;
}

interface Example {
  readonly label: string;
  readonly text: string;
  readonly detail?: string;
}

/** Learns from all phrasings of the knowledge. Deterministic: the same knowledge gives the same model. */
export function learnModel(knowledge: Knowledge): Model {
  const examples = [...listExamples(knowledge), ...listEveryday(knowledge)];
  const labels = [...new Set(examples.map((example) => example.label))].sort();
  const numbers = new Map(labels.map((label, i) => [label, i]));
  const classes = Uint16Array.from(examples, (example) => numbers.get(example.label) ?? 0);
  const read = createReader(knowledge);
  const tokens = examples.map((example) => read(example.text));

  const many = labels.length > MOST_CLASSES;
  const plain = measureSpace(featuresEach(tokens, false), { most: many ? COMMON : 1 });
  const postings = invert(packEach(tokens, false, plain), plain.hashes.length);

  let fine: SpaceData = { hashes: new Uint32Array(), rarity: new Float32Array() };
  let learnt: Learnt | undefined;
  if (!many) {
    fine = measureSpace(featuresEach(tokens, true), { fewest: examples.length > FEW ? 3 : 1 });
    const size = { classCount: labels.length, featureCount: fine.hashes.length };
    learnt = learn(packEach(tokens, true, fine), classes, size);
  }
  const details = examples.map((example) => example.detail);
  const vocabulary = measureVocabulary(tokens, classes, { labels, knowledge, read });
  const words = countWords(examples, knowledge);
  const readForm = createFormReader(read);
  const forms = Uint8Array.from(examples, ({ text }) => FORMS.indexOf(readForm(text)));
  const english = readEnglish();
  const phrasingWords = packWords(tokens, createRarity(english));
  return {
    labels,
    classes,
    forms,
    english,
    phrasingWords,
    details,
    fine,
    learnt,
    plain,
    postings,
    vocabulary,
    words,
  };
}

function* featuresEach(texts: readonly (readonly Token[])[], letters: boolean): Generator<Features> {
  for (const tokens of texts) yield featuresOf(tokens, { letters, meanings: true });
}

function packEach(texts: readonly (readonly Token[])[], letters: boolean, data: SpaceData): PackedVectors {
  const space = createSpace(data);
  return packVectors(
    (function* () {
      for (const features of featuresEach(texts, letters)) yield space(features);
    })(),
  );
}

/** Every phrasing with its class. */
export function listExamples(knowledge: Knowledge): Example[] {
  return [
    ...[...knowledge.topics.values()].flatMap((topic) =>
      [topic.title, topic.answer, topic.quote, ...topic.asks].map((text) => ({ label: topic.id, text })),
    ),
    ...knowledge.smalltalk.flatMap((talk) =>
      talk.asks.map((text) => ({ label: SMALLTALK, text, detail: talk.id })),
    ),
    ...knowledge.notOurs.map((text) => ({ label: NOT_OURS, text })),
  ];
}

/** Everyday questions, but for those in words that the folder's own ways to ask have. */
function listEveryday(knowledge: Knowledge): Example[] {
  const read = createReader(knowledge);
  const own = [...knowledge.topics.values()].map(
    ({ title, answer, asks }) => new Set([title, answer, ...asks].flatMap((text) => meaningful(read(text)))),
  );
  return readEveryday()
    .filter((text) => {
      const words = meaningful(read(text));
      return !own.some((topic) => words.filter((word) => topic.has(word)).length >= MOSTLY * words.length);
    })
    .map((text) => ({ label: NOT_OURS, text }));
}

/** The lines of everyday.txt, which the build copies beside the code. */
function readEveryday(): string[] {
  const lines = readFileSync(new URL('everyday.txt', import.meta.url), 'utf8').split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('#'));
}

const meaningful = (tokens: readonly Token[]) =>
  tokens.flatMap(({ kind, key, word }) => (kind === 'word' && !isAskingWord(word) ? [key] : []));

/** An everyday question with this share of its words in a topic's own may well be about that topic. */
const MOSTLY = 0.8;

/** Words of what is not ours count little, so that mending leans towards our topics. */
function countWords(examples: readonly Example[], knowledge: Knowledge): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (text: string, weight: number) => {
    for (const word of splitWords(text)) {
      if (!isStopWord(word)) counts.set(word, (counts.get(word) ?? 0) + weight);
    }
  };
  for (const example of examples) add(example.text, example.label.startsWith('~') ? 0.3 : 1);
  for (const role of knowledge.roles) for (const name of role.names) add(name, 50);
  return counts;
}
