import { beforeAll, expect, it } from 'vitest';
import type { Answerer } from '../../src/answer/answerer.ts';
import { LEARNING, openTestAnswerer } from '../support/bot.ts';

let answerer: Answerer;
beforeAll(async () => {
  answerer = await openTestAnswerer();
}, LEARNING);

// Each verb stands in a phrasing of a topic: "who paints the big picture", "who sharpens the stories".
it.each([
  'who paints the fence?',
  'who sharpens the fence?',
  'who sharpens the pencils?',
  'who paints the piano?',
])('“%s” is about nothing that a topic knows, and is not answered with one', (question) => {
  expect(answerer.answer(question).answer.kind).not.toBe('topic');
});

it.each(['who paints the big picture?', 'who orders the backlog?', 'who signs off stories', 'roadmap'])(
  '“%s” is still answered',
  (question) => {
    expect(answerer.answer(question).answer.kind).toBe('topic');
  },
);
