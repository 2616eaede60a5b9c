import type { Knowledge, Topic } from '../knowledge/types.ts';
import { idEnding, type TaughtEntry, topicIdFor } from './taught-entry.ts';

/** What was taught, beside what the knowledge files have by now. */
export type CompareWithFiles = (entry: TaughtEntry) => {
  /** On the topic that the files have for it by now, or have under the same title. */
  readonly entry: TaughtEntry;
  /**
   * The files have it, so they answer. What says something else than they do, in its role or its words, stays: it may
   * have been changed since it was exported to them.
   */
  readonly isInFiles: boolean;
};

/** Creates it. Nothing is made before something taught asks for it, and then once. */
export function createCompareWithFiles({
  topics,
  notOurs,
}: Pick<Knowledge, 'topics' | 'notOurs'>): CompareWithFiles {
  const all = () => [...topics.values()];
  const byTitle = once(() => new Map(all().map((topic) => [askKey(topic.title), topic])));
  const byIdEnding = once(() => new Map(all().map((topic) => [topic.id.replace(/^.*-/, ''), topic])));
  const everyAsk = once(() => new Set(all().flatMap(({ title, asks }) => [title, ...asks].map(askKey))));
  const silent = once(() => new Set(notOurs.map(askKey)));
  const asksOf = new Map<string, ReadonlySet<string>>();
  const hasAsks = (topic: Topic, entry: TaughtEntry) => {
    const known = asksOf.get(topic.id) ?? new Set(topic.asks.map(askKey));
    asksOf.set(topic.id, known);
    return isKnown(entry, known);
  };

  const isInFiles = (entry: TaughtEntry, exportedAs: Topic | undefined): boolean => {
    if (entry.kind === 'silence') return isKnown(entry, silent());
    if (entry.kind === 'answer' && entry.topic === undefined) {
      // A way to ask that another topic had already was left out of the export.
      const hasEveryAsk = entry.asks.length === 0 || isKnown(entry, everyAsk());
      return (
        saysTheSame(exportedAs, entry) && oneLine(exportedAs.title) === oneLine(entry.title) && hasEveryAsk
      );
    }
    const topic = topics.get(entry.topic ?? '');
    return (
      topic !== undefined && (entry.kind === 'phrasing' || saysTheSame(topic, entry)) && hasAsks(topic, entry)
    );
  };

  return (entry) => {
    if (entry.kind !== 'answer' || entry.topic !== undefined)
      return { entry, isInFiles: isInFiles(entry, undefined) };
    // Its title may have been changed since it was exported.
    const exportedAs = topics.get(topicIdFor(entry)) ?? byIdEnding().get(idEnding(entry));
    const topic = exportedAs ?? byTitle().get(askKey(entry.title));
    return {
      entry: topic ? { ...entry, topic: topic.id } : entry,
      isInFiles: isInFiles(entry, exportedAs),
    };
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

const isKnown = ({ asks }: TaughtEntry, known: ReadonlySet<string>): boolean =>
  asks.length > 0 && asks.every((ask) => known.has(askKey(ask)));

function saysTheSame(topic: Topic | undefined, { role, answer }: TaughtEntry): topic is Topic {
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
