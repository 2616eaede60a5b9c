import type { Likeness } from '../matching/phrasings.ts';
import type { Answer } from './types.ts';

/** How likely it is that what was taught is meant, from 0 to 1, and how like the text is to a phrasing of it. */
export interface Chance {
  readonly id: string;
  readonly chance: number;
  readonly likeness: number;
}

/**
 * How likely it is that a text asks for what was taught, by how like they are: a logistic regression over 135 questions
 * for things taught in a single phrasing each, beside 460 foreign ones, and over the golden questions.
 */
const ODDS = { likeness: 7, telling: 2.4, covered: 6.4, start: -9.2 };
/** From here on it is the answer, by what the documents make of the text; as for a topic of theirs. */
const ENOUGH = {
  unknown: 0.4,
  help: 2,
  smalltalk: 0.9,
  unsure: 0.4,
  /** Below the confidence that is sure, and from it on. */
  answer: [0.5, 0.85],
} as const;
const SURE = 0.75;
/** A few words must be liker: "planning" is no seating plan. */
const SHORT = { words: 2, enough: 0.9 };

/** From this chance on it is offered where the documents do not say. */
export const OFFER = 0.06;
/** As like as this, it is what was taught, to the letter or nearly. */
const SAME = 0.95;
/** So near to the best, by the odds, the second may be meant as well. */
const NEAR = 0.7;

/** Whether something is nearly as likely as the best: then a coin toss would name the wrong owner. */
export function isNear(one: Chance, best: Chance): boolean {
  if (best.likeness >= SAME) return one.id === best.id;
  return oddsOf(one.chance) >= NEAR * oddsOf(best.chance);
}

const oddsOf = (chance: number) => chance / (1.0001 - chance);

/** What tells of less than this share of what a text is about is offered at most. */
const HALF = 0.5;
const OFFERED = 0.39;

/** What is found, as chances, the best first. */
export function rank(found: readonly Likeness[]): Chance[] {
  return found.map(chanceOf).sort((a, b) => b.chance - a.chance);
}

/** A likeness as the chance that it is meant. */
function chanceOf({ id, likeness, telling, covered }: Likeness): Chance {
  const odds = Math.exp(
    ODDS.start + ODDS.likeness * likeness + ODDS.telling * telling + ODDS.covered * covered,
  );
  const chance = odds / (1 + odds);
  return { id, chance: telling < HALF ? Math.min(chance, OFFERED) : chance, likeness };
}

/** From which chance on it is the answer to a text, by what the documents make of that. */
export function enoughFor(answer: Answer, text: string): number {
  const enough = (() => {
    switch (answer.kind) {
      case 'unknown':
      case 'help':
      case 'smalltalk':
        return ENOUGH[answer.kind];
      case 'unsure':
        return answer.several ? ENOUGH.answer[1] : ENOUGH.unsure;
      default:
        return ENOUGH.answer[answer.confidence >= SURE ? 1 : 0];
    }
  })();
  return text.split(' ').length <= SHORT.words ? Math.max(enough, SHORT.enough) : enough;
}
