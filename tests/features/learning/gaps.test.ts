import { expect, it } from 'vitest';
import { createCluster } from '../../../src/features/learning/cluster.ts';
import { listGaps } from '../../../src/features/learning/gaps.ts';
import type { LoggedQuestion } from '../../../src/features/learning/logged-question.ts';
import { LEARNING, openTestAnswerer } from '../../support/bot.ts';

const THINGS =
  'umbrella trombone teapot lantern carpet violin anchor pumpkin sledge canoe candle mirror ladder kettle basket drum flute saddle wagon invoice laptop badge printer'.split(
    ' ',
  );
const ACTS =
  'polishes buys sells repairs paints orders cleans waters feeds carries hides counts approves books renews updates lends stacks'.split(
    ' ',
  );
const PLACES = ['cellar', 'attic', 'garage'];

const question = (text: string, over: Partial<LoggedQuestion> = {}): LoggedQuestion => ({
  id: text,
  text,
  count: 1,
  outcome: 'unknown',
  candidates: [],
  topic: undefined,
  taught: undefined,
  reason: '',
  tell: [],
  state: 'open',
  answeredBy: undefined,
  untold: 0,
  at: 0,
  last: 0,
  version: 1,
  ...over,
});

it('of more than a thousand questions the most frequent stand first, however old, and no settled one takes a place', {
  timeout: LEARNING,
}, async () => {
  const answerer = await openTestAnswerer();
  const many = PLACES.flatMap((place) =>
    THINGS.flatMap((thing) => ACTS.map((act) => question(`who ${act} the ${thing} in the ${place}?`))),
  );
  expect(many.length).toBeGreaterThan(1_200);
  const settled = many.map((one) => ({ ...one, id: `${one.id} old`, state: 'answered' as const, count: 9 }));
  const giraffe = question('who grooms the giraffe?', { count: 500 });
  const [first] = await listGaps([...settled, ...many, giraffe], createCluster(answerer));
  expect(first).toMatchObject({ questions: [{ text: giraffe.text }], count: 500 });
});

it('a choice alone is one question, and stands behind what was asked more often', async () => {
  const answerer = await openTestAnswerer();
  const picked = question('who paints the teapot?', { outcome: 'picked', topic: 'backlog', count: 7 });
  const gaps = await listGaps(
    [picked, question('who grooms the giraffe?', { count: 2 })],
    createCluster(answerer),
  );
  expect(gaps.map(({ count, picked: choice }) => [count, choice])).toEqual([
    [2, undefined],
    [1, { topic: 'backlog' }],
  ]);
});

const ALIKE = [question('who grooms the giraffe?'), question('who is grooming our giraffe?')];

it('puts questions together anew after the knowledge has changed', async () => {
  const real = await openTestAnswerer();
  let known = real.known();
  let isChanged = false;
  const nothingAlike: typeof real.index = () => ({ ...real.index([]), find: () => [] });
  const answerer = {
    known: () => known,
    index: ((entries) => (isChanged ? nothingAlike(entries) : real.index(entries))) as typeof real.index,
  };
  const cluster = createCluster(answerer);
  expect(await listGaps(ALIKE, cluster)).toHaveLength(1);
  isChanged = true;
  expect(await listGaps(ALIKE, cluster)).toHaveLength(1);
  known = { ...known, topics: new Map(known.topics) };
  expect(await listGaps(ALIKE, cluster)).toHaveLength(2);
});

it('tries again what has failed once', async () => {
  const { known, index } = await openTestAnswerer();
  let failures = 1;
  const cluster = createCluster({
    known,
    index: (entries) => {
      if (failures-- > 0) throw new Error('Something went wrong.');
      return index(entries);
    },
  });
  await expect(listGaps(ALIKE, cluster)).rejects.toThrow('Something went wrong.');
  expect(await listGaps(ALIKE, cluster)).toHaveLength(1);
});
