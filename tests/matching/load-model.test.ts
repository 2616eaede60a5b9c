import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Knowledge, Topic } from '../../src/knowledge/types.ts';
import { loadModel } from '../../src/matching/load-model.ts';
import { createMatcher } from '../../src/matching/matcher.ts';
import { learnModel } from '../../src/matching/model.ts';

const topic = (id: string, asks: string[]): Topic => ({
  id,
  asks,
  kind: 'responsibility',
  title: id,
  roles: ['cook'],
  holder: 'cook',
  answer: '',
  quote: '',
  document: 'd',
  related: [],
});

const kitchen = (...topics: Topic[]): Knowledge => ({
  documents: new Map(),
  roles: [{ id: 'cook', name: 'Cook', names: ['cook'] }],
  topics: new Map(topics.map((entry) => [entry.id, entry])),
  smalltalk: [],
  notOurs: ['who drives the van'],
  vocabulary: { short: new Map() },
});
const soup = topic('soup', ['who makes the soup', 'stirring the pot']);
const dessert = topic('dessert', ['who bakes the cake', 'sweet things']);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'whoowns-model-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('what was learnt', () => {
  test('is the same each time it is learnt', () => {
    expect(learnModel(kitchen(soup, dessert))).toEqual(learnModel(kitchen(soup, dessert)));
  });

  test('is kept, and read again as it was', async () => {
    const first = await loadModel(kitchen(soup, dessert), folder);
    expect(await readdir(folder)).toHaveLength(1);
    expect(await loadModel(kitchen(soup, dessert), folder)).toEqual(first);
  });

  test('is learnt anew when a phrasing has changed: the stale one is not used', async () => {
    await loadModel(kitchen(soup), folder);
    const [before] = await readdir(folder);
    const changed = kitchen(soup, topic('dessert', ['who bakes the pie']));
    const model = await loadModel(changed, folder);
    expect(createMatcher(model, changed).match('who bakes the pie')).toMatchObject({ topic: 'dessert' });
    expect(await readdir(folder)).toContain(before);
    expect(await readdir(folder)).toHaveLength(2);
  });

  test('is kept for the last few folders only', async () => {
    for (let i = 0; i < 7; i++) await loadModel(kitchen(topic('soup', [`soup number ${i}`])), folder);
    expect(await readdir(folder)).toHaveLength(4);
  });

  test('is learnt anew where the kept file is damaged', async () => {
    const model = await loadModel(kitchen(soup, dessert), folder);
    const [name = ''] = await readdir(folder);
    await writeFile(path.join(folder, name), 'half of a mod');
    expect(await loadModel(kitchen(soup, dessert), folder)).toEqual(model);
  });

  test('need not be kept: a folder that cannot be written to costs time only', async () => {
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    const model = await loadModel(kitchen(soup, dessert), path.join(file, 'below-a-file'));
    expect(model).toEqual(learnModel(kitchen(soup, dessert)));
  });
});
