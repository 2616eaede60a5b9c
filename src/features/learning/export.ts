import { stringify } from 'yaml';
import { askKey, oneLine } from '../../answer/home.ts';
import { homeIdOf, otherNameOf, type TaughtEntry, thingOf } from '../../answer/taught-entry.ts';
import type { Knowledge } from '../../knowledge/types.ts';

/** Files for a knowledge folder, and what could not be put into one. */
export interface Exported {
  /** By path. */
  readonly files: ReadonlyMap<string, string>;
  /** A sentence for each entry that stays in the memory. */
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
  /** The ways to ask that are new; one that stands for something else is left out, and said to be. */
  const fresh = (list: readonly string[], thing: string) =>
    list.map(oneLine).filter((ask) => {
      const key = askKey(ask);
      if (key === '') return false;
      const owner = taken.get(key);
      if (owner !== undefined && owner !== thing) {
        left.push(`“${ask}”: the files have these words for something else already, so they are left out.`);
      }
      if (owner !== undefined) return false;
      taken.set(key, thing);
      return true;
    });
  const isKnown = new Set(knowledge.roles.map(({ id }) => id));

  const disputed = listDisputed(entries);
  for (const entry of entries) {
    const topic = entry.topic === undefined ? undefined : knowledge.topics.get(entry.topic);
    if (entry.kind === 'answer' && disputed.has(thingOf(entry))) {
      left.push(
        `“${entry.title}”: what was taught gives it to different roles. Decide in \`/whoowns gaps\` first.`,
      );
    } else if (entry.kind === 'silence') {
      notOurs.push(...fresh(entry.asks, SILENCE));
    } else if (entry.topic !== undefined) {
      if (!topic) left.push(`“${entry.title}”: there is no topic “${entry.topic}” any more.`);
      else if (entry.kind === 'answer' && !topic.roles.includes(entry.role)) {
        left.push(
          `“${entry.title}”: the documents give it to another role. Change the document, or withdraw it.`,
        );
      } else {
        if (entry.kind === 'answer' && oneLine(topic.answer) !== oneLine(entry.answer)) {
          left.push(
            `“${entry.title}”: its ways to ask are written; its answer stays, as the documents say it in other words. Take over what you like, then withdraw it.`,
          );
        }
        asks.set(topic.id, [...(asks.get(topic.id) ?? []), ...fresh(entry.asks, topic.id)]);
      }
    } else if (!isKnown.has(entry.role)) {
      const other = otherNameOf(entry.role);
      left.push(
        other === undefined
          ? `“${entry.title}”: there is no role “${entry.role}” any more.`
          : `“${entry.title}”: no knowledge file has “${other}” as a role. Add it there first.`,
      );
    } else if (entry.asks.some((ask) => taken.get(askKey(ask)) === SILENCE)) {
      left.push(
        `“${entry.title}”: the files have its words as not ours to answer. Take them out there first.`,
      );
    } else {
      const ways = fresh(entry.asks, entry.id);
      // A title that nobody asks for yet will do as a way to ask.
      if (ways.length === 0) ways.push(...fresh([entry.title], entry.id));
      if (ways.length === 0) {
        left.push(`“${entry.title}”: all its ways to ask are those of another topic already.`);
        continue;
      }
      const quote = oneLine(entry.answer);
      sentences.push(
        `${quote}${entry.source === '' ? '' : `\n(Where it is written: ${oneLine(entry.source)})`}`,
      );
      byRole.set(entry.role, [
        ...(byRole.get(entry.role) ?? []),
        {
          id: homeIdOf(entry),
          title: oneLine(entry.title),
          answer: quote,
          quote,
          asks: ways,
        },
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

/** The things that entries give to different roles. */
function listDisputed(entries: readonly TaughtEntry[]): ReadonlySet<string> {
  const roles = new Map<string, Set<string>>();
  for (const entry of entries) {
    if (entry.kind !== 'answer') continue;
    const thing = thingOf(entry);
    roles.set(thing, (roles.get(thing) ?? new Set()).add(entry.role));
  }
  return new Set([...roles].flatMap(([thing, { size }]) => (size > 1 ? [thing] : [])));
}

/** In a list, a line that begins with # is a remark. */
const asLine = (ask: string) => ask.replace(/^#+\s*/, '');
