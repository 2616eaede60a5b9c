import type { Knowledge, Topic } from '../knowledge/types.ts';
import type { Matcher } from '../matching/matcher.ts';
import { enoughFor, isNear, OFFER, rank } from './chance.ts';
import type { Answer } from './types.ts';

/** With fewer ways to ask than these there is little to learn from: words are held against each of them instead. */
const FEW = 6;
/** Nobody has taught more by hand; a larger collection is left to what was learnt, which is quicker. */
const MOST = 2_000;

/** So sure what was learnt is right in nearly all cases: it is not looked any further. */
const CERTAIN = 0.97;

/** What a text asks for among the topics of few ways to ask, beside what was learnt; undefined where that stands. */
export type FindFewAsks = (
  text: string,
  answer: Answer,
) => { readonly topics: readonly Topic[]; readonly chance: number; readonly sure: boolean } | undefined;

/**
 * Creates it. What was taught in Slack and brought into the files has a way or two to ask for it; so it is found as
 * well as it was before, by the same likeness and the same thresholds.
 */
export function createFewAsks({ topics }: Knowledge, matcher: Pick<Matcher, 'index'>): FindFewAsks {
  const few = [...topics.values()].filter(({ asks }) => asks.length < FEW);
  if (few.length === 0 || few.length > MOST) return () => undefined;
  const index = matcher.index(few.map(({ id, title, asks }) => ({ id, asks: [title, ...asks] })));
  return (text, answer) => {
    if (answer.kind !== 'unknown' && answer.confidence >= CERTAIN) return undefined;
    const found = rank(index.find(text));
    const [best] = found;
    const topic = best && topics.get(best.id);
    if (!topic) return undefined;
    const { chance } = best;
    if (chance >= enoughFor(answer, text)) {
      const near = found.filter((one) => isNear(one, best)).flatMap(({ id }) => topics.get(id) ?? []);
      return { topics: near, chance, sure: near.length === 1 };
    }
    if (chance < OFFER || (answer.kind !== 'unknown' && answer.kind !== 'unsure')) return undefined;
    const others = answer.kind === 'unsure' ? answer.topics.filter(({ id }) => id !== topic.id) : [];
    return { topics: [topic, ...others].slice(0, 3), chance, sure: false };
  };
}
