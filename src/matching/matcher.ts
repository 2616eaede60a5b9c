import type { Knowledge } from '../knowledge/types.ts';
import { createAbout } from './about.ts';
import { type Explanation, explainShares } from './explain.ts';
import { createFormReader, FORMS, type Form, isOwnership } from './form.ts';
import type { Model } from './model.ts';
import { createPhrasings, type Phrased, type PhrasingIndex } from './phrasings.ts';
import { createReader, type Reader, type Token } from './reader.ts';
import { partsOf } from './sentences.ts';
import { createShortTexts } from './short-texts.ts';
import { createJudge, type Judged } from './signals.ts';
import { createMender } from './typos.ts';
import { decide, type Match } from './verdict.ts';

export type { Explanation } from './explain.ts';

/** How much say the whole of a message has beside the part that asks. */
const WHOLE = 0.2;
/** How like a known bit of small talk a text must be, to be answered as such. */
const ALMOST = 0.6;

/** Finds what a plain text asks for. Pure and quick: no disk, no network. */
export interface Matcher {
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

/** Makes a matcher of a model and of the knowledge that it was learnt from. */
export function createMatcher(model: Model, knowledge: Knowledge): Matcher {
  const { labels } = model;
  const judge = createJudge(model);
  const read = createReader(knowledge, createMender(model.words));
  const isTopic = labels.map((label) => !label.startsWith('~'));
  const short = createShortTexts(model, knowledge, read);
  const isAbout = createAbout(model);

  /** The whole, and the part that is surest of a topic: that one speaks for the message. */
  const hear = (text: string) => {
    const judged = partsOf(text).map((part) => judge(read(part.text), part.text, part.weight));
    const sureness = (entry: Judged) =>
      entry.weight * entry.shares.reduce((most, share, c) => (isTopic[c] ? Math.max(most, share) : most), 0);
    const speaker = judged.reduce((a, b) => (sureness(b) > sureness(a) ? b : a));
    const whole = judged[0] ?? speaker;
    const shares = whole.shares.map((share, c) => WHOLE * share + (1 - WHOLE) * (speaker.shares[c] ?? 0));
    turnToNamed(shares, whole.tokens);
    return { speaker, whole, shares };
  };

  /** The class of the topic that sums a role up, by the role. */
  const sums = new Map<string, number>();
  for (const { id, kind, roles } of knowledge.topics.values()) {
    if (kind === 'role' && roles[0] !== undefined) sums.set(roles[0], labels.indexOf(id));
  }
  /** Where a text names one role, it does not ask what another one does. */
  const turnToNamed = (shares: Float64Array, tokens: readonly Token[]) => {
    const named = new Set(tokens.flatMap(({ kind, key }) => (kind === 'role' ? [key] : [])));
    const [only] = named;
    const to = only === undefined || named.size > 1 ? undefined : sums.get(only);
    if (to === undefined) return;
    for (const from of sums.values()) {
      if (from === to) continue;
      shares[to] = (shares[to] ?? 0) + (shares[from] ?? 0);
      shares[from] = 0;
    }
  };

  const readForm = createFormReader(read);
  const saysForm = createFormRule(model);

  return {
    readForm,
    match(text, form = readForm(text)) {
      const { speaker, whole, shares } = hear(text);
      // Small talk is short, and known almost to the letter: "how do you ..." is no "how are you".
      const detail =
        whole.best && whole.best.cosine >= ALMOST ? model.details[whole.best.example] : undefined;
      const match = decide(labels, shares, detail);
      const { ranked } = match;
      const [first] = ranked;
      if (match.verdict !== 'topic' || !first) return match;
      const likeness = Math.max(whole.best?.cosine ?? 0, speaker.best?.cosine ?? 0);
      if (!isAbout(speaker.tokens, first.topic, likeness)) {
        return { verdict: 'none', ranked, confidence: 1 - first.confidence };
      }
      if (!saysForm(first.topic, form)) return { ...match, verdict: 'related' };
      if (short.saysEnough(whole, first)) return match;
      const topics = short
        .listOwners(whole, ranked)
        .map(({ topic }) => topic)
        .slice(0, 3);
      return topics.length > 0
        ? { verdict: 'close', topics, ranked, confidence: 0.5 }
        : { verdict: 'none', ranked, confidence: 0.5 };
    },

    index: createPhrasings(model, knowledge),
    read,

    explain: (text) => explainShares(model, knowledge, judge, hear(text)),
  };
}

/** A topic that this share of its phrasings ask for in some form answers that form. */
const USUAL = 0.25;

/** Whether a topic says what a form asks: that is what ownership is, and what people ask of it in so many words. */
function createFormRule({ labels, classes, forms }: Model): (topic: string, form: Form) => boolean {
  const counts = labels.map(() => new Uint32Array(FORMS.length + 1));
  classes.forEach((c, i) => {
    const count = counts[c];
    const form = forms[i] ?? 0;
    if (!count) return;
    count[form] = (count[form] ?? 0) + 1;
    count[FORMS.length] = (count[FORMS.length] ?? 0) + 1;
  });
  return (topic, form) => {
    if (isOwnership(form)) return true;
    const count = counts[labels.indexOf(topic)];
    return (count?.[FORMS.indexOf(form)] ?? 0) >= USUAL * (count?.[FORMS.length] ?? 1);
  };
}
