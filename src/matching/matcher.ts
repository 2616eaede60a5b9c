import type { Knowledge } from '../knowledge/types.ts';
import { createRarity } from './english.ts';
import { type Explanation, explainMatch } from './explain.ts';
import { createFormReader, type Form } from './form.ts';
import { createFormRule } from './form-rule.ts';
import { type Model, SMALLTALK } from './model.ts';
import { createPhrasings, type Phrased, type PhrasingIndex } from './phrasings.ts';
import { createReader, type Reader } from './reader.ts';
import { createRespell } from './respell.ts';
import { partsOf } from './sentences.ts';
import { createJudge, type Judged } from './signals.ts';
import {
  ABOUT,
  ENGLISH,
  KEYWORD,
  KEYWORD_KNOWN,
  KEYWORD_LEAD,
  NOTHING_KNOWN,
  OFTEN,
  SMALLTALK_LIKENESS,
  SMALLTALK_SHARE,
  UNSURE,
} from './thresholds.ts';
import { createMender } from './typos.ts';
import { chanceOf, decide, type Match, type Ranked } from './verdict.ts';
import { isAskingWord } from './words.ts';

export type { Explanation } from './explain.ts';
export type { Form } from './form.ts';

/** Finds what a plain text asks for. Pure and quick: no disk, no network. */
export interface Matcher {
  /** `form` is what the text asks, where that was read already. */
  match(text: string, form?: Form): Match;
  /** Reads what a text asks of its thing. */
  readForm(text: string): Form;
  /** Says why; slower than matching, for those who ask. */
  explain(text: string): Explanation | undefined;
  /** Makes an index over phrasings that were not learnt from. */
  index(entries: Iterable<Phrased>): PhrasingIndex;
  /** Reads a text as the matcher does: the names of roles found, typos in them mended. */
  read: Reader;
}

/** So many topics are ranked for a text. */
const RANKED = 5;

/** Makes a matcher of a model and of the knowledge that it was learnt from. */
export function createMatcher(model: Model, knowledge: Knowledge): Matcher {
  const { labels } = model;
  const judge = createJudge(model);
  const rarityOf = createRarity(model.english);
  const isEnglish = (word: string) => rarityOf(word) < ENGLISH;
  // A word of one phrasing that English does not have may be a slip itself: nothing is mended into it.
  const words = new Map([...model.words].filter(([word, count]) => count >= OFTEN || isEnglish(word)));
  const read = createReader(knowledge, createMender(words, isEnglish), createRespell(words, isEnglish));
  const readForm = createFormReader(read);
  const saysForm = createFormRule(model, knowledge);
  const topics = labels.map((label) => knowledge.topics.get(label));
  const titles = topics.map((topic) => new Set(read(topic?.title ?? '').map(({ key }) => key)));
  const smalltalk = labels.indexOf(SMALLTALK);

  /** The whole, and the part that is surest of a topic: that one speaks for the message. */
  const hear = (text: string): { whole: Judged; speaker: Judged } => {
    const judged = partsOf(text).map((part) => judge(read(part.text), part.text, part.weight));
    const sureness = ({ weight, shares }: Judged) =>
      weight * shares.reduce((most, share, c) => (topics[c] ? Math.max(most, share) : most), 0);
    const speaker = judged.reduce((a, b) => (sureness(b) > sureness(a) ? b : a));
    return { speaker, whole: judged[0] ?? speaker };
  };

  /** The classes of the topics that sum up other roles than the only one that a text names: these it does not ask for. */
  const unnamed = (named: ReadonlySet<string>): ReadonlySet<number> => {
    if (named.size !== 1) return new Set();
    return new Set(
      topics.flatMap((topic, c) => (topic?.kind === 'role' && !named.has(topic.roles[0] ?? '') ? [c] : [])),
    );
  };

  /** The best topics, and how likely the first of them is. */
  const rank = ({ speaker, whole }: { speaker: Judged; whole: Judged }, form: Form) => {
    const named = new Set(whole.tokens.flatMap(({ kind, key }) => (kind === 'role' ? [key] : [])));
    const out = unnamed(named);
    const { scores, tokens, evidence } = speaker;
    const order = topics.flatMap((topic, c) => (topic && !out.has(c) ? [c] : []));
    order.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
    const [first, second] = order;
    const rankOf = (classes: readonly number[]) =>
      classes.slice(0, RANKED).map((c): Ranked => {
        const topic = topics[c];
        const share = Math.exp((scores[c] ?? 0) - (scores[first ?? 0] ?? 0));
        return { topic: topic?.id ?? '', share, holder: topic?.holder ?? '' };
      });
    if (first === undefined) return { ranked: [], chance: 0 };
    const best = scores[first] ?? 0;
    let rest = 0;
    let others = Number.NEGATIVE_INFINITY;
    scores.forEach((score, c) => {
      if (c !== first && !out.has(c)) rest += Math.exp(score - best);
      if (!topics[c]) others = Math.max(others, score);
    });
    const { both, ofPhrasing } = judge.overlap(tokens, first);
    const isRole = named.size > 0;
    const isAbout = isRole || (evidence.things[first] ?? 0) >= ABOUT;
    const lead = second === undefined ? Number.POSITIVE_INFINITY : best - (scores[second] ?? 0);
    const likely = chanceOf({
      lead,
      leadOverAll: -Math.log(rest),
      leadOverOthers: best - others,
      score: best,
      both,
      ofPhrasing,
      bothOfNext: second === undefined ? 0 : judge.overlap(tokens, second).both,
      isForeignRole: named.size === 1 && !topics[first]?.roles.some((id) => named.has(id)),
      foreign: evidence.foreign,
      words: tokens.length,
      phrasings: topics[first]?.asks.length ?? 0,
      form,
      sumsUp: topics[first]?.kind !== 'responsibility',
    });
    const known = speaker.best && model.classes[speaker.best.example] === first ? speaker.best.cosine : 0;
    const content = tokens.filter(({ kind, word }) => kind === 'word' && !isAskingWord(word)).length;
    const isNamed = lead >= KEYWORD_LEAD && tokens.some(({ key }) => titles[first]?.has(key));
    const isKeyword =
      !isRole && content <= KEYWORD && known < (content === 0 ? NOTHING_KNOWN : KEYWORD_KNOWN) && !isNamed;
    return { ranked: rankOf(order), chance: isAbout && !isKeyword ? likely : Math.min(likely, UNSURE) };
  };

  const matcher: Matcher = {
    readForm,
    match(text, form = readForm(text)) {
      const heard = hear(text);
      const { whole } = heard;
      const { ranked, chance } = rank(heard, form);
      // Small talk is short, and known almost to the letter: "how do you ..." is no "how are you".
      const detail =
        whole.best && whole.best.cosine >= SMALLTALK_LIKENESS ? model.details[whole.best.example] : undefined;
      const talk = whole.shares[smalltalk] ?? 0;
      const match = decide(ranked, chance, saysForm(ranked[0]?.topic ?? '', form));
      if (detail !== undefined && talk >= SMALLTALK_SHARE && match.verdict !== 'topic') {
        return { verdict: 'smalltalk', smalltalk: detail, ranked: match.ranked, confidence: talk };
      }
      return match;
    },

    index: createPhrasings(model, knowledge),
    read,

    explain: (text) => {
      const form = readForm(text);
      const match = matcher.match(text, form);
      return explainMatch(model, knowledge, judge, { speaker: hear(text).speaker, match, form });
    },
  };
  return matcher;
}
