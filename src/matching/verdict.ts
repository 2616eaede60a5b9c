import type { Form } from './form.ts';
import {
  ANSWER,
  CHANCE,
  MOST_LEAD,
  MOST_WORDS_COUNTED,
  OFFER,
  OTHER_ROLE,
  RELATED,
  WORTH_OFFERING,
} from './thresholds.ts';

/** A topic with how likely it is to be what was meant, from 0 to 1. */
export interface Candidate {
  readonly topic: string;
  readonly confidence: number;
}

/** What a text is taken for. `ranked` holds the best topics whatever the verdict, best first. */
export type Match = {
  readonly ranked: readonly Candidate[];
  /** How sure the verdict is, from 0 to 1. */
  readonly confidence: number;
} & (
  | { readonly verdict: 'topic'; readonly topic: string }
  /** The topic is known, and what is asked of it is not. */
  | { readonly verdict: 'related'; readonly topic: string }
  | { readonly verdict: 'close'; readonly topics: readonly string[] }
  | { readonly verdict: 'smalltalk'; readonly smalltalk: string }
  | { readonly verdict: 'none' }
);

/** What speaks for the best topic of a text, and against it. */
export interface Signs {
  /** Its score's lead over the next topic, and over all other classes together. */
  readonly lead: number;
  readonly leadOverAll: number;
  /** The same over what is small talk or not ours. */
  readonly leadOverOthers: number;
  readonly score: number;
  readonly both: number;
  readonly ofPhrasing: number;
  readonly bothOfNext: number;
  readonly isForeignRole: boolean;
  readonly foreign: number;
  readonly words: number;
  readonly phrasings: number;
  readonly form: Form;
  readonly sumsUp: boolean;
}

const bounded = (lead: number) => Math.max(-MOST_LEAD, Math.min(MOST_LEAD, lead));

/** How likely it is that the best topic is what was meant, from 0 to 1. */
export function chanceOf(signs: Signs): number {
  const known = Math.log(1 + signs.phrasings);
  const lead = bounded(signs.lead);
  const leadOverAll = bounded(signs.leadOverAll);
  const isRole = signs.form === 'role' || signs.form === 'relation';
  const odds =
    CHANCE.start +
    (CHANCE.lead + CHANCE.phrasingsLead * known) * lead +
    (CHANCE.leadOverAll + CHANCE.phrasingsLeadOverAll * known) * leadOverAll +
    (CHANCE.leadOverOthers + CHANCE.phrasingsLeadOverOthers * known) * bounded(signs.leadOverOthers) +
    CHANCE.phrasings * known +
    (CHANCE.score * signs.score) / 10 +
    CHANCE.both * signs.both +
    CHANCE.bothOfNext * signs.bothOfNext +
    CHANCE.ofPhrasing * signs.ofPhrasing +
    CHANCE.foreign * signs.foreign +
    CHANCE.words * (Math.min(signs.words, MOST_WORDS_COUNTED) / 10) +
    (signs.isForeignRole ? CHANCE.foreignRole : 0) +
    (signs.form === 'bare' ? CHANCE.bare : 0) +
    (signs.form === 'does-role' ? CHANCE.doesRole : 0) +
    (isRole ? CHANCE.role : 0) +
    (signs.sumsUp ? CHANCE.sum : 0);
  return 1 / (1 + Math.exp(-odds));
}

/** A topic among others: its share of all topics' likelihood, and who holds it. */
export interface Ranked {
  readonly topic: string;
  readonly share: number;
  readonly holder: string;
}

/**
 * Turns the topics, best first, into a verdict; `chance` is that of the best. `says` is whether it answers what is asked
 * of it. Of two topics of different roles that are nearly as likely none is named: a mix-up costs more than a question.
 */
export function decide(topics: readonly Ranked[], chance: number, says: boolean): Match {
  const [first] = topics;
  if (!first) return { verdict: 'none', ranked: [], confidence: 1 };
  const ranked = topics.map(({ topic, share }) => ({ topic, confidence: (chance * share) / first.share }));
  if (!says) {
    if (chance >= RELATED) return { verdict: 'related', topic: first.topic, ranked, confidence: chance };
    return { verdict: 'none', ranked, confidence: 1 - chance };
  }
  const other = topics.find(({ holder }) => holder !== first.holder);
  const isTorn = other !== undefined && other.share >= OTHER_ROLE * first.share;
  if (chance >= ANSWER && !isTorn)
    return { verdict: 'topic', topic: first.topic, ranked, confidence: chance };
  if (chance < OFFER) return { verdict: 'none', ranked, confidence: 1 - chance };
  const close = topics.filter(({ share }) => share >= WORTH_OFFERING * first.share).slice(0, 3);
  const confidence = Math.min(chance, ANSWER);
  return { verdict: 'close', topics: close.map(({ topic }) => topic), ranked, confidence };
}
