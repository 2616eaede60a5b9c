import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Posted } from '../../src/playground/stand-in/messages.ts';
import { WORKSPACE } from '../../src/playground/stand-in/world.ts';
import { LEARNING } from '../helpers/bot.ts';
import { ADAM, EMRE, NIA, OLGA, shown, startWorkspace, type Workspace } from '../helpers/workspace.ts';

const LUNCH = 'who buys the fruit baskets?';
const TELL = 'Tell me when there is an answer';
const FRUIT = {
  role: { role: 'product-owner' },
  title: { title: 'Fruit baskets' },
  answer: { answer: 'The Product Owner orders the fruit baskets on Mondays.' },
  source: { source: 'The office handbook, page 3' },
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-03T09:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const ask = async (world: Workspace, as: string, text: string): Promise<Posted> => {
  const [message] = await world.say(as, `/whoowns ${text}`);
  if (!message) throw new Error(`Nothing came for “${text}”.`);
  return message;
};
const kept = async (world: Workspace) =>
  (await world.store.workspace(WORKSPACE.team).records('question')).map(
    ({ value }) => value as Record<string, unknown>,
  );
const answerFirst = async (world: Workspace, fields: Record<string, Record<string, string>> = FRUIT) => {
  await world.press(ADAM, await ask(world, ADAM, 'gaps'), 'Answer this');
  return world.submit(ADAM, fields);
};

describe('“Tell me when there is an answer”', { timeout: LEARNING }, () => {
  it('shows the answer at once where there is one by now', async () => {
    const world = await startWorkspace();
    const unknown = await ask(world, NIA, LUNCH);
    await answerFirst(world);
    const [said] = await world.press(NIA, unknown, TELL);
    expect(shown(said)).toContain('orders the fruit baskets on Mondays');
    expect(shown(said)).not.toContain('I write to you once');
  });

  it('keeps its promise where the answer was taken back in the meantime', async () => {
    const world = await startWorkspace();
    const unknown = await ask(world, NIA, LUNCH);
    await answerFirst(world);
    await world.press(ADAM, await ask(world, ADAM, 'taught'), 'Withdraw');
    expect(shown((await world.press(NIA, unknown, TELL))[0])).toContain('I write to you once');
    const posted = await answerFirst(world);
    expect(posted.filter(({ channel }) => channel === 'D0NEWHIRE').map(shown)).toEqual([
      expect.stringContaining('Now there is an answer'),
    ]);
  });

  it('says what is not ours to answer', async () => {
    const world = await startWorkspace();
    const unknown = await ask(world, NIA, LUNCH);
    await world.press(ADAM, await ask(world, ADAM, 'gaps'), 'Not ours');
    expect(shown((await world.press(NIA, unknown, TELL))[0])).toContain('not mine to answer');
    expect(JSON.stringify(await kept(world))).not.toContain(NIA);
  });

  it('ends for those who leave', async () => {
    const world = await startWorkspace();
    await world.press(OLGA, await ask(world, OLGA, LUNCH), TELL);
    await world.press(NIA, await ask(world, NIA, LUNCH), TELL);
    await world.act(ADAM, { act: 'leave', person: OLGA });
    expect(await kept(world)).toMatchObject([{ tell: [NIA], count: 2 }]);
  });
});

it('“forget me” says that it has forgotten something where that was only a digest', {
  timeout: LEARNING,
}, async () => {
  const world = await startWorkspace();
  await world.say(ADAM, '/whoowns settings');
  await world.submit(ADAM, { caretakers: { caretakers: [EMRE] } });
  await world.say(EMRE, '/whoowns digest');
  await world.say(ADAM, '/whoowns settings');
  await world.submit(ADAM, { caretakers: { caretakers: [] } });
  expect((await ask(world, EMRE, 'forget me')).text).toContain('Done.');
  expect(world.slack.schedule.list).toEqual([]);
  expect((await ask(world, EMRE, 'forget me')).text).toContain('nothing of yours');
});
