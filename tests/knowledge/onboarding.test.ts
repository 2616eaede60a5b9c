import { describe, expect, test } from 'vitest';
import { parseKnowledge } from '../../src/knowledge/parse.ts';
import { kitchen, placeOf } from '../support/kitchen.ts';

const WORDS = `document: kitchen-rules
greeting:
  hello: Hello there.
  can: I show you the kitchen.
  declined: As you like.
tour:
  - title: The cook
    text: The cook cooks.
    quote: The cook makes the soup, and tastes it.
  - title: Who they are
    text: They have names.
    shows: team
quiz:
  - { topic: soup, question: Who makes the soup? }
  - { topic: serving, question: Who serves? }
  - { topic: opening, question: Who opens the kitchen? }
  - { topic: cook-role, question: Who cooks? }
  - { topic: waiter-role, question: Who waits? }
follow-up:
  text: This is what people ask most.
  topics: [soup, serving]
`;

function parse(...edits: readonly (readonly [from: string, to: string])[]) {
  let text = WORDS;
  for (const [from, to] of edits) {
    if (!text.includes(from)) throw new Error(`There is no “${from}”.`);
    text = text.replace(from, to);
  }
  return parseKnowledge(kitchen([], { 'onboarding.yml': text }));
}

function faultsOf(...edits: readonly (readonly [from: string, to: string])[]) {
  const parsed = parse(...edits);
  return parsed.ok ? [] : parsed.faults.map((fault) => `${placeOf(fault)} ${fault.problem}`);
}

describe('the words for new hires', () => {
  test('are read, with the title of the document beside each quote', () => {
    const parsed = parse();
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
    const { tour, quiz } = parsed.knowledge.onboarding ?? {};
    expect(tour).toEqual([
      {
        title: 'The cook',
        text: 'The cook cooks.',
        source: { quote: 'The cook makes the soup, and tastes it.', documentTitle: 'Kitchen Rules' },
        showsTeam: false,
      },
      { title: 'Who they are', text: 'They have names.', showsTeam: true },
    ]);
    expect(quiz).toHaveLength(5);
  });

  test('may be missing', () => {
    const parsed = parseKnowledge(kitchen());
    expect(parsed.ok && parsed.knowledge.onboarding).toBeUndefined();
  });

  test.each([
    [
      'a quote that its document does not have',
      'tastes it.\n',
      'burns it.\n',
      '9 The quote of “The cook” does not stand',
    ],
    [
      'a document that there is not',
      'document: kitchen-rules',
      'document: cellar',
      '1 There is no document “cellar”',
    ],
    ['a question for no topic', 'topic: serving', 'topic: cellar', '15 There is no topic “cellar”'],
    ['the same topic twice', 'topic: serving', 'topic: soup', '13 '],
    ['too few questions', '  - { topic: serving, question: Who serves? }\n', '', '13 '],
    [
      'a topic to come back to that there is not',
      '[soup, serving]',
      '[soup, cellar]',
      '21 There is no topic “cellar”',
    ],
    ['a word that is not known', 'shows: team', 'shows: me', '12 '],
    ['no quote at all', '    quote: The cook makes the soup, and tastes it.\n', '', '6 '],
    ['no step that shows the team', '    shows: team\n', '', '6 '],
    [
      'two steps that show the team',
      '    text: The cook cooks.\n',
      '    text: The cook cooks.\n    shows: team\n',
      '6 ',
    ],
    ['a text that is empty', 'hello: Hello there.', 'hello: ""', '3 '],
  ])('are reported with %s, at its line', (_, from, to, expected) => {
    const faults = faultsOf([from, to]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(`onboarding.yml:${expected}`);
  });

  test('may not ask who holds a comparison', () => {
    const files = kitchen(
      [['roles/team.yml', '  - id: opening\n', '  - id: opening\n    kind: comparison\n']],
      {
        'onboarding.yml': WORDS,
      },
    );
    const parsed = parseKnowledge(files);
    expect(parsed.ok ? [] : parsed.faults).toEqual([
      expect.objectContaining({ line: 16, problem: '“opening” compares roles, so no single role owns it.' }),
    ]);
  });

  test('do not report topics that may stand in a file that cannot be read', () => {
    const files = kitchen([['roles/waiter.yml', 'role: waiter', 'role: [']], { 'onboarding.yml': WORDS });
    const parsed = parseKnowledge(files);
    expect(parsed.ok ? [] : parsed.faults.filter(({ file }) => file === 'onboarding.yml')).toEqual([]);
  });
});
