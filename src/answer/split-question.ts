import type { Knowledge, Topic } from '../knowledge/types.ts';
import type { Matcher } from '../matching/matcher.ts';
import { SURE_OF_SEVERAL } from '../matching/thresholds.ts';

const ASKS = /\b(?:who|whom|whose|who['’]?s|which (?:role|one|person|of))\b/i;
/** In a longer message "and" joins much that is no question. */
const FEW_WORDS = 9;
const MOST_PARTS = 4;
const LONGEST = 300;
/** White space is single by now. */
const AND = '(?:and|&|plus) (?:also |then )?';
/** White space is a single space by now. */
const BETWEEN = new RegExp(`(?<=\\?) | ?[,;] ${AND}| ${AND}`, 'i');

/** The topics of a message that asks for several things, in their order; undefined where it asks for one. */
export type ReadSeveral = (text: string, topic: string) => readonly [Topic, Topic, ...Topic[]] | undefined;

/**
 * Creates it: "who owns the backlog and who owns the roadmap?" has two answers, and to give one of them for both would
 * name the wrong owner. `topic` is what the message as a whole was understood as.
 */
export function createSeveral({ topics }: Knowledge, match: Matcher['match']): ReadSeveral {
  const topicOf = (part: string): Topic | undefined => {
    const found = match(part);
    const topic = found.verdict === 'topic' ? topics.get(found.topic) : undefined;
    const sure = ASKS.test(part) ? SURE_OF_SEVERAL.asks : SURE_OF_SEVERAL.names;
    return topic?.kind === 'responsibility' && found.confidence >= sure ? topic : undefined;
  };
  return (text, whole) => {
    if (text.length > LONGEST || topics.get(whole)?.kind !== 'responsibility') return undefined;
    const parts = text.split(BETWEEN).filter((part) => part.trim() !== '');
    if (parts.length < 2 || parts.length > MOST_PARTS) return undefined;
    const isShort = text.split(/\s+/).length <= FEW_WORDS;
    const asked = parts.filter((part) => isShort || ASKS.test(part));
    const [first, second, ...more] = new Set(asked.flatMap((part) => topicOf(part) ?? []));
    if (!first || !second) return undefined;
    const all = [first, second, ...more] as const;
    return all.some(({ id }) => id === whole) ? all : undefined;
  };
}
