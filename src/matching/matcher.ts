import type { Knowledge } from '../knowledge/types.ts';
import { shareExplained } from './explained.ts';
import { featuresOf } from './features.ts';
import { scoreWeights, softmax } from './learnt.ts';
import { listExamples, type Model, NOT_OURS, SMALLTALK } from './model.ts';
import { createNearest, type Neighbour } from './nearest.ts';
import { createReader, type Token } from './reader.ts';
import { partsOf } from './sentences.ts';
import { createMender } from './typos.ts';
import { createSpace } from './vectors.ts';

/** A topic with how likely it is to be what was meant, from 0 to 1. */
interface Candidate {
  readonly topic: string;
  readonly confidence: number;
}

/** What a text is taken for. `ranked` holds the best topics whatever the verdict, best first. */
type Match = {
  readonly ranked: readonly Candidate[];
  /** How sure the verdict is, from 0 to 1. */
  readonly confidence: number;
} & (
  | { readonly verdict: 'topic'; readonly topic: string }
  | { readonly verdict: 'close'; readonly topics: readonly string[] }
  | { readonly verdict: 'smalltalk'; readonly smalltalk: string }
  | { readonly verdict: 'none' }
);

/** Why a text was taken for a topic. */
export interface Explanation {
  readonly best: Candidate;
  readonly runnerUp: Candidate | undefined;
  /** The part of the text that was taken for the question. */
  readonly part: string;
  /** Its words, each with how much it speaks for the best topic: what that loses against the others without it. */
  readonly words: readonly { readonly word: string; readonly weight: number }[];
  /** How much of the lead over the runner-up comes from each signal; they sum to the whole lead. */
  readonly signals: { readonly learnt: number; readonly nearest: number; readonly explained: number };
  /** The known phrasing that is most like it, and how much, from 0 to 1. */
  readonly phrasing: { readonly text: string; readonly likeness: number } | undefined;
}

/** Finds what a plain text asks for. Pure and quick: no disk, no network. */
export interface Matcher {
  match(text: string): Match;
  /** Says why; slower than matching, for those who ask. */
  explain(text: string): Explanation | undefined;
}

/**
 * From this confidence on, the best topic is the answer. On 785 questions that were not learnt from, 0.5 gave 92.9 %
 * right and 2.5 % wrong, 0.45 gave 93.1 % and 2.8 %, both before short texts had a rule of their own; of the answers
 * between 0.45 and 0.7 two in three are right.
 */
const ANSWER = 0.45;
/** From this confidence on, a topic is offered as "Did you mean". */
const OFFER = 0.12;
/** How much the learnt weights count, and the nearest phrasings. */
const LEARNT = 1;
const NEAREST = 25;
/** How much it counts that a topic explains all words of the question; a share of them counts in proportion. */
const EXPLAINED = 7;
/** What is not a topic has no words to explain; this share stands for it. A topic that explains less must be liker. */
const UNEXPLAINED = 0.7;
/** What is not ours has this much start: naming the wrong owner is worse than silence. */
const SILENCE = 1;
/** So few words are a keyword rather than a question. */
const SHORT = 3;
/** A word in the phrasings of this share of all classes tells none from another. */
const GENERAL = 0.7;
/** Divides the scores so that a confidence of 0.9 is right nine times in ten; measured, see `npm run eval`. */
const TEMPER = 1.5;
/** How much say the whole of a message has beside the part that asks. */
const WHOLE = 0.2;
/** How like a known bit of small talk a text must be, to be answered as such. */
const ALMOST = 0.6;

/** How the parts of a message were judged. */
interface Judged {
  readonly part: string;
  readonly weight: number;
  readonly tokens: readonly Token[];
  readonly learnt: Float64Array;
  readonly nearest: Float64Array;
  readonly explained: Float64Array;
  readonly shares: Float64Array;
  readonly best: Neighbour | undefined;
  /** How long the two vectors were, of the learnt weights and of the nearest phrasings. */
  readonly lengths: { readonly learnt: number; readonly nearest: number };
}

/** Makes a matcher of a model and of the knowledge that it was learnt from. */
export function createMatcher(model: Model, knowledge: Knowledge): Matcher {
  const { labels } = model;
  const fineSpace = createSpace(model.fine);
  const plainSpace = createSpace(model.plain);
  const neighbours = createNearest(model.vectors, model.plain.hashes.length, model.classes, labels.length);
  const read = createReader(knowledge, createMender(model.words));
  const isTopic = labels.map((label) => !label.startsWith('~'));
  const sizes = { classCount: labels.length, phrasingCount: model.classes.length };
  const start = labels.map((label) => (label === NOT_OURS ? SILENCE : 0));

  const judge = (tokens: readonly Token[], part: string, weight: number): Judged => {
    const features = featuresOf(tokens, { letters: model.learnt !== undefined });
    // Groups of letters are no features of the plain space, and fall out there.
    const plain = plainSpace(features);
    const near = neighbours.score(plain);
    const nearest = near.scores.map((score) => NEAREST * score);
    const fine = model.learnt && fineSpace(features);
    const learnt =
      model.learnt && fine
        ? scoreWeights(model.learnt, fine).map((score) => LEARNT * score)
        : new Float64Array(labels.length);
    const share = shareExplained(tokens, model.vocabulary, sizes);
    const explained = share.map((part, c) => EXPLAINED * (isTopic[c] ? part : UNEXPLAINED));
    const shares = softmax(
      nearest.map((score, c) => (score + (learnt[c] ?? 0) + (explained[c] ?? 0) + (start[c] ?? 0)) / TEMPER),
    );
    const lengths = { learnt: fine?.length ?? 1, nearest: plain.length };
    return { part, weight, tokens, learnt, nearest, explained, shares, best: near.best, lengths };
  };

  /** The whole, and the part that is surest of a topic: that one speaks for the message. */
  const hear = (text: string) => {
    const judged = partsOf(text).map((part) => judge(read(part.text), part.text, part.weight));
    const sureness = (entry: Judged) =>
      entry.weight * entry.shares.reduce((most, share, c) => (isTopic[c] ? Math.max(most, share) : most), 0);
    const speaker = judged.reduce((a, b) => (sureness(b) > sureness(a) ? b : a));
    const whole = judged[0] ?? speaker;
    return {
      speaker,
      whole,
      shares: whole.shares.map((share, c) => WHOLE * share + (1 - WHOLE) * (speaker.shares[c] ?? 0)),
    };
  };

  /** The words of each topic's title, answer and quote. */
  const ownWords = new Map(
    [...knowledge.topics.values()].map(({ id, title, answer, quote }) => [
      id,
      new Set(read(`${title} ${answer} ${quote}`).flatMap(({ kind, key }) => (kind === 'word' ? [key] : []))),
    ]),
  );
  /** Whether a word tells topics apart: "who", "owns" and "responsible" stand in the phrasings of nearly all. */
  const isTelling = ({ kind, key }: Token) =>
    kind === 'role' ||
    (kind === 'word' && (model.vocabulary.get(key)?.classes.length ?? 0) < GENERAL * labels.length);
  /** A few words must say something: "yes" and "who is responsible" do not. A single one must be known as a way to ask. */
  const saysEnough = ({ tokens, best }: Judged, topic: string) => {
    if (tokens.length > SHORT) return true;
    if (tokens.length > 1 || tokens[0]?.kind === 'role') return tokens.some(isTelling);
    return best !== undefined && best.cosine >= ALMOST && labels[model.classes[best.example] ?? 0] === topic;
  };
  /** What may be offered for words that do not say enough: topics in whose title, answer or quote they stand. */
  const listOwners = ({ tokens }: Judged, ranked: readonly Candidate[]) => {
    const word = tokens.find(isTelling)?.key;
    return ranked.filter(({ topic }) => word !== undefined && ownWords.get(topic)?.has(word));
  };

  return {
    match(text) {
      const { whole, shares } = hear(text);
      // Small talk is short, and known almost to the letter: "how do you ..." is no "how are you".
      const detail =
        whole.best && whole.best.cosine >= ALMOST ? model.details[whole.best.example] : undefined;
      const match = decide(labels, shares, detail);
      if (match.verdict !== 'topic' || saysEnough(whole, match.topic)) return match;
      const { ranked } = match;
      const topics = listOwners(whole, ranked)
        .map(({ topic }) => topic)
        .slice(0, 3);
      return topics.length > 0
        ? { verdict: 'close', topics, ranked, confidence: 0.5 }
        : { verdict: 'none', ranked, confidence: 0.5 };
    },

    explain(text) {
      const { speaker, shares } = hear(text);
      const ranked = labels
        .map((label, c) => ({ topic: label, confidence: shares[c] ?? 0, c }))
        .sort((a, b) => b.confidence - a.confidence);
      const best = ranked.find((entry) => isTopic[entry.c]);
      const second = ranked.find((entry) => entry !== best);
      if (!best) return undefined;
      const leadIn = (scores: Float64Array) => (scores[best.c] ?? 0) - (second ? (scores[second.c] ?? 0) : 0);
      // Against all other classes, and on the speaker's own scale: a shorter text would be brought to length one again,
      // and seem to say more.
      const above = (scores: Float64Array) =>
        (scores[best.c] ?? 0) - scores.reduce((sum, score) => sum + score, 0) / scores.length;
      const leadOf = ({ learnt, nearest, explained, lengths }: Judged) =>
        above(explained) +
        (above(learnt) * lengths.learnt) / speaker.lengths.learnt +
        (above(nearest) * lengths.nearest) / speaker.lengths.nearest;
      const lead = leadOf(speaker);
      const words = speaker.tokens.map((token, i) => {
        const without = speaker.tokens.filter((_, k) => k !== i);
        return { word: token.typed, weight: lead - leadOf(judge(without, speaker.part, 1)) };
      });
      const { best: neighbour } = speaker;
      const phrasing = neighbour && {
        text: listExamples(knowledge)[neighbour.example]?.text ?? '',
        likeness: neighbour.cosine,
      };
      const signals = {
        learnt: leadIn(speaker.learnt),
        nearest: leadIn(speaker.nearest),
        explained: leadIn(speaker.explained),
      };
      const strip = ({ topic, confidence }: Candidate): Candidate => ({ topic, confidence });
      return {
        best: strip(best),
        runnerUp: second && strip(second),
        part: speaker.part,
        words,
        signals,
        phrasing,
      };
    },
  };
}

const TOPICS_SHOWN = 5;
/** Small talk, and what is not ours. */
const OTHER_CLASSES = 2;

/** The classes with the largest shares, best first, without sorting all of them. */
function findBest(labels: readonly string[], shares: Float64Array, count: number): Candidate[] {
  const best: number[] = [];
  shares.forEach((share, c) => {
    if (best.length === count && share <= (shares[best[count - 1] ?? 0] ?? 0)) return;
    let at = best.length;
    while (at > 0 && (shares[best[at - 1] ?? 0] ?? 0) < share) at--;
    best.splice(at, 0, c);
    best.length = Math.min(best.length, count);
  });
  return best.map((c) => ({ topic: labels[c] ?? '', confidence: shares[c] ?? 0 }));
}

function decide(labels: readonly string[], shares: Float64Array, smalltalk: string | undefined): Match {
  const sorted = findBest(labels, shares, TOPICS_SHOWN + OTHER_CLASSES);
  const ranked = sorted.filter((entry) => !entry.topic.startsWith('~')).slice(0, TOPICS_SHOWN);
  const [top] = sorted;
  const [first] = ranked;
  const confidence = top?.confidence ?? 0;
  if (!top || !first) return { verdict: 'none', ranked, confidence: 1 };
  if (top.topic === SMALLTALK && confidence >= ANSWER && smalltalk !== undefined) {
    return { verdict: 'smalltalk', smalltalk, ranked, confidence };
  }
  if (top === first && confidence >= ANSWER)
    return { verdict: 'topic', topic: first.topic, ranked, confidence };
  const close = ranked.filter((entry) => entry.confidence >= OFFER).slice(0, 3);
  if (close.length > 0) {
    return {
      verdict: 'close',
      topics: close.map((entry) => entry.topic),
      ranked,
      confidence: first.confidence,
    };
  }
  return { verdict: 'none', ranked, confidence: 1 - first.confidence };
}
