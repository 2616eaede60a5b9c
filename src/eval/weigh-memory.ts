import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { createAnswerer } from '../answer/answerer.ts';
import { VERSION } from '../bot.ts';
import { TIDY_HEAP } from '../config.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import { loadModel } from '../matching/load-model.ts';
import { createMatcher } from '../matching/matcher.ts';
import { openStore } from '../store/open-store.ts';
import type { Snapshot } from '../store/types.ts';

/** In ms: the first answer of a workspace that was not in memory is to be quicker. */
const SLOW = 50;

/**
 * What the bot weighs once it has read many workspaces: `node --expose-gc weigh-memory.js URL COUNT`. It loads what the
 * bot loads, Bolt included, answers in each workspace twice over, and counts by weak references how many stay in memory.
 */
async function main(): Promise<void> {
  setFlagsFromString(TIDY_HEAP);
  const [, , url = '', count = '0'] = process.argv;
  const knowledge = await loadKnowledge('knowledge');
  const model = await loadModel(knowledge, fileURLToPath(new URL('../learnt/', import.meta.url)));
  const answerer = createAnswerer({ knowledge, matcher: createMatcher(model, knowledge) });
  answerer.answer('who owns the backlog?');
  const store = await openStore({ url });
  const collect = () => (globalThis as { gc?: () => void }).gc?.();
  collect();
  const before = process.memoryUsage();
  const read: WeakRef<Snapshot>[] = [];
  const times: number[] = [];
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < Number(count); i++) {
      const start = performance.now();
      const snapshot = await store.workspace(`T${i}`).snapshot();
      answerer.learn(snapshot.taught).answer('who is looking after the projector of house 3?');
      times.push(performance.now() - start);
      read[i] = new WeakRef(snapshot);
      // Weak references hold on until the next turn of the event loop.
      if (i % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }
  const peak = process.resourceUsage().maxRSS / 1024;
  // Weak references hold on until the next turn of the event loop.
  await new Promise((resolve) => setTimeout(resolve, 10));
  collect();
  const kept = read.filter((reference) => reference.deref() !== undefined).length;
  const grown = (process.memoryUsage().heapUsed - before.heapUsed) / 2 ** 20;
  const rss = `${(before.rss / 2 ** 20).toFixed(0)} MB`;
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(1);
  const lines = [
    `${count} workspaces asked twice in a process of its own (${VERSION}): ${kept} stay in memory, ${grown.toFixed(0)} MB of heap`,
    `the whole process ${peak.toFixed(0)} MB at most, ${rss} before`,
    `answers, the read included, in ms: median ${at(0.5)}, 99th percentile ${at(0.99)}, slowest ${at(1)}; ${times.filter((time) => time > SLOW).length} of ${times.length} above ${SLOW}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  await store.close();
}

await main();
