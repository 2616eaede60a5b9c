import { stringify } from 'yaml';
import { askKey, oneLine } from '../../answer/compare-with-files.ts';
import { otherNameOf, type TaughtEntry, thingOf, topicIdFor } from '../../answer/taught-entry.ts';
import type { Knowledge } from '../../knowledge/types.ts';
import { TERMINAL } from './copy.ts';
import { groupByThing } from './gaps.ts';

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
  const isKnown = new Set(knowledge.roles.map(({ id }) => id));

  const disputed = new Set(
    [...groupByThing(entries)].flatMap(([thing, said]) =>
      new Set(said.map(({ role }) => role)).size > 1 ? [thing] : [],
    ),
  );
  for (const entry of entries) {
    const topic = entry.topic === undefined ? undefined : knowledge.topics.get(entry.topic);
    if (entry.kind === 'answer' && disputed.has(thingOf(entry))) {
      left.push(TERMINAL.why.disputed(entry.title));
    } else if (entry.kind === 'silence') {
      notOurs.push(...takeNew(entry.asks, SILENCE));
    } else if (entry.topic !== undefined) {
      if (!topic) left.push(TERMINAL.why.noTopic(entry.title, entry.topic));
      else if (entry.kind === 'answer' && !topic.roles.includes(entry.role)) {
        left.push(TERMINAL.why.otherRole(entry.title));
      } else {
        if (entry.kind === 'answer' && oneLine(topic.answer) !== oneLine(entry.answer)) {
          left.push(TERMINAL.why.otherWords(entry.title));
        }
        asks.set(topic.id, [...(asks.get(topic.id) ?? []), ...takeNew(entry.asks, topic.id)]);
      }
    } else if (!isKnown.has(entry.role)) {
      const other = otherNameOf(entry.role);
      left.push(
        other === undefined
          ? TERMINAL.why.noRole(entry.title, entry.role)
          : TERMINAL.why.notInFiles(entry.title, other),
      );
    } else if (entry.asks.some((ask) => taken.get(askKey(ask)) === SILENCE)) {
      left.push(TERMINAL.why.notOurs(entry.title));
    } else {
      const ways = takeNew(entry.asks, entry.id);
      // A title that nobody asks for yet will do as a way to ask.
      if (ways.length === 0) ways.push(...takeNew([entry.title], entry.id));
      if (ways.length === 0) {
        left.push(TERMINAL.why.allTaken(entry.title));
        continue;
      }
      const quote = oneLine(entry.answer);
      sentences.push(
        `${quote}${entry.source === '' ? '' : `\n(Where it is written: ${oneLine(entry.source)})`}`,
      );
      byRole.set(entry.role, [
        ...(byRole.get(entry.role) ?? []),
        { id: topicIdFor(entry), title: oneLine(entry.title), answer: quote, quote, asks: ways },
      ]);
    }
  }
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
