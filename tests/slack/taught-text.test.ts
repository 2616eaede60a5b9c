import { expect, it } from 'vitest';
import type { Answer } from '../../src/answer/types.ts';
import type { Topic } from '../../src/knowledge/types.ts';
import { buildAnswer } from '../../src/slack/blocks/answer.ts';
import { LEARNING } from '../helpers/bot.ts';
import { NIA_DIRECT, only, startTour } from '../helpers/onboarding.ts';
import { NIA, shown, startWorkspace, textsOf } from '../helpers/workspace.ts';

it('commands in the greeting, the tour and small talk stand as people type them', {
  timeout: LEARNING,
}, async () => {
  const world = await startWorkspace();
  const frustrated = only(await world.say(NIA, 'this is useless', NIA_DIRECT));
  expect(shown(frustrated)).toContain('type `help` to see');
  const tour = await startTour(world);
  const seen = [shown(tour)];
  while (JSON.stringify(tour.blocks).includes('"Next"')) {
    await world.press(NIA, tour, 'Next');
    seen.push(shown(tour));
  }
  expect(seen.join('\n')).toContain('`/whoowns backlog` works in every channel');
});

it('what a document says is shown with its own signs', () => {
  const topic: Topic = {
    id: 'main',
    kind: 'responsibility',
    title: 'The main branch',
    roles: ['lead'],
    holder: 'lead',
    answer: 'Ask before you push to `main`.',
    quote: 'Push to `main` *only* with two reviews.',
    document: 'branches',
    asks: [],
    related: [],
  };
  const roles = [{ id: 'lead', name: 'Lead', names: [] }];
  const card = { topic, roles, documentTitle: 'Branches', related: [] };
  const answer: Answer = { kind: 'topic', card, confidence: 1 };
  const said = textsOf(buildAnswer(answer, { audience: 'private' }).blocks).join('\n');
  expect(said).toContain('Ask before you push to `main`.');
  expect(said).toContain('>Push to `main` *only* with two reviews.');
});
