import type { Knowledge, Topic } from '../knowledge/types.ts';
import { homeIdOf, markOf, type TaughtEntry } from './taught-entry.ts';

/** What was taught, beside what the knowledge files have by now. */
export interface Homes {
  /**
   * Whether the knowledge files have it: then they answer. What says something else than they do, in its role or its
   * words, stays: it may have been changed since it was brought there.
   */
  isHome(entry: TaughtEntry): boolean;
  /** The entry as one on a topic of the files, where they have that by now, or one of the same title. */
  place(entry: TaughtEntry): TaughtEntry;
}

/** Creates it for what is known. Nothing is made before something taught asks for it, and then once. */
export function createHomes({ topics, notOurs }: Pick<Knowledge, 'topics' | 'notOurs'>): Homes {
  const all = () => [...topics.values()];
  const byTitle = once(() => new Map(all().map((topic) => [askKey(topic.title), topic])));
  const byMark = once(() => new Map(all().map((topic) => [topic.id.replace(/^.*-/, ''), topic])));
  const everyAsk = once(() => new Set(all().flatMap(({ title, asks }) => [title, ...asks].map(askKey))));
  const silent = once(() => new Set(notOurs.map(askKey)));
  const asks = new Map<string, ReadonlySet<string>>();
  const asksOf = (topic: Topic) => {
    const known = asks.get(topic.id) ?? new Set(topic.asks.map(askKey));
    asks.set(topic.id, known);
    return known;
  };
  /** The topic that it was brought home as; its title may have been changed since. */
  const homeOf = (entry: TaughtEntry) => topics.get(homeIdOf(entry)) ?? byMark().get(markOf(entry));
  return {
    isHome(entry) {
      const isKnown = (known: ReadonlySet<string>) =>
        entry.asks.length > 0 && entry.asks.every((ask) => known.has(askKey(ask)));
      if (entry.kind === 'silence') return isKnown(silent());
      if (entry.kind === 'answer' && entry.topic === undefined) {
        const topic = homeOf(entry);
        // A way to ask that another topic had already was left out when it was brought there.
        return (
          saysSo(topic, entry) &&
          oneLine(topic.title) === oneLine(entry.title) &&
          (entry.asks.length === 0 || isKnown(everyAsk()))
        );
      }
      const topic = topics.get(entry.topic ?? '');
      if (!topic || (entry.kind === 'answer' && !saysSo(topic, entry))) return false;
      return isKnown(asksOf(topic));
    },
    place(entry) {
      if (entry.kind !== 'answer' || entry.topic !== undefined) return entry;
      const topic = homeOf(entry) ?? byTitle().get(askKey(entry.title));
      return topic ? { ...entry, topic: topic.id } : entry;
    },
  };
}

/** Makes it when it is first asked for. */
function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function saysSo(topic: Topic | undefined, { role, answer }: TaughtEntry): topic is Topic {
  return topic?.roles.includes(role) === true && oneLine(topic.answer) === oneLine(answer);
}

/** A text on one line, as a file holds it: half a character, which no file can hold, becomes a sign for it. */
export function oneLine(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\s+/g, ' ')
    .trim();
}

/** By this two ways to ask are the same. In a list, a line that begins with # is a remark, so that sign does not count. */
export function askKey(ask: string): string {
  return oneLine(ask)
    .toLowerCase()
    .replace(/^#+\s*/, '')
    .replace(/(?<![?!.])[?!.]+$/, '');
}
