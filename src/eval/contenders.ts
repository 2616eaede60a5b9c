import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { createAnswerer } from '../answer/answerer.ts';
import { toRecord } from '../answer/describe.ts';
import { toPlainText } from '../answer/plain-text.ts';
import type { Knowledge } from '../knowledge/types.ts';
import { createMatcher } from '../matching/matcher.ts';
import { learnModel } from '../matching/model.ts';
import { isStopWord, splitWords } from '../matching/words.ts';

/** What a contender says to a question. */
export interface Reply {
  /** Topics, best first. */
  readonly ranked: readonly string[];
  /** How good the first one is, on the contender's own scale; higher is better. */
  readonly score: number;
  /** The topic that it answers with; undefined where it stays silent or asks back. */
  readonly answered: string | undefined;
  /** The topics that it asks back about, or says something of that was not asked. */
  readonly offered: readonly string[];
}

/** A matcher in the comparison. */
export interface Contender {
  readonly name: string;
  ask(question: string): Reply;
  /** It has no threshold of its own: the evaluation gives it the best there is, with the answers in hand. */
  readonly needsThreshold: boolean;
}

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly answer: string;
  readonly asks: readonly string[];
}

const KEYS = ['title', 'answer', 'asks'];

/** Ours, as the bot has it, confidence included. */
export function createOurs(knowledge: Knowledge): Contender {
  const answerer = createAnswerer({ knowledge, matcher: createMatcher(learnModel(knowledge), knowledge) });
  return {
    name: 'whoowns',
    needsThreshold: false,
    ask(question) {
      const record = toRecord(question, answerer.answer(question));
      const answered = record.outcome === 'answer' ? (record.topic ?? undefined) : undefined;
      const rest = record.suggestions.filter((id) => id !== answered);
      return {
        ranked: answered === undefined ? rest : [answered, ...rest],
        score: record.confidence,
        answered,
        offered:
          record.outcome === 'unsure'
            ? record.suggestions.slice(0, 3)
            : record.related === null
              ? []
              : [record.related],
      };
    },
  };
}

/** The others, on the same entries: title, answer and every way to ask. */
export function createOthers(knowledge: Knowledge): Contender[] {
  const entries = [...knowledge.topics.values()];
  return [
    createFuse('Fuse.js', entries, { threshold: 0.6 }, false),
    createFuse(
      'Fuse.js token search',
      entries,
      { useTokenSearch: true, threshold: 0.4, ignoreLocation: true },
      true,
    ),
    createMiniSearch(entries),
  ];
}

function createFuse(
  name: string,
  entries: readonly Entry[],
  options: ConstructorParameters<typeof Fuse<Entry>>[1],
  dropStopWords: boolean,
): Contender {
  const fuse = new Fuse(entries, { includeScore: true, keys: KEYS, ...options });
  return threshold(name, (question) => {
    const words = dropStopWords ? contentOf(question) : question;
    return fuse.search(words, { limit: 5 }).map(({ item, score = 1 }) => [item.id, 1 - score]);
  });
}

function createMiniSearch(entries: readonly Entry[]): Contender {
  const search = new MiniSearch<Entry & { text: string }>({
    fields: ['title', 'answer', 'text'],
    searchOptions: { fuzzy: 0.2, prefix: true },
  });
  search.addAll(entries.map((entry) => ({ ...entry, text: entry.asks.join('\n') })));
  return threshold('MiniSearch', (question) =>
    search
      .search(contentOf(question))
      .slice(0, 5)
      .map(({ id, score }) => [String(id), score]),
  );
}

function threshold(name: string, search: (question: string) => [string, number][]): Contender {
  return {
    name,
    needsThreshold: true,
    ask(question) {
      const hits = search(toPlainText(question));
      return {
        ranked: hits.map(([id]) => id),
        score: hits[0]?.[1] ?? 0,
        answered: hits[0]?.[0],
        offered: [],
      };
    },
  };
}

function contentOf(question: string): string {
  return splitWords(question)
    .filter((word) => !isStopWord(word) && !['who', 'what', 'which', 'whose'].includes(word))
    .join(' ');
}
