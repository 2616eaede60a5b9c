import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createAnswerer } from '../answer/answerer.ts';
import { createAnswers } from '../features/ask/answering.ts';
import { buildAnswer } from '../features/ask/views/answer.ts';
import { createGather } from '../features/learning/question-log.ts';
import type { Knowledge } from '../knowledge/types.ts';
import { openLog } from '../log.ts';
import type { Matcher } from '../matching/matcher.ts';
import { createPeople } from '../slack/directory/people.ts';
import { createReadSnapshot } from '../slack/read-snapshot.ts';
import { restore } from '../store/backup.ts';
import { openStore } from '../store/open-store.ts';
import { type Store, TAUGHT } from '../store/types.ts';
import { describeTaught, describeWorkspaces, type Names, TAUGHT_ENTRIES } from './made-up-workspaces.ts';

const ROUNDS = 20;
const WORKSPACES = 10_000;

/**
 * Times whole answers, message included, with and without a memory on SQLite, in turns; with one also all that follows
 * an answer, and what of that is written later, in its turn of the event loop. Then what the memory takes.
 */
export async function timeMemory(
  knowledge: Knowledge,
  matcher: Matcher,
  questions: readonly string[],
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'whoowns-bench-'));
  const url = `file:${path.join(folder, 'bench.db')}`;
  const store = await openStore({ url });
  try {
    const names = { roles: knowledge.roles.map(({ id }) => id), topics: [...knowledge.topics.keys()] };
    await fill(store, 'T0', names);
    const answerer = createAnswerer({ knowledge, matcher });
    const log = openLog('silent');
    const people = createPeople();
    const answers = createAnswers(answerer, createReadSnapshot({ store, log }), people);
    const gather = createGather({ store, people, log });
    const times = { without: [] as number[], with: [] as number[], unanswered: [] as number[] };
    const context = { teamId: 'T0' } as never;
    for (let round = 0; round <= ROUNDS; round++) {
      for (const question of [...questions, ...UNANSWERED]) {
        const start = performance.now();
        buildAnswer(answerer.answer(question).answer, { audience: 'private', question });
        const between = performance.now();
        const asked = { channel: 'C1', user: 'U1' };
        const answering = await answers.to(context, question, asked);
        buildAnswer(answering.answer, { audience: 'private', question, local: answering.local });
        await gather.asked(context, answering);
        const end = performance.now();
        // What is written later is written now and then between two questions.
        await new Promise((resolve) => setImmediate(resolve));
        // The first round warms up.
        if (round === 0) continue;
        if (answering.id === undefined) {
          times.without.push(between - start);
          times.with.push(end - between);
        } else times.unanswered.push(end - between);
      }
    }
    const counted = performance.now();
    await store.workspace('T0').counts(1);
    report(times, performance.now() - counted);
    await weigh(folder, names);
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Times {
  readonly without: number[];
  readonly with: number[];
  readonly unanswered: number[];
}

function report(times: Times, flushed: number): void {
  console.log('\nWhole answers, in ms: median, mean, 99th percentile');
  const line = (name: string, all: number[]) => {
    const sorted = all.sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
    const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
    const columns = [at(0.5), mean, at(0.99)].map((one) => one.toFixed(3).padStart(10));
    console.log(`${name.padEnd(32)}${columns.join('')}`);
    return { median: at(0.5), mean };
  };
  const without = line('without a memory', times.without);
  const withOne = line('with a memory, and all after it', times.with);
  const ratios = [withOne.median / without.median, withOne.mean / without.mean];
  console.log(`${'ratio'.padEnd(32)}${ratios.map((one) => one.toFixed(2).padStart(10)).join('')}`);
  line('kept as it had no answer', times.unanswered);
  console.log(`${'counts written together, once'.padEnd(32)}${flushed.toFixed(3).padStart(10)}`);
}

/** The documents do not say: each is kept, and written to the disk, after its answer was sent. */
const UNANSWERED = [
  'who buys the fruit baskets?',
  'who waters the plants in the hall?',
  'which bus goes to the office?',
  'who repairs the coffee machine?',
];

/** Three channels with two people a role, four people with a channel of their own, and what was taught. */
async function fill(store: Store, key: string, names: Names): Promise<void> {
  const memory = store.workspace(key);
  const people = ['U1', 'U2', 'U3', 'U4'].map((id) => `${id}${key}`);
  await memory.keepNames(people.map((id) => ({ id, name: `A Person Called ${id}` })));
  for (const channel of ['C1', 'C2', 'C3']) {
    const holders = people.slice(0, 2).map((id) => ({ kind: 'user' as const, id }));
    const set = names.roles.map((role) => ({ role, holders, note: 'in the mornings' }));
    await memory.assign({ channel, by: people[0] ?? '', roles: set });
  }
  for (const person of people) await memory.setHome(person, 'C1');
  for (let k = 0; k < TAUGHT_ENTRIES; k++) {
    await memory.saveRecord(TAUGHT, `e${k}`, describeTaught(k, people[0] ?? '', names), 0);
  }
}

/** Writes the workspaces here, all at once, and lets a process of its own read them and answer in each. */
async function weigh(folder: string, names: Names): Promise<void> {
  const url = `file:${path.join(folder, 'weigh.db')}`;
  await restore(url, describeWorkspaces(WORKSPACES, names));
  const program = fileURLToPath(new URL('./weigh-memory.js', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--expose-gc',
    // As `npm start` has it.
    '--max-semi-space-size=4',
    program,
    url,
    String(WORKSPACES),
  ]);
  process.stdout.write(stdout);
}
