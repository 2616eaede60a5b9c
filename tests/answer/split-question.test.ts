import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answerer } from '../../src/answer/answerer.ts';
import { describeAnswer } from '../../src/answer/describe.ts';
import { WORKSPACE } from '../../src/playground/fake-slack/world.ts';
import { LEARNING, openTestAnswerer, ROOT } from '../support/bot.ts';
import { ask } from '../support/learning.ts';
import { NIA, shown, startWorkspace } from '../support/workspace.ts';

let answerer: Answerer;
beforeAll(async () => {
  answerer = await openTestAnswerer();
}, LEARNING);

const severalOf = (text: string) => {
  const { answer } = answerer.answer(text);
  return answer.kind === 'unsure' && answer.several ? answer.topics.map(({ id }) => id) : undefined;
};

describe('a message that asks for several things', () => {
  it.each([
    ['who owns the backlog and who owns the roadmap?', ['backlog', 'product-roadmap']],
    ['who writes user stories? and who does market research?', ['user-stories', 'market-research']],
    [
      'Hi! Two questions: who signs off stories, and who sets the vision?',
      ['story-acceptance', 'strategy-and-vision'],
    ],
    ['who owns the backlog and the roadmap', ['backlog', 'product-roadmap']],
  ])('%s', (text, topics) => {
    expect(severalOf(text)).toEqual(topics);
    expect(describeAnswer(answerer.answer(text).answer)).toContain('You asked about more than one thing:');
  });

  it.each([
    'who owns the vision and strategy of the product?',
    'who tests and accepts the stories?',
    'who is responsible for goals and objectives?',
    "what's the difference between a product manager and a product owner?",
    'The stand-up was long and I am new here. Who orders the backlog?',
  ])('is not: %s', (text) => {
    expect(severalOf(text)).toBeUndefined();
  });

  it('is none of the questions that were gathered, each of which asks for one', async () => {
    const folder = path.join(ROOT, 'tests/golden');
    const taken: string[] = [];
    for (const file of (await readdir(folder)).filter((name) => name.endsWith('.jsonl'))) {
      for (const line of (await readFile(path.join(folder, file), 'utf8')).split('\n').filter(Boolean)) {
        const { q } = JSON.parse(line) as { q: string };
        if (severalOf(q)) taken.push(q);
      }
    }
    expect(taken).toEqual([]);
  });

  it('offers each answer below, one after the other, and is no gap', { timeout: LEARNING }, async () => {
    const world = await startWorkspace();
    const reply = await ask(world, NIA, 'who owns the backlog and who owns the roadmap?');
    expect(shown(reply)).toContain('You asked about more than one thing:');
    expect(shown(reply)).not.toContain('None of these');
    const posted = [
      ...(await world.press(NIA, reply, 'The order of the backlog')),
      ...(await world.press(NIA, reply, 'The product roadmap')),
    ];
    expect(posted.map(shown).join('\n')).toContain('The Product Owner prioritizes the backlog.');
    expect(posted.map(shown).join('\n')).toContain('The Product Manager creates the product roadmap.');
    expect(await world.store.workspace(WORKSPACE.team).records('question')).toEqual([]);
  });
});
