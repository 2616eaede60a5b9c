import { beforeAll, expect, it } from 'vitest';
import { readTaught, type TaughtEntry } from '../../../src/answer/taught-entry.ts';
import { exportTaught } from '../../../src/features/learning/export.ts';
import type { Knowledge } from '../../../src/knowledge/types.ts';
import { LEARNING, loadRealKnowledge } from '../../support/bot.ts';

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await loadRealKnowledge();
}, LEARNING);

function taught(over: Partial<TaughtEntry>): TaughtEntry {
  const value = {
    kind: 'answer',
    title: 'Fruit baskets',
    role: 'product-owner',
    answer: 'The Product Owner orders them.',
    source: 'The handbook',
    asks: ['who orders the fruit'],
    at: 0,
    checked: 0,
    ...over,
  };
  const entry = readTaught({ id: over.id ?? 'a1', value });
  if (!entry) throw new Error('It is no entry.');
  return entry;
}

const textOf = (entries: readonly TaughtEntry[]) => {
  const { files, left } = exportTaught(entries, knowledge, 'now');
  return { files: [...files.values()].join('\n'), left: left.join('\n') };
};

it('says what stays of an answer to a topic that the documents have in other words', () => {
  const { files, left } = textOf([
    taught({ topic: 'backlog', title: 'The backlog', asks: ['who shuffles the pile'] }),
  ]);
  expect(files).toContain('who shuffles the pile');
  expect(left).toContain('its answer stays');
});

it('writes nothing of what was taught to two roles, and says so', () => {
  const { files, left } = textOf([taught({}), taught({ id: 'b2', role: 'product-manager' })]);
  expect(files).toBe('');
  expect(left.match(/Decide in/g)).toHaveLength(2);
});

it('leaves what has no way of its own to be asked for', () => {
  const { files, left } = textOf([taught({ title: 'backlog', asks: ['backlog'] })]);
  expect(files).toBe('');
  expect(left).toContain('those of another topic already');
});

it('writes no half characters', () => {
  const { files } = textOf([taught({ answer: 'They do \ud83d it.' })]);
  expect(files).toContain('They do \ufffd it.');
});

it('names the ways to ask that it leaves out, and what the files have as not ours', () => {
  const phrasing = taught({ kind: 'phrasing', topic: 'backlog', asks: [] });
  const { files, left } = textOf([
    { ...phrasing, asks: [knowledge.topics.get('product-roadmap')?.asks[0] ?? '', 'who piles it'] },
    taught({ id: 'c3', title: 'Not ours', asks: [knowledge.notOurs[0] ?? ''] }),
  ]);
  expect(files).toContain('who piles it');
  expect(files).not.toContain('Not ours');
  expect(left).toContain(`“${knowledge.topics.get('product-roadmap')?.asks[0]}”: the files have these words`);
  expect(left).toContain('“Not ours”: the files have its words as not ours to answer.');
});

it('leaves what somebody holds who is no role of the files', () => {
  const { files, left } = textOf([taught({ role: 'other:Office Management' })]);
  expect(files).toBe('');
  expect(left).toContain('no knowledge file has “Office Management” as a role');
});
