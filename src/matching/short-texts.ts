import type { Knowledge } from '../knowledge/types.ts';
import type { Model } from './model.ts';
import type { Reader, Token } from './reader.ts';
import type { Judged } from './signals.ts';
import type { Candidate } from './verdict.ts';

/** So few words are a keyword rather than a question. */
const SHORT = 3;
/** A word in the phrasings of this share of all classes tells none from another. */
const GENERAL = 0.5;
/** As sure as this, a word of a topic's title is enough of a question. */
const CERTAIN = 0.9;
/** As like a known phrasing as this, a text is that phrasing. */
const SAME = 0.95;
/** As like a known phrasing as this, a single word is a way to ask. */
const LIKE = 0.6;
/** What is less likely than this is not offered even so. */
const FAINT = 0.02;

/** Keeps the bot from answering a word or two that ask nothing. */
export interface ShortTexts {
  /** Whether the text says enough to be answered with its best topic. */
  saysEnough(judged: Judged, best: Candidate): boolean;
  /** What may be offered otherwise, best first. */
  listOwners(judged: Judged, ranked: readonly Candidate[]): Candidate[];
}

/** Makes the rules for short texts; `read` is the matcher's own reader. */
export function createShortTexts(model: Model, knowledge: Knowledge, read: Reader): ShortTexts {
  const { labels } = model;
  const wordsOf = (text: string) =>
    new Set(read(text).flatMap(({ kind, key }) => (kind === 'word' ? [key] : [])));
  const titleWords = new Map([...knowledge.topics.values()].map(({ id, title }) => [id, wordsOf(title)]));
  /** The words of each topic's title, answer and quote. */
  const ownWords = new Map(
    [...knowledge.topics.values()].map(({ id, title, answer, quote }) => [
      id,
      wordsOf(`${title} ${answer} ${quote}`),
    ]),
  );
  const isTitled = (tokens: readonly Token[], topic: string) =>
    tokens.some(({ key }) => titleWords.get(topic)?.has(key));
  /** Whether a word tells topics apart: "who", "owns" and "responsible" stand in the phrasings of nearly all. */
  const isTelling = ({ kind, key }: Token) =>
    kind === 'role' ||
    (kind === 'word' &&
      key.length > 1 &&
      (model.vocabulary.get(key)?.classes.length ?? 0) < GENERAL * labels.length);
  /**
   * A few words must say something: "yes" and "who is responsible" do not. The words of a topic's title do where
   * no other topic comes near; else a single word must be known as a way to ask.
   */
  const saysEnough = ({ tokens, best }: Judged, { topic, confidence }: Candidate) => {
    if (tokens.length > SHORT) return true;
    if (confidence >= CERTAIN && isTitled(tokens, topic)) return true;
    const known = best && labels[model.classes[best.example] ?? 0] === topic ? best.cosine : 0;
    if (known >= SAME) return true;
    if (tokens.length > 1 || tokens[0]?.kind === 'role') return tokens.some(isTelling);
    return known >= LIKE;
  };
  /** What may be offered for words that do not say enough: topics in whose title, answer or quote they stand. */
  const listOwners = ({ tokens }: Judged, ranked: readonly Candidate[]) => {
    const word = tokens.find(isTelling)?.key;
    return ranked.filter(
      ({ topic, confidence }) =>
        confidence >= FAINT &&
        (isTitled(tokens, topic) ||
          (word !== undefined && (confidence >= CERTAIN || ownWords.get(topic)?.has(word)))),
    );
  };

  return { saysEnough, listOwners };
}
