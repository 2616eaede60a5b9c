import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Change, type LiveAnswerer, openLiveAnswerer } from '../../src/answer/live.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { loadModel } from '../../src/matching/load-model.ts';
import { kitchen, writeKitchen } from '../support/kitchen.ts';

let folder: string;
let models: string;
let answerer: LiveAnswerer | undefined;
let changes: Change[];
let learnt: number;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'whoowns-live-'));
  models = await mkdtemp(path.join(tmpdir(), 'whoowns-models-'));
  await writeKitchen(folder, kitchen());
  changes = [];
  learnt = 0;
});

afterEach(async () => {
  answerer?.close();
  await Promise.all([folder, models].map((name) => rm(name, { recursive: true, force: true })));
});

const open = async (learn?: () => Promise<void>) => {
  answerer = await openLiveAnswerer({
    knowledgeDir: folder,
    modelDir: models,
    learn: async (from, to) => {
      learnt++;
      await learn?.();
      await loadModel(await loadKnowledge(from), to);
    },
    onChange: (change) => void changes.push(change),
    every: 20,
  });
  return answerer;
};
const soup = ({ answer }: LiveAnswerer) => {
  const said = answer('who makes the soup').answer;
  return said.kind === 'topic' ? said.card.topic.answer : said.kind;
};

test('a new answer is given once it is learnt: its words tell what the topic is about', async () => {
  const live = await open();
  expect(soup(live)).toBe('The cook makes it.');
  await writeKitchen(folder, kitchen([['roles/cook.yml', 'The cook makes it.', 'The cook stirs it.']]));
  await vi.waitFor(() => expect(soup(live)).toBe('The cook stirs it.'), { timeout: 30_000 });
  expect(changes).toEqual([{ outcome: 'changed', topics: live.topics() }]);
  expect(learnt).toBe(1);
});

test('a new way to ask is learnt, and answered from then on', async () => {
  const live = await open();
  expect(live.answer('minestrone').answer.kind).toBe('unknown');
  await writeKitchen(folder, kitchen([], { 'asks/soup.txt': 'minestrone\nwho boils the minestrone\n' }));
  await vi.waitFor(() => expect(live.answer('minestrone').answer.kind).toBe('topic'), { timeout: 30_000 });
  expect(learnt).toBe(1);
});

test('a faulty file is reported once and changes nothing; its repair does', async () => {
  const live = await open();
  await writeKitchen(
    folder,
    kitchen([['roles/cook.yml', 'The cook makes the soup, and', 'The cat makes it, and']]),
  );
  await vi.waitFor(() => expect(changes).toHaveLength(1), { timeout: 30_000 });
  expect(changes[0]).toMatchObject({
    outcome: 'refused',
    report: expect.stringContaining('roles/cook.yml:'),
  });
  expect(soup(live)).toBe('The cook makes it.');
  // Another fault comes: the first is not reported by itself meanwhile.
  await writeKitchen(folder, [{ path: 'roles/broken.yml', text: 'role: [unclosed' }]);
  await vi.waitFor(() => expect(changes.length).toBeGreaterThan(1), { timeout: 30_000 });
  expect(changes.slice(1)).toEqual([
    { outcome: 'refused', report: expect.stringContaining('roles/broken.yml:') },
  ]);
  await rm(path.join(folder, 'roles/broken.yml'));
  await writeKitchen(folder, kitchen([['roles/cook.yml', 'The cook makes it.', 'The cook stirs it.']]));
  await vi.waitFor(() => expect(soup(live)).toBe('The cook stirs it.'), { timeout: 30_000 });
});

test('a folder that vanishes is reported, and answers go on', async () => {
  const live = await open();
  await rm(folder, { recursive: true });
  await vi.waitFor(() => expect(changes[0]?.outcome).toBe('refused'), { timeout: 30_000 });
  expect(soup(live)).toBe('The cook makes it.');
});

test('what cannot be learnt is reported, and what was known stays', async () => {
  const live = await open(() => Promise.reject(new Error('no room left')));
  await writeKitchen(folder, kitchen([], { 'asks/soup.txt': 'minestrone\n' }));
  await vi.waitFor(() => expect(changes[0]).toMatchObject({ outcome: 'refused' }), { timeout: 30_000 });
  expect(live.answer('minestrone').answer.kind).toBe('unknown');
  expect(soup(live)).toBe('The cook makes it.');
});
