import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildUnhelpfulDialog } from '../../../src/features/learning/views/unhelpful-dialog.ts';
import type { Posted } from '../../../src/playground/fake-slack/messages.ts';
import { messageId } from '../../../src/playground/fake-slack/messages.ts';
import { WORKSPACE } from '../../../src/playground/fake-slack/world.ts';
import { LEARNING } from '../../support/bot.ts';
import { openUnsure } from '../../support/learning.ts';
import {
  ADAM,
  EMRE,
  NIA,
  OLGA,
  shown,
  startWorkspace,
  textsOf,
  type Workspace,
} from '../../support/workspace.ts';

const LUNCH = 'who buys the fruit baskets?';
const TELL = "Tell me when there's an answer";
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

/** Presses one of Slack's own feedback buttons. */
async function judge(
  world: Workspace,
  as: string,
  message: Posted,
  helpful: boolean,
  value?: string,
): Promise<Posted[]> {
  const block = message.blocks.find(({ type }) => type === 'context_actions');
  const [element] = (block?.elements ?? []) as Record<string, Record<string, string>>[];
  return world.act(as, {
    act: 'press',
    on: { message: messageId(message) },
    block: String(block?.block_id),
    action: String(element?.action_id),
    value: value ?? element?.[helpful ? 'positive_button' : 'negative_button']?.value ?? '',
    fields: {},
  });
}
const keepNothing = async (world: Workspace) => {
  await world.say(ADAM, '/whoowns settings');
  await world.submit(ADAM, { keepDays: { keepDays: '0' } });
};
const dialogText = (world: Workspace, as: string) => textsOf(world.dialogOf(as)?.blocks).join('\n');
/** Uses “Who owns this?” on a message that somebody else has written. */
const lookUp = async (world: Workspace, as: string, text: string) => {
  await world.say(EMRE, text);
  const message = world.slack.messages.findLast((one) => one.user === EMRE);
  if (!message) throw new Error('There is no message.');
  await world.act(as, { act: 'shortcut', callback: 'message.who', message: messageId(message) });
};

describe("“Tell me when there's an answer”", { timeout: LEARNING }, () => {
  it('shows the answer at once where there is one by now', async () => {
    const world = await startWorkspace();
    const unknown = await ask(world, NIA, LUNCH);
    await answerFirst(world);
    const [said] = await world.press(NIA, unknown, TELL);
    expect(shown(said)).toContain('orders the fruit baskets on Mondays');
    expect(shown(said)).not.toContain("I'll message you when someone answers this");
  });

  it('keeps its promise where the answer was taken back in the meantime', async () => {
    const world = await startWorkspace();
    const unknown = await ask(world, NIA, LUNCH);
    await answerFirst(world);
    await world.press(ADAM, await ask(world, ADAM, 'taught'), 'Withdraw');
    expect(shown((await world.press(NIA, unknown, TELL))[0])).toContain(
      "I'll message you when someone answers this",
    );
    const posted = await answerFirst(world);
    expect(posted.filter(({ channel }) => channel === 'D0NEWHIRE').map(shown)).toEqual([
      expect.stringContaining("Here's the answer"),
    ]);
  });

  it('says what is not ours to answer', async () => {
    const world = await startWorkspace();
    const unknown = await ask(world, NIA, LUNCH);
    await world.press(ADAM, await ask(world, ADAM, 'gaps'), 'Not ours');
    expect(shown((await world.press(NIA, unknown, TELL))[0])).toContain("isn't mine to answer");
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
  expect((await ask(world, EMRE, 'forget me')).text).toContain('nothing of yours');
});

describe('“Not helpful”', { timeout: LEARNING }, () => {
  const BACKLOG = 'who orders the backlog?';

  it('is kept though the dialog is closed, and counts once with a reason', async () => {
    const world = await startWorkspace();
    const answer = await ask(world, NIA, BACKLOG);
    await judge(world, NIA, answer, false);
    expect(await kept(world)).toMatchObject([{ text: BACKLOG, count: 1, outcome: 'unhelpful', reason: '' }]);
    await world.submit(NIA, { reason: { reason: 'I meant our shop' } });
    expect(world.dialogOf(NIA)?.title).toBe('Thanks');
    expect(await kept(world)).toMatchObject([{ count: 1, reason: 'I meant our shop' }]);
    // Once more on the same answer is the same.
    await judge(world, NIA, answer, false);
    expect(await kept(world)).toMatchObject([{ count: 1 }]);
    const counts = await world.store.workspace(WORKSPACE.team).counts(1);
    expect(counts.get('unhelpful')).toBe(1);
  });

  it('says and keeps nothing of a question where the workspace keeps none', async () => {
    const world = await startWorkspace();
    await keepNothing(world);
    await judge(world, NIA, await ask(world, NIA, BACKLOG), false);
    expect(dialogText(world, NIA)).toContain('I keep nothing of your question');
    expect(dialogText(world, NIA)).not.toContain('will see');
    expect(JSON.stringify(world.dialogOf(NIA)?.blocks)).not.toContain('What was wrong with it?');
    await world.submit(NIA, {});
    expect(dialogText(world, NIA)).toContain("I've kept nothing of your question");
    expect(await kept(world)).toEqual([]);
  });

  it('has nothing to send where nothing is kept and nothing came second', () => {
    const judged = { question: BACKLOG, subject: { topic: 'backlog' } };
    expect(buildUnhelpfulDialog(judged, [], 'never')).not.toHaveProperty('submit');
  });
});

describe('“Was this helpful?”', { timeout: LEARNING }, () => {
  it.each(['', '{', '?{"q":"backlog"}', '+', '+{"s":1}', '{"q":"backlog"}'])(
    'counts nothing for a button of another version (%s)',
    async (value) => {
      const world = await startWorkspace();
      const [told] = await judge(world, NIA, await ask(world, NIA, 'who orders the backlog?'), true, value);
      expect(told?.text).toContain('I no longer know what it was for');
      const counts = await world.store.workspace(WORKSPACE.team).counts(1);
      expect([counts.get('helpful'), counts.get('unhelpful')]).toEqual([undefined, undefined]);
    },
  );

  it('counts once what helped', async () => {
    const world = await startWorkspace();
    const answer = await ask(world, NIA, 'who orders the backlog?');
    expect((await judge(world, NIA, answer, true))[0]?.text).toBe('Thanks!');
    await judge(world, NIA, answer, true);
    expect((await world.store.workspace(WORKSPACE.team).counts(1)).get('helpful')).toBe(1);
  });
});

it('keeps the brackets of a question about code', { timeout: LEARNING }, async () => {
  const world = await startWorkspace();
  await ask(world, NIA, 'who may paint the List<Fence> in the garage?');
  expect(await kept(world)).toMatchObject([{ text: 'who may paint the List<Fence> in the garage?' }]);
});

describe('a choice among “Did you mean”', { timeout: LEARNING }, () => {
  it('is no question of its own', async () => {
    const words = 'who orders the fruit baskets?';
    const world = await startWorkspace({ answerer: await openUnsure(words, 'backlog') });
    const unsure = await ask(world, NIA, words);
    await world.press(NIA, unsure, 'The order of the backlog');
    const list = shown(await ask(world, ADAM, 'gaps'));
    expect(list).toContain('“who orders the fruit baskets?”*  ·  once');
    expect(list).toContain('It asks for “The order of the backlog”');
  });

  it('of something that was taught is a way to ask for it, once somebody says so', async () => {
    const world = await startWorkspace();
    await ask(world, NIA, LUNCH);
    await answerFirst(world);
    const words = 'who cleans the baskets?';
    const unsure = await ask(world, NIA, words);
    expect(shown(unsure)).toContain('Did you mean');
    await world.press(NIA, unsure, 'Fruit baskets');
    await world.press(EMRE, await ask(world, EMRE, words), TELL);
    const posted = await world.press(ADAM, await ask(world, ADAM, 'gaps'), 'It asks for “Fruit baskets”');
    expect(posted.filter(({ channel }) => channel === 'D0ENGINEER').map(shown)).toEqual([
      expect.stringContaining('orders the fruit baskets on Mondays'),
    ]);
    expect(shown(await ask(world, OLGA, words))).toContain('orders the fruit baskets on Mondays');
    expect(shown(await ask(world, ADAM, 'gaps'))).toContain('No open questions');
    const history = await world.press(ADAM, await ask(world, ADAM, 'taught'), 'History');
    expect(shown(history[0])).toContain('accepted as a way to ask by Adam Ocampo');
  });
});

describe('what others wrote', { timeout: LEARNING }, () => {
  const SECRET = 'who fires Bartholomew next week?';

  it('is counted and not kept where somebody looks it up, until they want to be told', async () => {
    const world = await startWorkspace();
    await lookUp(world, NIA, SECRET);
    expect(await kept(world)).toEqual([]);
    expect((await world.store.workspace(WORKSPACE.team).counts(1)).get('unknown')).toBe(1);
    await world.pressIn(NIA, 'dialog', TELL);
    expect(await kept(world)).toMatchObject([{ text: SECRET, tell: [NIA] }]);
  });

  it('is kept as a choice or for a bad answer only where they send it', async () => {
    const words = 'who orders the fruit baskets?';
    const world = await startWorkspace({ answerer: await openUnsure(words, 'backlog') });
    await lookUp(world, NIA, words);
    await world.pressIn(NIA, 'dialog', 'The order of the backlog');
    await lookUp(world, NIA, 'who orders the backlog?');
    await world.pressIn(NIA, 'dialog', "This didn't help");
    expect(dialogText(world, NIA)).toContain('If you send this');
    expect(await kept(world)).toEqual([]);
    await world.submit(NIA, {});
    expect(await kept(world)).toMatchObject([{ outcome: 'unhelpful', count: 1 }]);
  });
});

it('takes out the names of people that the process knows, though nothing is set for them', {
  timeout: LEARNING,
}, async () => {
  const world = await startWorkspace();
  await world.act(OLGA, { act: 'open-home' });
  await world.say(OLGA, '/whoowns settings');
  await ask(world, NIA, 'does Olga pay for the fruit baskets?');
  expect((await kept(world)).map(({ text }) => text)).toEqual(['does somebody pay for the fruit baskets?']);
});
