import { groupByThing, isDecided, type TaughtEntry } from '../../answer/taught-entry.ts';
import type { Topic } from '../../knowledge/types.ts';
import type { Cluster } from './cluster.ts';
import type { Choice, LoggedQuestion } from './logged-question.ts';

/** The same question in other words, and what is known of it. */
export interface Gap {
  /** The most frequent wording first; every one of them is open. */
  readonly questions: readonly [LoggedQuestion, ...LoggedQuestion[]];
  readonly count: number;
  /** Topics that came closest, the most frequent first; three at most. */
  readonly candidates: readonly string[];
  /** What people chose for it, if anything. */
  readonly picked: Choice | undefined;
  readonly reasons: readonly string[];
}

/** One thing that sources give to different roles. */
export interface Conflict {
  readonly thing: string;
  readonly title: string;
  /** The topic of the documents, where they have it. */
  readonly topic: Topic | undefined;
  readonly entries: readonly TaughtEntry[];
}

/** Puts the open questions together to gaps, the most frequent first. */
export async function listGaps(questions: readonly LoggedQuestion[], cluster: Cluster): Promise<Gap[]> {
  const open = questions
    .filter(({ state }) => state === 'open')
    // A choice among "Did you mean" is no question of its own.
    .map((question) => (question.outcome === 'picked' ? { ...question, count: 0 } : question));
  return (await cluster(open)).flatMap((alike): Gap[] => {
    const [first, ...others] = alike;
    if (!first) return [];
    return [
      {
        questions: [first, ...others],
        count: Math.max(1, sumOf(alike)),
        candidates: mostFrequent(alike.flatMap(({ candidates }) => candidates)).slice(0, 3),
        picked: choiceOf(alike),
        reasons: [...new Set(alike.flatMap(({ reason }) => (reason === '' ? [] : [reason])))],
      },
    ];
  });
}

function choiceOf(cluster: readonly LoggedQuestion[]): Choice | undefined {
  const chosen = cluster.flatMap(({ outcome, topic, taught }): Choice[] => {
    if (outcome !== 'picked') return [];
    return topic !== undefined ? [{ topic }] : taught !== undefined ? [{ taught }] : [];
  });
  const [key] = mostFrequent(chosen.map((choice) => JSON.stringify(choice)));
  return chosen.find((choice) => JSON.stringify(choice) === key);
}

const sumOf = (questions: readonly LoggedQuestion[]) => questions.reduce((sum, { count }) => sum + count, 0);

function mostFrequent(list: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const item of list) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([item]) => item);
}

/** The things that sources give to different roles, until somebody decides. */
export function listConflicts(
  entries: readonly TaughtEntry[],
  topics: ReadonlyMap<string, Topic>,
): Conflict[] {
  return [...groupByThing(entries)].flatMap(([thing, said]): Conflict[] => {
    if (isDecided(said)) return [];
    const topic = topics.get(thing);
    const roles = new Set(said.map(({ role }) => role));
    const differs = topic !== undefined && !topic.roles.some((role) => roles.has(role));
    if (roles.size < 2 && !differs) return [];
    return [{ thing, title: topic?.title ?? said[0]?.title ?? '', topic, entries: said }];
  });
}
