import type { Model } from './model.ts';
import type { Token } from './reader.ts';

/** As like a known phrasing as this, a text is that phrasing, whatever its words. */
const SAME = 0.8;
/** Longer questions say in many words what they are about. */
const LONG = 6;
/** A word in the phrasings of this share of all classes, such as "who", is no thing. */
const GENERAL = 0.5;

/** Says whether a text is about a topic at all; `likeness` is that to the most like phrasing of anything. */
export type IsAbout = (tokens: readonly Token[], topic: string, likeness: number) => boolean;

/**
 * Makes the rule that a text must name something that the topic's phrasings know: "who paints the fence" is no "who
 * paints the big picture". What follows "who" tells what is done, not what it is done to; a role is something too.
 */
export function createAbout({ labels, vocabulary }: Model): IsAbout {
  const numbers = new Map(labels.map((label, i) => [label, i]));
  const isGeneral = (key: string) => (vocabulary.get(key)?.classes.length ?? 0) >= GENERAL * labels.length;
  return (tokens, topic, likeness) => {
    if (likeness >= SAME || tokens.length > LONG || tokens.some(({ kind }) => kind === 'role')) return true;
    const things = tokens.filter(
      ({ kind, key }, i) => kind === 'word' && tokens[i - 1]?.key !== 'who' && !isGeneral(key),
    );
    const number = numbers.get(topic) ?? -1;
    return things.length === 0 || things.some(({ key }) => vocabulary.get(key)?.classes.includes(number));
  };
}
