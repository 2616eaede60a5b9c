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

/** Creates it for what is known. */
export function createHomes({ topics, notOurs }: Pick<Knowledge, 'topics' | 'notOurs'>): Homes {
  const byTitle = new Map<string, Topic>();
  const byMark = new Map<string, Topic>();
  const asks = new Set<string>();
  for (const topic of topics.values()) {
    byTitle.set(askKey(topic.title), topic);
    byMark.set(topic.id.slice(topic.id.lastIndexOf('-') + 1), topic);
    for (const ask of [topic.title, ...topic.asks]) asks.add(askKey(ask));
  }
  const silent = new Set(notOurs.map(askKey));
  /** The topic that it was brought home as; its title may have been changed since. */
  const homeOf = (entry: TaughtEntry) => topics.get(homeIdOf(entry)) ?? byMark.get(markOf(entry));
  return {
    isHome(entry) {
      const isKnown = (known: ReadonlySet<string>) =>
        entry.asks.length > 0 && entry.asks.every((ask) => known.has(askKey(ask)));
      if (entry.kind === 'silence') return isKnown(silent);
      if (entry.kind === 'answer' && entry.topic === undefined) {
        const topic = homeOf(entry);
        // A way to ask that another topic had already was left out when it was brought there.
        return (
          saysSo(topic, entry) &&
          oneLine(topic.title) === oneLine(entry.title) &&
          (entry.asks.length === 0 || isKnown(asks))
        );
      }
      const topic = topics.get(entry.topic ?? '');
      const mine = isKnown(new Set((topic?.asks ?? []).map(askKey)));
      return mine && (entry.kind === 'phrasing' || saysSo(topic, entry));
    },
    place(entry) {
      if (entry.kind !== 'answer' || entry.topic !== undefined) return entry;
      const topic = homeOf(entry) ?? byTitle.get(askKey(entry.title));
      return topic ? { ...entry, topic: topic.id } : entry;
    },
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
    .replace(/[?!.]+$/, '');
}
