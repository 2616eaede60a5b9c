import type { Holder } from './types.ts';

/** Takes a person out of what others have written or set. */
export interface Eraser {
  readonly person: string;
  /** A text without the mention and the full names of the person: “somebody” stands in their place. */
  text(text: string): string;
  without(holders: readonly Holder[]): Holder[];
}

/** Makes an eraser for a person who is known by these names. */
export function createEraser(person: string, names: readonly string[]): Eraser {
  const patterns = [...new Set(names)].filter((name) => name.trim().length > 1).map(patternOf);
  const mention = new RegExp(`<@${literally(person)}(?:\\|[^<>]*)?>`, 'g');
  return {
    person,
    text: (text) =>
      [mention, ...patterns].reduce((rest, pattern) => rest.replace(pattern, () => 'somebody'), text),
    without: (holders) => holders.filter(({ kind, id }) => kind !== 'user' || id !== person),
  };
}

/** A name of one word may be an everyday word as well (“will”), and is one only where it is written the same. */
function patternOf(name: string): RegExp {
  const words = name.trim().split(/\s+/);
  const flags = words.length > 1 ? 'giu' : 'gu';
  return new RegExp(`(?<![\\p{L}\\p{N}])${words.map(literally).join('\\s+')}(?![\\p{L}\\p{N}])`, flags);
}

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
