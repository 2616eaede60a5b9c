import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answerer } from '../../../src/answer/answerer.ts';
import { type CompareWithFiles, createCompareWithFiles } from '../../../src/answer/compare-with-files.ts';
import { readTaught, type TaughtEntry } from '../../../src/answer/taught-entry.ts';
import type { Answer } from '../../../src/answer/types.ts';
import { exportTaught } from '../../../src/features/learning/export.ts';
import { loadKnowledge } from '../../../src/knowledge/load.ts';
import type { Knowledge } from '../../../src/knowledge/types.ts';
import { KNOWLEDGE_DIR, LEARNING, openTestAnswerer, ROOT } from '../../support/bot.ts';

/** Each group asks the same in other words; the first way is taught. */
let groups: string[][];
let taught: TaughtEntry[];
let before: Answerer;
let folder: string;
/** The knowledge with what was taught brought into it, as `npm run gaps -- --export` writes it. */
let knowledge: Knowledge;
let after: Answerer;
let compare: CompareWithFiles;

beforeAll(async () => {
  const lines = (await readFile(path.join(ROOT, 'tests/features/learning/paraphrases.txt'), 'utf8')).split(
    '\n',
  );
  groups = lines
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .split(/\n\s*\n/)
    .map((block) => block.split('\n').filter((line) => line !== ''));
  taught = groups.map(([first = ''], i) => entry(`${'abcdefghijklmnopqrstuvwxyz'[i]}7Kx2m9Qw4-1`, first));
  before = await openTestAnswerer();
  folder = await mkdtemp(path.join(tmpdir(), 'whoowns-exported-'));
  await cp(KNOWLEDGE_DIR, folder, { recursive: true });
  const known = await loadKnowledge(KNOWLEDGE_DIR);
  // The files have these words as not ours: it stays in the memory.
  taught = taught.filter(({ asks }) => !known.notOurs.includes(asks[0] ?? ''));
  const { files } = exportTaught(taught, known, 'now');
  for (const [name, text] of files) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  knowledge = await loadKnowledge(folder);
  after = await openTestAnswerer(knowledge);
  compare = createCompareWithFiles(knowledge);
}, LEARNING);
afterAll(() => rm(folder, { recursive: true, force: true }));

function entry(id: string, ask: string, over: Partial<TaughtEntry> = {}): TaughtEntry {
  const value = {
    kind: 'answer',
    title: `About ${ask}`.slice(0, 75),
    role: 'product-owner',
    answer: `They do what “${ask}” asks for.`,
    source: 'the wiki',
    asks: [ask],
    at: 0,
    checked: Date.now(),
    ...over,
  };
  const read = readTaught({ id, value });
  if (!read) throw new Error('It is no entry.');
  return read;
}

/** What is said to it. */
function saidBy(answer: Answer): string | undefined {
  if (answer.kind === 'taught') return answer.sources[0]?.entry.answer;
  return answer.kind === 'topic' ? answer.card.topic.answer : undefined;
}

it('what was taught in one phrasing is found in other words as well once it is in the files', () => {
  const mine = before.learn(taught.map(({ id, ...value }) => ({ id, value })));
  const counts = { taught: 0, inFiles: 0, wrong: 0 };
  for (const [first = '', ...others] of groups) {
    const wanted = taught.find(({ asks }) => asks[0] === first)?.answer;
    for (const text of wanted === undefined ? [] : others) {
      if (saidBy(mine.answer(text).answer) === wanted) counts.taught += 1;
      const said = saidBy(after.answer(text).answer);
      if (said === wanted) counts.inFiles += 1;
      else if (said !== undefined) counts.wrong += 1;
    }
  }
  // Of 57. By what was learnt from one phrasing alone, 22 are found.
  expect(counts.taught).toBeGreaterThanOrEqual(47);
  expect(counts.inFiles).toBeGreaterThanOrEqual(counts.taught - 1);
  expect(counts.wrong).toBeLessThanOrEqual(1);
});

it('says why it was meant: by the way to ask that it has', () => {
  const [standup] = taught.filter(({ asks: [ask] }) => ask === 'who runs the daily standup');
  expect(after.why('who is running the daily stand-up?')).toMatchObject({
    title: standup?.title,
    phrasing: 'who runs the daily standup',
  });
});

describe('what the files have by now', () => {
  const first = () => taught[0] as TaughtEntry;

  it('answers once', () => {
    expect(taught.map((one) => compare(one).isInFiles)).toEqual(taught.map(() => true));
    const records = taught.map(({ id, ...value }) => ({ id, value }));
    expect(after.learn(records).answer(first().asks[0] ?? '').answer).toMatchObject({ kind: 'topic' });
  });

  it('counts as taught where it was edited meanwhile, whatever was edited, and stands beside the file', () => {
    const edits: Partial<TaughtEntry>[] = [
      { title: 'Another name' },
      { answer: 'Somebody else does it by now.' },
      { role: 'product-manager' },
      { asks: [...first().asks, 'who ever does that nowadays'] },
    ];
    for (const edit of edits) {
      const edited = { ...first(), ...edit };
      expect(compare(edited).isInFiles, JSON.stringify(edit)).toBe(false);
      const { id, ...value } = edited;
      const { answer } = after.learn([{ id, value }]).answer(first().asks[0] ?? '');
      expect(answer).toMatchObject({ kind: 'taught', card: { topic: { answer: first().answer } } });
    }
  });

  it('is the topic of the files that has its title', () => {
    const title = [...knowledge.topics.values()].find(({ id }) => id === 'backlog')?.title.toUpperCase();
    const compared = compare(entry('other', 'who shuffles the pile', { title: `${title}!` }));
    expect(compared.entry.topic).toBe('backlog');
  });

  it('is a way to ask that begins with the sign for a remark', () => {
    const topics = new Map([...knowledge.topics].map(([id, topic]) => [id, { ...topic, asks: ['hashes'] }]));
    const entryOf = (ask: string) => entry('x', ask, { kind: 'phrasing', topic: 'backlog' });
    const other = createCompareWithFiles({ topics, notOurs: [] });
    expect(other(entryOf('# hashes')).isInFiles).toBe(true);
    expect(other(entryOf('# dashes')).isInFiles).toBe(false);
  });
});
