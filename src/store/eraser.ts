import { decode } from './columns.ts';
import type { TeamItem } from './team-items.ts';
import type { Holder } from './types.ts';

export type Eraser = ReturnType<typeof createEraser>;

/** Takes a person, who is known by these names, out of what others have written or set. */
export function createEraser(person: string, names: readonly string[]) {
  const patterns = [...new Set(names)].filter((name) => name.trim().length > 1).map(patternOf);
  const mention = new RegExp(`<@${literally(person)}(?:\\|[^<>]*)?>`, 'g');

  /** A text without the mention and the full names of the person: “somebody” stands in their place. */
  const inText = (text: string): string =>
    [mention, ...patterns].reduce((rest, pattern) => rest.replace(pattern, () => 'somebody'), text);

  /** Each text of a record that is exactly their id goes, and their name in all others. */
  function inValue(value: unknown, eraseText = inText): unknown {
    if (value === person) return null;
    if (typeof value === 'string') return eraseText(value);
    if (Array.isArray(value))
      return value.filter((item) => item !== person).map((item) => inValue(item, eraseText));
    if (typeof value !== 'object' || value === null) return value;
    const { by } = value as { by?: unknown };
    const entries = Object.entries(value).flatMap(([name, inner]) => {
      // Their name stands beside their id; beside that of others it is somebody's who has the same.
      if (name === 'byName' && by === person) return [];
      return [[name, name === 'byName' && typeof by === 'string' ? inner : inValue(inner, eraseText)]];
    });
    return Object.fromEntries(entries);
  }

  /** The item without the person; of a role that nobody else has and that has no note, nothing is left. */
  function inItem(item: TeamItem): TeamItem {
    if (item.value === null) return item;
    const by = item.value.by === person ? null : item.value.by;
    if ('topic' in item) {
      return { topic: item.topic, value: { ...item.value, reason: inText(item.value.reason), by } };
    }
    const isOther = ({ kind, id }: Holder) => kind !== 'user' || id !== person;
    const holders = item.value.holders.filter(isOther);
    const note = inText(item.value.note);
    const isEmpty = holders.length === 0 && note === '';
    return { role: item.role, value: isEmpty ? null : { ...item.value, holders, note, by } };
  }

  return { person, inValue, inItem };
}

/** The names under which a person has written the records with these values. */
export function namesIn(values: readonly string[], person: string): string[] {
  const find = (value: unknown): string[] => {
    if (typeof value !== 'object' || value === null) return [];
    const { by, byName } = value as { by?: unknown; byName?: unknown };
    const own = by === person && typeof byName === 'string' ? [byName] : [];
    return [...own, ...Object.values(value).flatMap(find)];
  };
  return values.flatMap((value) => find(decode(value)));
}

/** A name of one word may be an everyday word as well (“will”), and is one only where it is written the same. */
function patternOf(name: string): RegExp {
  const words = name.trim().split(/\s+/);
  const flags = words.length > 1 ? 'giu' : 'gu';
  return new RegExp(`(?<![\\p{L}\\p{N}])${words.map(literally).join('\\s+')}(?![\\p{L}\\p{N}])`, flags);
}

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
