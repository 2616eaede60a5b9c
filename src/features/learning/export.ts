import { stringify } from 'yaml';
import { askKey, oneLine } from '../../answer/compare-with-files.ts';
import {
  groupByThing,
  otherNameOf,
  type TaughtEntry,
  thingOf,
  topicIdFor,
} from '../../answer/taught-entry.ts';
import type { Knowledge } from '../../knowledge/types.ts';
import { TERMINAL } from './copy.ts';

/** Files for a knowledge folder, and what could not be put into one. */
export interface Exported {
  /** By path. */
  readonly files: ReadonlyMap<string, string>;
  /** A sentence for each entry that stays in the store. */
  readonly left: readonly string[];
}

/** What words that are not ours stand for. */
const SILENCE = '~';
const HEAD = '# Taught in Slack. Review it, move what you like to where it belongs, and commit it.\n';

/**
 * Makes knowledge files of what was taught: new topics with their document, more ways to ask, and what is not ours.
 * `stamp` (small letters, digits, hyphens) is part of each name, so that a later export overwrites none of an earlier.
 */
export function exportTaught(entries: readonly TaughtEntry[], knowledge: Knowledge, stamp: string): Exported {
  const document = `taught-in-slack-${stamp}`;
  const files = new Map<string, string>();
  const left: string[] = [];
  const sentences: string[] = [];
  const byRole = new Map<string, unknown[]>();
  const asks = new Map<string, string[]>();
  const notOurs: string[] = [];
  /** What each way to ask stands for already. */
  const taken = new Map<string, string>();
  for (const topic of knowledge.topics.values()) {
    for (const ask of [topic.title, ...topic.asks]) taken.set(askKey(ask), topic.id);
  }
  for (const ask of knowledge.notOurs) taken.set(askKey(ask), SILENCE);
  /** The ways to ask that are new; one that stands for something else is left out, and reported. */
  const takeNew = (list: readonly string[], thing: string) =>
    list.map(oneLine).filter((ask) => {
      const key = askKey(ask);
      if (key === '') return false;
      const owner = taken.get(key);
      if (owner !== undefined && owner !== thing) left.push(TERMINAL.why.takenWords(ask));
      if (owner !== undefined) return false;
      taken.set(key, thing);
      return true;
    });
  const isRole = new Set(knowledge.roles.map(({ id }) => id));
  const disputed = new Set(
    [...groupByThing(entries)].flatMap(([thing, said]) =>
      new Set(said.map(({ role }) => role)).size > 1 ? [thing] : [],
    ),
  );

  /** Takes an entry in; gives why it stays in the store, or why a part of it does. */
  const take = (entry: TaughtEntry): string | undefined => {
    const { why } = TERMINAL;
    const { kind, title, role } = entry;
    if (kind === 'answer' && disputed.has(thingOf(entry))) return why.disputed(title);
    if (kind === 'silence') {
      notOurs.push(...takeNew(entry.asks, SILENCE));
      return undefined;
    }
    if (entry.topic !== undefined) {
      const topic = knowledge.topics.get(entry.topic);
      if (!topic) return why.noTopic(title, entry.topic);
      if (kind === 'answer' && !topic.roles.includes(role)) return why.otherRole(title);
      asks.set(topic.id, [...(asks.get(topic.id) ?? []), ...takeNew(entry.asks, topic.id)]);
      return kind === 'answer' && oneLine(topic.answer) !== oneLine(entry.answer)
        ? why.otherWords(title)
        : undefined;
    }
    if (!isRole.has(role)) {
      const other = otherNameOf(role);
      return other === undefined ? why.noRole(title, role) : why.notInFiles(title, other);
    }
    if (entry.asks.some((ask) => taken.get(askKey(ask)) === SILENCE)) return why.notOurs(title);
    const newAsks = takeNew(entry.asks, entry.id);
    // A title that nobody asks for yet will do as a way to ask.
    if (newAsks.length === 0) newAsks.push(...takeNew([title], entry.id));
    if (newAsks.length === 0) return why.allTaken(title);
    const quote = oneLine(entry.answer);
    const source = entry.source === '' ? '' : `\n(Where it is written: ${oneLine(entry.source)})`;
    sentences.push(`${quote}${source}`);
    const topic = { id: topicIdFor(entry), title: oneLine(title), answer: quote, quote, asks: newAsks };
    byRole.set(role, [...(byRole.get(role) ?? []), topic]);
    return undefined;
  };
  for (const entry of entries) left.push(...[take(entry)].filter((why) => why !== undefined));

  if (sentences.length > 0) files.set(`documents/${document}.txt`, `${sentences.join('\n\n')}\n`);
  for (const [role, topics] of byRole) {
    const text = stringify({ 'adds-to': role, document, topics }, { lineWidth: 0 });
    files.set(`roles/${role}.taught-${stamp}.yml`, HEAD + text);
  }
  for (const [topic, list] of asks) {
    if (list.length > 0)
      files.set(`asks/${topic}.taught-${stamp}.txt`, `${HEAD}${list.map(asLine).join('\n')}\n`);
  }
  if (notOurs.length > 0)
    files.set(`not-ours/taught-${stamp}.txt`, `${HEAD}${notOurs.map(asLine).join('\n')}\n`);
  return { files, left };
}

/** In a list, a line that begins with # is a remark. */
const asLine = (ask: string) => ask.replace(/^#+\s*/, '');
