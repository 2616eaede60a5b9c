import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answerer } from '../../../src/answer/answerer.ts';
import { WORKSPACE } from '../../../src/playground/fake-slack/world.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { LEARNING, openTestAnswerer } from '../../support/bot.ts';
import { openFragile } from '../../support/fragile.ts';
import { ask, dialogText, FRUIT, judge, LUNCH, only, teach } from '../../support/learning.ts';
import { ADAM, EMRE, NIA, OLGA, shown, startWorkspace, type Workspace } from '../../support/workspace.ts';

const HOUR = 60 * 60 * 1000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-03T09:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

async function nameCaretaker(world: Workspace, ...people: string[]) {
  await world.say(ADAM, '/whoowns settings');
  await world.submit(ADAM, { caretakers: { caretakers: people } });
}
async function askMany(world: Workspace) {
  const things = 'umbrellas trombones giraffes teapots lanterns carpets violins anchors pumpkins sledges';
  for (const thing of things.split(' ')) await ask(world, NIA, `who polishes the ${thing}?`);
}

describe('the dialog for an answer', { timeout: LEARNING }, () => {
  it('says what people ask, and in how many ways', async () => {
    const world = await startWorkspace();
    await ask(world, NIA, LUNCH);
    await ask(world, EMRE, 'Who is buying our fruit basket?');
    await world.press(ADAM, await ask(world, ADAM, 'gaps'), 'Answer this');
    expect(dialogText(world, ADAM)).toMatch(
      /People ask: “who .* fruit baskets?\?”, and the same in other words/i,
    );
  });

  it('needs no new answer for a topic that is known: the words ask for it from then on', async () => {
    const world = await startWorkspace();
    const words = 'who herds the wish cattle?';
    await ask(world, EMRE, words);
    await world.press(ADAM, await ask(world, ADAM, 'gaps'), 'Answer this');
    await world.submit(ADAM, { role: { role: 'product-owner' }, topic: { topic: 'backlog' } });
    expect(world.dialogOf(ADAM)).toBeUndefined();
    const answer = shown(await ask(world, EMRE, words));
    expect(answer).toContain('From the document');
    expect(answer).not.toContain('Added by');
    expect(shown(await ask(world, ADAM, 'taught'))).toContain('asks for “The order of the backlog”');
  });

  it('asks for the answer where another role is named than the document names', async () => {
    const world = await startWorkspace();
    await ask(world, EMRE, LUNCH);
    await world.press(ADAM, await ask(world, ADAM, 'gaps'), 'Answer this');
    await world.submit(ADAM, { role: { role: 'product-manager' }, topic: { topic: 'backlog' } });
    expect(world.dialogOf(ADAM)?.errors).toEqual({
      answer: expect.stringContaining('The document names the Product Owner here.'),
    });
  });

  it('takes somebody who is no role of the documents', async () => {
    const world = await startWorkspace();
    await teach(world, LUNCH, { ...FRUIT, role: { role: 'somebody-else' } });
    expect(world.dialogOf(ADAM)?.errors).toEqual({ other: 'Please write who it is: a job or a team.' });
    await world.submit(ADAM, {
      ...FRUIT,
      role: { role: 'somebody-else' },
      other: { other: 'Office Management' },
      answer: { answer: 'Office Management orders them on Mondays.' },
    });
    expect(shown(await ask(world, EMRE, LUNCH))).toContain('*Office Management*  ·  Fruit baskets');
    const list = await ask(world, ADAM, 'taught');
    expect(shown(list)).toContain('Fruit baskets: Office Management');
    await world.press(ADAM, list, 'Edit');
    expect(JSON.stringify(world.dialogOf(ADAM)?.blocks)).toContain('"initial_value":"Office Management"');
  });

  it('takes a new thing that is called like a known topic for that topic', async () => {
    const world = await startWorkspace();
    await teach(world, LUNCH, {
      ...FRUIT,
      role: { role: 'product-manager' },
      title: { title: 'the order of the Backlog' },
    });
    expect(shown(await ask(world, ADAM, 'gaps'))).toContain(
      'My sources disagree on “The order of the backlog”',
    );
  });

  it('overwrites nothing that somebody else has changed meanwhile', async () => {
    const world = await startWorkspace();
    await teach(world);
    await nameCaretaker(world, OLGA);
    await world.press(ADAM, await ask(world, ADAM, 'taught'), 'Edit');
    await world.press(OLGA, await ask(world, OLGA, 'taught'), 'Edit');
    await world.submit(OLGA, { ...FRUIT, answer: { answer: 'The Product Owner, on Fridays.' } });
    await world.submit(ADAM, { ...FRUIT, answer: { answer: 'The Product Owner, on Sundays.' } });
    expect(world.dialogOf(ADAM)?.errors).toEqual({ role: expect.stringContaining('while you were writing') });
    expect(shown(await ask(world, NIA, LUNCH))).toContain('on Fridays');
  });
});

describe('the list of gaps', { timeout: LEARNING }, () => {
  it('shows at once that a question was answered by way of its dialog', async () => {
    const world = await startWorkspace();
    await ask(world, NIA, LUNCH);
    await ask(world, NIA, 'who repairs the elevators?');
    const list = await ask(world, ADAM, 'gaps');
    expect(shown(list)).toContain('2 unanswered questions');
    await world.press(ADAM, list, 'Answer this');
    await world.submit(ADAM, FRUIT);
    expect(shown(list)).toContain('1 unanswered question');
  });

  it('stays as it was where the memory is away by then, and the answer is saved all the same', async () => {
    const { store, trouble } = await openFragile();
    const world = await startWorkspace({ store });
    await ask(world, NIA, LUNCH);
    const list = await ask(world, ADAM, 'gaps');
    await world.press(ADAM, list, 'Answer this');
    let reads = 0;
    trouble.fails = (method) => method === 'records' && ++reads > 1;
    const posted = await world.submit(ADAM, FRUIT);
    trouble.fails = () => false;
    expect(only(posted).text).toContain('is live. I');
    expect(shown(list)).toContain('1 unanswered question');
    expect(shown(await ask(world, EMRE, LUNCH))).toContain('on Mondays');
  });

  it('has no address in the dialog that it opens', async () => {
    const store = await openStore({ url: 'memory:' });
    const world = await startWorkspace({ store });
    await ask(world, NIA, LUNCH);
    const list = await ask(world, ADAM, 'gaps');
    await world.press(ADAM, list, 'Answer this');
    const sent = JSON.stringify(world.slack.calls.filter(({ method }) => method === 'views.open'));
    expect(sent).not.toContain('response_url');
    expect(sent).not.toMatch(/https?:/);
  });

  it('stays on its page when something is settled', async () => {
    const world = await startWorkspace();
    await askMany(world);
    const list = await ask(world, ADAM, 'gaps');
    await world.press(ADAM, list, 'Next');
    await world.press(ADAM, list, 'Not ours');
    expect(shown(list)).toContain('Page 2 of 2');
    await world.press(ADAM, list, 'Answer this');
    await world.submit(ADAM, FRUIT);
    // Its last question is settled, so the page is gone.
    expect(shown(list)).not.toContain('Page 2');
    expect(shown(list)).toContain('8 unanswered questions');
  });

  it('tells what had an answer that did not help from what had none', async () => {
    const world = await startWorkspace();
    await ask(world, NIA, LUNCH);
    const answer = await ask(world, EMRE, 'who orders the backlog?');
    await judge(world, EMRE, answer, false);
    const list = shown(await ask(world, ADAM, 'gaps'));
    expect(list).toContain('1 unanswered question, 1 answer marked not helpful');
    expect(list).toMatch(
      /“who orders the backlog\?”\* {2}· {2}once {2}· {2}my answer was marked not helpful/,
    );
    expect(list).not.toMatch(/fruit baskets\?”\* {2}· {2}once {2}· {2}my/);
  });

  it('shows every conflict, in pages', async () => {
    const world = await startWorkspace();
    const topics =
      'delivery user-stories team-understanding backlog story-acceptance acceptance-criteria vision-alignment';
    const more = 'right-features-right-time';
    const things = 'umbrella trombone giraffe teapot lantern carpet violin anchor'.split(' ');
    for (const [i, topic] of `${topics} ${more}`.split(' ').entries()) {
      const role = { role: 'product-manager' };
      const asks = { asks: `some words for ${topic}` };
      await teach(world, `who polishes the ${things[i]}?`, { ...FRUIT, role, topic: { topic }, asks });
    }
    await ask(world, NIA, 'who polishes the pumpkin?');
    const list = await ask(world, ADAM, 'gaps');
    expect(shown(list)).toContain('8 decisions to make, 1 unanswered question');
    expect(shown(list).match(/My sources disagree/g)).toHaveLength(8);
    await world.press(ADAM, list, 'Next');
    expect(shown(list)).toContain('who polishes the pumpkin?');
    await world.press(ADAM, list, 'Back');
    await world.press(ADAM, list, 'The document is right');
    expect(shown(list).match(/My sources disagree/g)).toHaveLength(7);
  });
});

describe('those who wait', { timeout: LEARNING }, () => {
  const LATER = "Here's the answer";
  const wait = async (world: Workspace, as: string, text: string) =>
    world.press(as, await ask(world, as, text), "Tell me when there's an answer");

  it('are told once, also who waits for several wordings of one question', async () => {
    const world = await startWorkspace();
    await wait(world, EMRE, LUNCH);
    await wait(world, EMRE, 'Who is buying our fruit basket?');
    const posted = await teach(world);
    expect(posted.filter((message) => shown(message).includes(LATER))).toHaveLength(1);
  });

  it('are told within the hour where Slack does not take it at first', async () => {
    const world = await startWorkspace({ errors: ['fatal_error'] });
    await wait(world, EMRE, LUNCH);
    await ask(world, NIA, LUNCH);
    const list = await ask(world, ADAM, 'gaps');
    await world.press(ADAM, list, 'Answer this');
    world.slack.failNext('chat.postMessage', { error: 'fatal_error' });
    const posted = await world.submit(ADAM, FRUIT);
    expect(posted.filter((message) => shown(message).includes(LATER))).toEqual([]);
    vi.setSystemTime(Date.now() + HOUR);
    const later = await world.during(() => world.jobs.runAll());
    expect(shown(only(later))).toContain(LATER);
    vi.setSystemTime(Date.now() + HOUR);
    expect(await world.during(() => world.jobs.runAll())).toEqual([]);
  });

  it('are told after a stop between the answer and the end of the gap', async () => {
    const { store, trouble } = await openFragile();
    const world = await startWorkspace({ store });
    await wait(world, EMRE, LUNCH);
    const list = await ask(world, ADAM, 'gaps');
    await world.press(ADAM, list, 'Answer this');
    let saves = 0;
    trouble.fails = (method) => method === 'update' && ++saves === 2;
    await world.submit(ADAM, FRUIT);
    trouble.fails = () => false;
    expect(await store.workspace(WORKSPACE.team).records('taught')).toHaveLength(1);
    // Sent once more: it is there, and the question is closed.
    await world.submit(ADAM, FRUIT);
    expect(shown(await ask(world, ADAM, 'gaps'))).toContain('No open questions');
    vi.setSystemTime(Date.now() + HOUR);
    const later = await world.during(() => world.jobs.runAll());
    expect(shown(only(later))).toContain(LATER);
  });

  it('are told when the files answer it by now, and the gap is gone', async () => {
    const store = await openStore({ url: 'memory:' });
    const world = await startWorkspace({ store });
    await wait(world, EMRE, LUNCH);
    await wait(world, EMRE, 'who repairs the elevators?');
    const real = await openTestAnswerer();
    const answerQuestion: Answerer['answerQuestion'] = (question) =>
      question.typed === LUNCH
        ? { answer: real.show({ topic: 'backlog' }), suggestions: [] }
        : real.answerQuestion(question);
    const answers = {
      show: real.show,
      answerQuestion,
      answer: (raw: string) => answerQuestion(real.readQuestion(raw)),
    };
    const answerer = { ...real, ...answers, learn: () => answers };
    const later = await startWorkspace({ store, answerer });
    vi.setSystemTime(Date.now() + HOUR);
    const told = only(await later.during(() => later.jobs.runAll()));
    expect(told.channel).toBe('D0ENGINEER');
    expect(shown(told)).toContain(`You asked me “${LUNCH}”. Here's the answer:`);
    expect(shown(told)).toContain('The Product Owner prioritizes the backlog.');
    const list = shown(await ask(later, ADAM, 'gaps'));
    expect(list).not.toContain(LUNCH);
    expect(list).toContain('who repairs the elevators?');
  });

  it('hear nothing where the answer was withdrawn meanwhile', async () => {
    const world = await startWorkspace({ errors: ['fatal_error'] });
    await wait(world, EMRE, LUNCH);
    await world.press(ADAM, await ask(world, ADAM, 'gaps'), 'Answer this');
    world.slack.failNext('chat.postMessage', { error: 'fatal_error' });
    await world.submit(ADAM, FRUIT);
    await world.press(ADAM, await ask(world, ADAM, 'taught'), 'Withdraw');
    vi.setSystemTime(Date.now() + HOUR);
    expect(await world.during(() => world.jobs.runAll())).toEqual([]);
  });
});
