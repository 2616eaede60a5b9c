import type { Knowledge, Topic } from '../knowledge/types.ts';
import { createMatcher } from './matcher.ts';
import { learnModel } from './model.ts';

/** How well a folder answers ways to ask that it has not learnt: its own, each held back in turn. */
export interface Rehearsal {
  readonly asked: number;
  readonly found: number;
  /** Among those offered as "Did you mean". */
  readonly offered: number;
  readonly wrong: number;
  /** Topics that most of their own ways to ask do not find, the worst first. */
  readonly weak: readonly string[];
  /** Two topics that are taken for each other, with how often. */
  readonly confused: readonly (readonly [string, string, number])[];
}

/** A small folder is learnt this many times, without another part of its ways to ask each time. */
const ROUNDS = 5;
/** Of more ways to ask than these one part is held back, once, as learning takes seconds. */
const MANY = 1_500;
const PART = 10;
/** Fewer confusions than this of one topic with another are chance. */
const OFTEN = 2;

/** Rehearses; `onRound` is told before each time that it learns. */
export function rehearse(
  knowledge: Knowledge,
  onRound: (round: number, rounds: number) => void = () => undefined,
): Rehearsal {
  const topics = [...knowledge.topics.values()];
  const count = topics.reduce((sum, { asks }) => sum + asks.length, 0);
  const [rounds, parts] = count > MANY ? [1, PART] : [ROUNDS, ROUNDS];
  const tallies = new Map(topics.map(({ id }) => [id, { asked: 0, good: 0 }]));
  const confusions = new Map<string, number>();
  let [asked, found, offered, wrong] = [0, 0, 0, 0];
  for (let round = 0; round < rounds; round++) {
    onRound(round, rounds);
    const isHeld = (topic: Topic, i: number) =>
      i % Math.min(parts, topic.asks.length) === round % parts && topic.asks.length > 1;
    const rest = topics.map((topic) => ({ ...topic, asks: topic.asks.filter((_, i) => !isHeld(topic, i)) }));
    const known = { ...knowledge, topics: new Map(rest.map((topic) => [topic.id, topic])) };
    const { match } = createMatcher(learnModel(known), known);
    for (const topic of topics) {
      const tally = tallies.get(topic.id) ?? { asked: 0, good: 0 };
      for (const ask of topic.asks.filter((_, i) => isHeld(topic, i))) {
        asked++;
        tally.asked++;
        const said = match(ask);
        const named = said.verdict === 'topic' || said.verdict === 'related' ? said.topic : undefined;
        if (named === topic.id) found++;
        else if (said.verdict === 'close' && said.topics.includes(topic.id)) offered++;
        if (named === topic.id || (said.verdict === 'close' && said.topics[0] === topic.id)) tally.good++;
        if (said.verdict !== 'topic' || said.topic === topic.id) continue;
        wrong++;
        const pair = [topic.id, said.topic].sort().join('\n');
        confusions.set(pair, (confusions.get(pair) ?? 0) + 1);
      }
    }
  }
  const weak = [...tallies].filter(([, tally]) => tally.asked > 0 && tally.good < tally.asked / 2);
  const confused = [...confusions]
    .filter(([, times]) => times >= OFTEN)
    .sort((a, b) => b[1] - a[1])
    .map(([pair, times]) => {
      const [one = '', two = ''] = pair.split('\n');
      return [one, two, times] as const;
    });
  const ids = weak.sort(([, a], [, b]) => a.good / a.asked - b.good / b.asked).map(([id]) => id);
  return { asked, found, offered, wrong, weak: ids, confused };
}
