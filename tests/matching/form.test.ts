import { beforeAll, describe, expect, test } from 'vitest';
import type { Answerer } from '../../src/answer/answerer.ts';
import { toRecord } from '../../src/answer/describe.ts';
import type { Form } from '../../src/matching/form.ts';
import { createFormReader } from '../../src/matching/form.ts';
import { createReader } from '../../src/matching/reader.ts';
import { LEARNING, openTestAnswerer } from '../support/bot.ts';

const role = (id: string, name: string, short: string) => ({
  id,
  name,
  short,
  names: [name.toLowerCase(), short.toLowerCase()],
});
const roles = [role('manager', 'Product Manager', 'PM'), role('owner', 'Product Owner', 'PO')];
const readForm = createFormReader(createReader({ roles, vocabulary: { short: new Map() } }));

test.each<[string, Form]>([
  ['who owns the backlog?', 'who'],
  ['The plan changed again. Who does that?', 'who'],
  ['would that be the PM or the PO?', 'who'],
  ['what is the PO responsible for', 'role'],
  ['who is a product owner', 'role'],
  ['how do PM and PO differ', 'relation'],
  ['how do the PM and the PO work together?', 'relation'],
  ['should the PO accept stories?', 'does-role'],
  ['backlog', 'bare'],
  ['Who is the roadmap for?', 'for-whom'],
  ['how are acceptance criteria written?', 'how'],
  ['how do I write a story', 'how-to'],
  ["what's on the roadmap for Q3?", 'what'],
  ['what if the owner rejects a story?', 'what-if'],
  ['who can add stories?', 'may'],
  ['who does not own the backlog?', 'negated'],
  ['how often is the backlog refined', 'amount'],
  ['when is the roadmap made?', 'when'],
  ['should the roadmap be public?', 'whether'],
  ['Should the PO come from IT or the business?', 'whether'],
  ['PM vs program manager, what is the difference?', 'whether'],
  ['who does the PO report to?', 'person'],
  ['who wrote the last release notes', 'past'],
  ['who has designed the logo', 'past'],
  ['who needs the roadmap', 'who'],
  ['who came up with the vision', 'who'],
  ['who has no say in the strategy?', 'negated'],
  ['in which language do we write stories', 'what'],
  ['hwo do I write a story', 'how-to'],
  ['PM vs. PO: what is the difference?', 'relation'],
  ['Is the client the product owner?', 'whether'],
])('“%s” asks %s', (text, form) => {
  expect(readForm(text)).toBe(form);
});

describe('where the thing is known and what is asked of it is not', () => {
  let answerer: Answerer;
  beforeAll(async () => {
    answerer = await openTestAnswerer();
  }, LEARNING);
  const record = (text: string) => toRecord(text, answerer.answer(text));

  test.each([
    ['Who is the roadmap for?', 'product-roadmap'],
    ['how are acceptance criteria written?', 'acceptance-criteria'],
    ["what's on the roadmap for Q3?", 'product-roadmap'],
    ['who does not own the backlog?', 'backlog'],
  ])('“%s” gets the sentence of %s, and not as its answer', (text, topic) => {
    const said = record(text);
    expect(said).toMatchObject({ outcome: 'related', topic: null, related: topic, role: null });
    expect(said.suggestions[0]).toBe(topic);
    expect(said.quote).not.toBeNull();
  });

  test.each([
    ['backlgo', 'backlog'],
    ['productvision', 'strategy-and-vision'],
    ['who owns the back-log', 'backlog'],
    ['who owns the back\u200blog', 'backlog'],
    ['who makes the vision?', 'strategy-and-vision'],
  ])('“%s” is answered with %s', (text, topic) => {
    expect(record(text)).toMatchObject({ outcome: 'answer', topic });
  });
});
