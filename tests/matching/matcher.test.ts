import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createAnswerer } from '../../src/answer/answerer.ts';
import { toPlainText } from '../../src/answer/plain-text.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import type { Knowledge, Topic } from '../../src/knowledge/types.ts';
import { createMatcher, type Matcher } from '../../src/matching/matcher.ts';
import { learnModel } from '../../src/matching/model.ts';

let knowledge: Knowledge;
let matcher: Matcher;

beforeAll(async () => {
  knowledge = await loadKnowledge('knowledge');
  matcher = createMatcher(learnModel(knowledge), knowledge);
}, 60_000);

const topicOf = (text: string) => {
  const match = matcher.match(text);
  return match.verdict === 'topic' ? match.topic : match.verdict;
};

describe('the matcher', () => {
  test.each([
    ['backlog', 'backlog'],
    ['who ownes teh bakclog', 'backlog'],
    ['prodcut raodmap', 'product-roadmap'],
    ['who does the PRIORITISATION of the backlog?', 'backlog'],
    ['reqs not clear, who sorts that out', 'user-stories'],
    [
      'Hello all :wave: we had cake today. The login story is done since Monday. Who signs it off? Thanks!',
      'story-acceptance',
    ],
    ['what is the difference between a product manager and a product owner', 'pm-vs-po'],
    ['what does a PO do all day', 'po-role'],
    ['user stories', 'user-stories'],
    ['goals', 'goals-and-objectives'],
    ['customers', 'customer-needs'],
    ['both roles needed?', 'working-together'],
    ['product owner vs manager', 'pm-vs-po'],
    ['how do the product manager and owner differ', 'pm-vs-po'],
    ['waht shoud a prduct ower do', 'po-role'],
    ['main tasks from PM', 'pm-role'],
  ])('takes “%s” for %s', (text, topic) => {
    expect(topicOf(toPlainText(text))).toBe(topic);
  });

  test.each([
    'who owns the test environment',
    'raise a PO for new monitors',
    'does a product owner need to be technical',
    'PM me the link',
    'what is the salary of a product manager',
    'banana',
    'PO number for the invoice please',
    'z',
    'word',
    'yes',
    'nope',
    'please',
    'why',
    'what',
    'the',
    'who is responsible',
    'who owns what',
    'who decides',
    'done',
  ])('does not answer “%s”', (text) => {
    expect(matcher.match(text).verdict).not.toBe('topic');
  });

  test.each([['alignment', ['vision-alignment', 'company-alignment']]])(
    'offers what “%s” may mean',
    (text, topics) => {
      expect(matcher.match(text)).toMatchObject({ verdict: 'close', topics });
    },
  );

  test('takes small talk for small talk, and not a question that begins like it', () => {
    expect(matcher.match('thank you so much')).toMatchObject({ verdict: 'smalltalk', smalltalk: 'thanks' });
    expect(matcher.match('how do you make sure that the story is accepted').verdict).not.toBe('smalltalk');
  });

  test('ranks with confidences between 0 and 1, the best first', () => {
    const { ranked } = matcher.match('who decides what is built first');
    const confidences = ranked.map((candidate) => candidate.confidence);
    expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
    for (const confidence of confidences) expect(confidence).toSatisfy((c: number) => c >= 0 && c <= 1);
  });

  test('says why: the words, the runner-up, and a phrasing of the same topic', () => {
    const why = matcher.explain('who signs off a finished story');
    expect(why?.best.topic).toBe('story-acceptance');
    expect(why?.words.map(({ word }) => word)).toEqual(['who', 'signs', 'off', 'a', 'finished', 'story']);
    expect(why?.words.find(({ word }) => word === 'signs')?.weight).toBeGreaterThan(0);
    expect(why?.phrasing?.likeness).toBeGreaterThan(0.3);
    expect(why?.runnerUp?.confidence).toBeLessThan(why?.best.confidence ?? 0);
  });

  test('bears ten thousand random strings, of every plane of Unicode', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
    );
    fc.assert(
      fc.property(text, (value) => {
        const match = matcher.match(toPlainText(value));
        return match.confidence >= 0 && match.confidence <= 1;
      }),
      { numRuns: 10_000 },
    );
  }, 60_000);

  test.each([
    ['one word', 'a'.repeat(100_000)],
    ['words', 'backlog '.repeat(13_000)],
    ['open brackets', '<'.repeat(100_000)],
    ['backticks', '```a`'.repeat(20_000)],
    ['colons', ':a'.repeat(50_000)],
    ['sentences', 'Who? '.repeat(20_000)],
    ['apostrophes', "n't".repeat(33_000)],
    ['combining marks', 'e\u0301'.repeat(50_000)],
  ])('bears a message of a hundred thousand characters: %s', (_, text) => {
    expect(() => matcher.match(toPlainText(text))).not.toThrow();
  });
});

describe('a role with two phrasings a topic', () => {
  const topic = (id: string, kind: Topic['kind'], title: string, asks: string[]): Topic => ({
    id,
    kind,
    title,
    asks,
    roles: ['release-captain'],
    holder: 'release-captain',
    answer: `${title}.`,
    quote: '',
    document: 'd',
    related: [],
  });
  const small = (): Knowledge => ({
    ...knowledge,
    roles: [
      ...knowledge.roles,
      { id: 'release-captain', name: 'Release Captain', names: ['release captain', 'rc'], short: 'RC' },
    ],
    topics: new Map([
      ...knowledge.topics,
      ...[
        topic('rc-role', 'role', 'What a Release Captain does', [
          'what does a release captain do',
          'release captain role',
        ]),
        topic('changelog', 'responsibility', 'The changelog', ['who writes the changelog', 'changelog']),
        topic('rollback', 'responsibility', 'Rolling a release back', [
          'who decides on a rollback',
          'rollback decision',
        ]),
      ].map((entry) => [entry.id, entry] as const),
    ]),
  });

  test('answers for its own keywords and their typos, and takes no questions from the others', () => {
    const own = small();
    const answerer = createAnswerer({ knowledge: own, matcher: createMatcher(learnModel(own), own) });
    const ask = (question: string) => {
      const { answer } = answerer.answer(question);
      if (answer.kind === 'topic') return answer.card.topic.id;
      return answer.kind === 'role' ? answer.card.role.id : answer.kind;
    };
    expect(ask('who writes the changelog?')).toBe('changelog');
    expect(ask('changelgo')).toBe('changelog');
    expect(ask('who decides about a rollback')).toBe('rollback');
    expect(ask('rc')).toBe('release-captain');
    expect(ask('who owns the backlog')).toBe('backlog');
    expect(ask('who signs off a story')).toBe('story-acceptance');
    expect(['changelog', 'rollback', 'release-captain']).not.toContain(ask('who pays for lunch'));
  }, 60_000);
});
