import type { Likeness } from '../matching/phrasings.ts';
import { TAUGHT } from '../matching/thresholds.ts';
import type { Answer } from './types.ts';

/** How likely it is that what was taught is meant, from 0 to 1, and how like the text is to a phrasing of it. */
export interface Chance {
  readonly id: string;
  readonly chance: number;
  readonly likeness: number;
}

/** From this chance on it is offered where the documents do not say. */
export const OFFER = TAUGHT.offer;

/** Whether something is nearly as likely as the best: then a coin toss would name the wrong owner. */
export function isNear(one: Chance, best: Chance): boolean {
  if (best.likeness >= TAUGHT.same) return one.id === best.id;
  return oddsOf(one.chance) >= TAUGHT.near * oddsOf(best.chance);
}

const oddsOf = (chance: number) => chance / (1.0001 - chance);

/** What is found, as chances, the best first. */
export function rank(found: readonly Likeness[]): Chance[] {
  return found.map(chanceOf).sort((a, b) => b.chance - a.chance);
}

/** A likeness as the chance that it is meant. */
function chanceOf({ id, likeness, telling, covered }: Likeness): Chance {
  const odds = Math.exp(
    TAUGHT.odds.start +
      TAUGHT.odds.likeness * likeness +
      TAUGHT.odds.telling * telling +
      TAUGHT.odds.covered * covered,
  );
  const chance = odds / (1 + odds);
  return { id, chance: telling < TAUGHT.half ? Math.min(chance, TAUGHT.offered) : chance, likeness };
}

/** From which chance on it is the answer to a text, by what the documents make of that. */
export function enoughFor(answer: Answer, text: string): number {
  const enough = (() => {
    switch (answer.kind) {
      case 'unknown':
      case 'help':
      case 'smalltalk':
        return TAUGHT.enough[answer.kind];
      case 'unsure':
        return answer.several ? TAUGHT.enough.answer[1] : TAUGHT.enough.unsure;
      default:
        return TAUGHT.enough.answer[answer.confidence >= TAUGHT.sure ? 1 : 0];
    }
  })();
  return text.split(' ').length <= TAUGHT.short.words ? Math.max(enough, TAUGHT.short.enough) : enough;
}
