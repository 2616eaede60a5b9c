import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { KNOWLEDGE_DIR, loadRealKnowledge } from '../support/bot.ts';

const DOCUMENT = 'product-manager-and-product-owner';

/** What the document makes each role responsible for, by the ids that are agreed on. */
const TOPICS = {
  'product-manager': [
    'strategy-and-vision',
    'ideation-to-launch',
    'market-research',
    'customer-needs',
    'goals-and-objectives',
    'product-roadmap',
    'feature-prioritization',
    'cross-functional-work',
    'company-alignment',
    'pm-role',
  ],
  'product-owner': [
    'delivery',
    'user-stories',
    'team-understanding',
    'backlog',
    'right-features-right-time',
    'story-acceptance',
    'acceptance-criteria',
    'vision-alignment',
    'po-role',
  ],
  both: ['working-together', 'pm-vs-po'],
};

const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim();

test('the knowledge folder is sound, and has the 21 topics under the roles that hold them', async () => {
  const { topics, roles } = await loadRealKnowledge();
  const held = Object.keys(TOPICS).map((holder) => [
    holder,
    [...topics.values()].filter((topic) => topic.holder === holder).map((topic) => topic.id),
  ]);
  expect(Object.fromEntries(held)).toEqual(TOPICS);
  expect(topics.size).toBe(21);
  expect(roles.map(({ name, short }) => [name, short])).toEqual([
    ['Product Manager', 'PM'],
    ['Product Owner', 'PO'],
  ]);
});

test('the document stands there to the byte', async () => {
  const bytes = await readFile(path.join(KNOWLEDGE_DIR, 'documents', `${DOCUMENT}.txt`));
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(
    'ffc0d14f3911f3b47b073f9a690bbeed07d98144b3c06e0c6d86a4223e6cf348',
  );
});

test('every sentence of the document that names a responsibility is quoted by a topic', async () => {
  const { topics, documents } = await loadRealKnowledge();
  // The first two lines say who asked and that the roles differ; from then on each sentence is about a role.
  const lines = (documents.get(DOCUMENT)?.text ?? '').split('\n').slice(2);
  const sentences = lines
    .map((line) => line.replace(/^- Product (?:Manager|Owner): /, ''))
    .flatMap((line) => line.split(/(?<=\.)\s+/));
  expect(sentences).toHaveLength(12);
  const quotes = [...topics.values()].map((topic) => squeeze(topic.quote));
  const unquoted = sentences.filter((sentence) => !quotes.some((quote) => quote.includes(squeeze(sentence))));
  expect(unquoted).toEqual([]);
});

test('every topic has many ways to ask, and topics that people ask next', async () => {
  const { topics } = await loadRealKnowledge();
  for (const topic of topics.values()) {
    expect(topic.asks.length, topic.id).toBeGreaterThanOrEqual(30);
    expect(topic.related.length, topic.id).toBeGreaterThan(0);
    expect(topic.related, topic.id).not.toContain(topic.id);
  }
});
