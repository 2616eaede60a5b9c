import { showProgress } from '../cli/show-progress.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import type { Knowledge, Topic } from '../knowledge/types.ts';
import { createMatcher } from '../matching/matcher.ts';
import { learnModel } from '../matching/model.ts';
import { createOthers, createOurs } from './contenders.ts';
import { measureCost } from './cost/table.ts';

const ROUNDS = 5;
/** A contender that is slow gets fewer rounds: after so many milliseconds it is known well enough. */
const ENOUGH = 8_000;

/** Times one search after the other, the contenders in turns, so that a busy machine is busy for all of them. */
function timeAll(
  contenders: { name: string; ask(question: string): unknown }[],
  questions: readonly string[],
): void {
  const times = contenders.map(() => [] as number[]);
  for (let round = 0; round <= ROUNDS; round++) {
    contenders.forEach((contender, i) => {
      const spent = (times[i] ?? []).reduce((sum, time) => sum + time, 0);
      for (const question of spent > ENOUGH ? [] : questions) {
        const start = performance.now();
        contender.ask(question);
        // The first round warms up.
        if (round > 0) times[i]?.push(performance.now() - start);
      }
    });
  }
  contenders.forEach((contender, i) => {
    const sorted = (times[i] ?? []).sort((a, b) => a - b);
    const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(3).padStart(10);
    console.log(`${contender.name.padEnd(22)}${at(0.5)}${at(0.99)}`);
  });
}

/** Made-up entries: a title, a sentence and some phrasings each, out of a vocabulary of made-up words. */
function makeKnowledge(count: number, phrasings: number): Knowledge {
  let state = 7;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const syllables = 'ba de fi go lu ma ne pi ro su ta ve zo kra ste pli'.split(' ');
  const words = Array.from({ length: 4000 }, () =>
    Array.from({ length: 2 + random(3) }, () => syllables[random(syllables.length)]).join(''),
  );
  // Few words are common and most are rare, as in a language.
  const word = () => words[Math.floor(words.length * (random(1000) / 1000) ** 2)] ?? 'ba';
  const sentence = (length: number) => Array.from({ length }, word).join(' ');
  const topics = Array.from(
    { length: count },
    (_, i): Topic => ({
      id: `t${i}`,
      kind: 'responsibility',
      title: sentence(3),
      roles: ['r'],
      holder: 'r',
      answer: sentence(12),
      quote: '',
      document: 'd',
      asks: Array.from({ length: phrasings }, () => `who owns ${sentence(2 + random(5))}`),
      related: [],
    }),
  );
  return {
    documents: new Map([['d', { id: 'd', title: 'D', text: '' }]]),
    roles: [{ id: 'r', name: 'Role', names: ['role'] }],
    topics: new Map(
      [...topics, { ...(topics[0] as Topic), id: 'r', kind: 'role' as const }].map((t) => [t.id, t]),
    ),
    smalltalk: [],
    notOurs: [],
    vocabulary: { short: new Map() },
  };
}

async function main(): Promise<void> {
  const progress = showProgress(process.stderr);
  progress('Measuring the bot against a bare Bolt app');
  const table = await measureCost();
  progress('');
  console.log(table.join('\n'));
  const real = await loadKnowledge('knowledge');
  const head = `${''.padEnd(22)}${'median ms'.padStart(10)}${'p99 ms'.padStart(10)}`;
  const run = (title: string, knowledge: Knowledge, questions: readonly string[]) => {
    const start = performance.now();
    createMatcher(learnModel(knowledge), knowledge);
    console.log(`\n${title}; ready after ${Math.round(performance.now() - start)} ms\n${head}`);
    timeAll([createOurs(knowledge), ...createOthers(knowledge)], questions);
  };
  const fifty = [...real.topics.values()].map(
    (topic) => [topic.id, { ...topic, asks: topic.asks.filter((_, i) => i % 4 === 0).slice(0, 50) }] as const,
  );
  const held = [...real.topics.values()].flatMap((topic) => topic.asks.filter((_, i) => i % 16 === 1));
  run('21 topics with 50 phrasings each', { ...real, topics: new Map(fifty) }, held.slice(0, 200));
  for (const count of [1000, 10_000]) {
    const made = makeKnowledge(count, 3);
    const asks = [...made.topics.values()].flatMap((topic) => topic.asks);
    const questions = Array.from({ length: 40 }, (_, i) => asks[(i * 997) % asks.length] ?? '');
    run(`${count} made-up entries of three phrasings`, made, questions);
  }
}

await main();
