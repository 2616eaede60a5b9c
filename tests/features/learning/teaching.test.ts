import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { reportGaps } from '../../../src/cli/gaps.ts';
import { loadKnowledge } from '../../../src/knowledge/load.ts';
import { WORKSPACE } from '../../../src/playground/fake-slack/world.ts';
import type { Store } from '../../../src/store/open-store.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { KNOWLEDGE_DIR, LEARNING, openTestAnswerer } from '../../support/bot.ts';
import { ask, dialogText, FRUIT, judge, LUNCH, only, openUnsure, teach } from '../../support/learning.ts';
import {
  ADAM,
  EMRE,
  GWEN,
  NIA,
  OLGA,
  shown,
  startWorkspace,
  textsOf,
  type Workspace,
} from '../../support/workspace.ts';

const DAY = 24 * 60 * 60 * 1000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-03T09:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the loop', { timeout: LEARNING }, () => {
  it('asked, unknown, gathered, answered, told, asked again and answered', async () => {
    const world = await startWorkspace();
    const unknown = await ask(world, NIA, LUNCH);
    expect(shown(unknown)).toContain("I don't know");
    const promise = only(await world.press(NIA, unknown, "Tell me when there's an answer"));
    expect(promise.text).toContain("I'll message you when someone answers this");
    await ask(world, EMRE, 'Who is buying our fruit basket?');

    const list = only(await world.say(ADAM, '/whoowns gaps'));
    expect(list.only).toBe(ADAM);
    expect(shown(list)).toContain('1 unanswered question');
    expect(shown(list)).toContain('2 times');
    expect(shown(list)).not.toContain('Nia');

    await world.press(ADAM, list, 'Answer this');
    expect(world.dialogOf(ADAM)?.title).toBe('Answer this');
    const posted = await world.submit(ADAM, FRUIT);
    expect(world.dialogOf(ADAM)).toBeUndefined();
    const toNia = only(posted.filter(({ channel }) => channel === 'D0NEWHIRE'));
    expect(shown(toNia)).toContain("You asked me “who buys the fruit baskets?”. Here's the answer:");
    expect(shown(toNia)).toContain('*Product Owner*  ·  Fruit baskets');
    expect(only(posted.filter(({ channel }) => channel === 'D0ADMIN')).text).toContain('is live');

    const answer = await ask(world, EMRE, LUNCH);
    expect(shown(answer)).toContain('The Product Owner orders the fruit baskets on Mondays.');
    expect(shown(answer)).toContain(
      'Added by Adam Ocampo on 3 March 2026. Source, in their words: The office handbook, page 3',
    );
    expect(shown(await ask(world, OLGA, 'who is buying the fruit baskets, please'))).toContain(
      'Fruit baskets',
    );
    expect(shown(only(await world.say(ADAM, '/whoowns gaps')))).toContain('No open questions');
    // Told once: nobody hears of it again when it changes.
    await world.press(ADAM, only(await world.say(ADAM, '/whoowns taught')), 'Edit');
    const again = await world.submit(ADAM, {
      ...FRUIT,
      answer: { answer: 'The Product Owner, on Tuesdays.' },
    });
    expect(again.filter(({ channel }) => channel === 'D0NEWHIRE')).toEqual([]);
    expect(shown(await ask(world, EMRE, LUNCH))).toContain('on Tuesdays');
  });

  it('works in a mention and in direct messages, and can be shared', async () => {
    const world = await startWorkspace();
    await teach(world);
    expect(shown(only(await world.say(EMRE, `@whoowns ${LUNCH}`)))).toContain('Fruit baskets');
    expect(shown(only(await world.say(EMRE, LUNCH, 'D0ENGINEER')))).toContain('Fruit baskets');
    const shared = await world.press(EMRE, await ask(world, EMRE, LUNCH), 'Share in channel');
    expect(shared.map(shown).join('\n')).toContain(`<@${EMRE}> asked`);
  });

  it('never reaches another workspace', async () => {
    const store = await openStore({ url: 'memory:' });
    const world = await startWorkspace({ store });
    await teach(world);
    expect(await store.workspace('T0ELSEWHERE').records('question')).toEqual([]);
    expect((await store.workspace('T0ELSEWHERE').snapshot()).taught).toEqual([]);
  });

  it('two who answer at once: one does, the other is told', async () => {
    const world = await startWorkspace();
    await ask(world, NIA, LUNCH);
    const list = only(await world.say(ADAM, '/whoowns gaps'));
    await world.say(ADAM, '/whoowns settings');
    await world.submit(ADAM, { caretakers: { caretakers: [OLGA] } });
    const hers = await ask(world, OLGA, 'gaps');
    await world.press(ADAM, list, 'Answer this');
    await world.press(OLGA, hers, 'Answer this');
    await world.submit(OLGA, FRUIT);
    await world.submit(ADAM, FRUIT);
    expect(world.dialogOf(ADAM)?.errors).toEqual({ role: expect.stringContaining('no longer open') });
  });

  it('says what is missing in the dialog, and keeps it open', async () => {
    const world = await startWorkspace();
    await ask(world, NIA, LUNCH);
    await world.press(ADAM, only(await world.say(ADAM, '/whoowns gaps')), 'Answer this');
    await world.submit(ADAM, { ...FRUIT, title: { title: '' } });
    expect(world.dialogOf(ADAM)?.errors).toEqual({ title: expect.stringContaining('few words') });
  });
});

describe('what is kept', { timeout: LEARNING }, () => {
  const questions = async (world: Workspace) =>
    (await world.store.workspace(WORKSPACE.team).records('question')).map(
      ({ value }) => value as Record<string, unknown>,
    );

  it('is the question without markup and names, and not who asked', async () => {
    const world = await startWorkspace();
    await world.say(EMRE, '/whoowns assign', 'C0CHECKOUT');
    await world.submit(EMRE, { 'people:product-owner': { people: [OLGA] } });
    await ask(
      world,
      NIA,
      'can olga or @adam or bob@acme.com, +49 170 1234567, fix the <b>coffee machine</b>?',
    );
    const [kept] = await questions(world);
    expect(kept?.text).toBe('can somebody or or somebody …, fix the <b>coffee machine</b>?');
    expect(JSON.stringify(await questions(world))).not.toMatch(/U0NEWHIRE|olga|bob/i);
  });

  it('leaves the names of channels in place, and names that are words where they are words', async () => {
    const world = await startWorkspace();
    await world.store.workspace(WORKSPACE.team).keepNames([
      { id: 'UWILL', name: 'Will Price' },
      { id: 'C0COFFEE', name: 'coffee' },
    ]);
    await ask(world, NIA, 'who will fix the coffee machine, Will or price?');
    expect((await questions(world))[0]?.text).toBe('who will fix the coffee machine, somebody or price?');
  });

  it('is nothing where the workspace wants nothing kept, and nobody is promised anything', async () => {
    const world = await startWorkspace();
    const before = await ask(world, NIA, LUNCH);
    await world.say(ADAM, '/whoowns settings');
    await world.submit(ADAM, { keepDays: { keepDays: '0' } });
    expect(JSON.stringify((await ask(world, NIA, LUNCH)).blocks)).not.toContain('Tell me when');
    expect(only(await world.press(NIA, before, "Tell me when there's an answer")).text).toContain(
      'I keep no questions',
    );
    expect(await questions(world)).toEqual([]);
  });

  it('is gone ninety days after it was last asked', async () => {
    const world = await startWorkspace();
    const plants = 'who waters the plants of the office?';
    await ask(world, NIA, LUNCH);
    await ask(world, NIA, plants);
    vi.setSystemTime(Date.now() + 60 * DAY);
    await ask(world, EMRE, plants);
    vi.setSystemTime(Date.now() + 60 * DAY);
    expect(shown(await ask(world, ADAM, 'gaps'))).toContain('1 unanswered question');
    await world.jobs.runAll();
    expect(await questions(world)).toMatchObject([{ text: plants, count: 2 }]);
    vi.setSystemTime(Date.now() + 31 * DAY);
    await world.jobs.runAll();
    expect(await questions(world)).toEqual([]);
  });

  it('goes at once where the workspace wants less kept, and is listed no longer than it is kept', async () => {
    const world = await startWorkspace();
    await ask(world, NIA, LUNCH);
    await world.say(ADAM, '/whoowns settings');
    await world.submit(ADAM, { keepDays: { keepDays: '0' } });
    expect(await questions(world)).toEqual([]);
    expect(shown(await ask(world, ADAM, 'gaps'))).toContain('No open questions');
  });

  it('goes in time though nobody asks in vain again', async () => {
    const world = await startWorkspace();
    await ask(world, NIA, LUNCH);
    vi.setSystemTime(Date.now() + 91 * DAY);
    expect(shown(await ask(world, ADAM, 'gaps'))).toContain('No open questions');
    await world.jobs.runAll();
    expect(await questions(world)).toEqual([]);
  });

  it('forgets who looks after the bot', async () => {
    const world = await startWorkspace();
    await world.say(ADAM, '/whoowns settings');
    await world.submit(ADAM, { caretakers: { caretakers: [EMRE, OLGA] } });
    await world.say(EMRE, '/whoowns forget me');
    expect((await world.store.workspace(WORKSPACE.team).snapshot()).settings.caretakers).toEqual([OLGA]);
  });

  it('forgets those who wanted to be told, and who taught', async () => {
    const world = await startWorkspace();
    await world.press(NIA, await ask(world, NIA, LUNCH), "Tell me when there's an answer");
    await world.say(NIA, '/whoowns forget me');
    expect(JSON.stringify(await questions(world))).not.toContain(NIA);
    await teach(world);
    await world.say(ADAM, '/whoowns forget me');
    expect(JSON.stringify(await world.store.workspace(WORKSPACE.team).records('taught'))).not.toMatch(
      /U0ADMIN|Adam/,
    );
    expect(shown(await ask(world, EMRE, LUNCH))).toContain('Added by somebody');
  });
});

describe('“Was this helpful?”', { timeout: LEARNING }, () => {
  it('thanks for a yes', async () => {
    const world = await startWorkspace();
    const posted = await judge(world, NIA, await ask(world, NIA, 'who orders the backlog?'), true);
    expect(only(posted)).toMatchObject({ only: NIA, text: 'Thanks!' });
  });

  it('asks why for a no, offers what came second, and gathers it', async () => {
    const world = await startWorkspace();
    await judge(world, NIA, await ask(world, NIA, 'who orders the backlog?'), false);
    expect(world.dialogOf(NIA)?.title).toBe('That did not help');
    expect(JSON.stringify(world.dialogOf(NIA)?.blocks)).toContain('Did you mean one of these?');
    await world.submit(NIA, { reason: { reason: 'I meant the order of our shop' } });
    expect(dialogText(world, NIA)).toContain('without your name');
    const list = shown(only(await world.say(ADAM, '/whoowns gaps')));
    expect(list).toContain('“who orders the backlog?”');
    expect(list).toContain('It did not help: “I meant the order of our shop”');
  });

  it('shows the runner-up that was meant, and takes the words for a way to ask once that is accepted', async () => {
    const world = await startWorkspace();
    await judge(world, NIA, await ask(world, NIA, 'who orders the backlog?'), false);
    await world.submit(NIA, { instead: { instead: 'right-features-right-time' } });
    expect(dialogText(world, NIA)).toContain('The right features at the right time');
    const list = only(await world.say(ADAM, '/whoowns gaps'));
    const said = await world.press(ADAM, list, 'It asks for “The right features at the right time”');
    expect(only(said).text).toContain('a way to ask for it');
    expect(shown(await ask(world, EMRE, 'who orders the backlog?'))).toContain(
      'The right features at the right time',
    );
  });
});

it('a choice among “Did you mean” is kept as a way to ask for that topic, in messages and in dialogs', {
  timeout: LEARNING,
}, async () => {
  const unsure = 'who orders the fruit baskets?';
  const world = await startWorkspace({ answerer: await openUnsure(unsure, 'backlog') });
  const question = await ask(world, NIA, unsure);
  expect(shown(question)).toContain('Did you mean');
  await world.press(NIA, question, 'The order of the backlog');
  await world.act(EMRE, { act: 'open-home' });
  await world.pressIn(EMRE, 'home', 'who signs off a finished story?', unsure);
  await world.pressIn(EMRE, 'dialog', 'The order of the backlog');
  const list = await ask(world, ADAM, 'gaps');
  expect(shown(list)).toContain('It asks for “The order of the backlog”');
  await world.press(ADAM, list, 'It asks for “The order of the backlog”');
  expect(shown(await ask(world, OLGA, unsure))).toContain('*Product Owner*  ·  The order of the backlog');
});

it('in a dialog an answer can be said not to have helped', { timeout: LEARNING }, async () => {
  const world = await startWorkspace();
  await world.act(NIA, { act: 'open-home' });
  await world.pressIn(NIA, 'home', 'who signs off a finished story?', 'who orders the backlog?');
  await world.pressIn(NIA, 'dialog', "This didn't help");
  expect(world.dialogOf(NIA)?.title).toBe('That did not help');
  await world.submit(NIA, {});
  expect(dialogText(world, NIA)).toContain('without your name');
  expect(shown(await ask(world, ADAM, 'gaps'))).toContain('“who orders the backlog?”');
});

describe('those who look after the bot', { timeout: LEARNING }, () => {
  it('are the admins and those whom they name; nobody else sees the gaps', async () => {
    const world = await startWorkspace();
    await ask(world, NIA, LUNCH);
    for (const as of [EMRE, GWEN]) {
      for (const command of ['gaps', 'taught', 'digest']) {
        expect((await ask(world, as, command)).text).toContain('Only my maintainers');
      }
    }
    await world.say(ADAM, '/whoowns settings');
    await world.submit(ADAM, { caretakers: { caretakers: [EMRE] } });
    const list = await ask(world, EMRE, 'gaps');
    expect(shown(list)).toContain(LUNCH);
    // Named no more, an old list is of no use.
    await world.say(ADAM, '/whoowns settings');
    await world.submit(ADAM, { caretakers: { caretakers: [] } });
    expect(only(await world.press(EMRE, list, 'Answer this')).text).toContain('Only my maintainers');
  });

  it('teach what is not ours: it is gathered no more', async () => {
    const world = await startWorkspace();
    await ask(world, NIA, LUNCH);
    await world.press(ADAM, await ask(world, ADAM, 'gaps'), 'Not ours');
    expect(shown(await ask(world, EMRE, LUNCH))).toContain("I don't know");
    expect(shown(await ask(world, ADAM, 'gaps'))).toContain('No open questions');
    expect(shown(await ask(world, ADAM, 'taught'))).toContain('Not ours: “who buys the fruit baskets?”');
  });

  it('see the gaps in pages', async () => {
    const world = await startWorkspace();
    const things =
      'umbrellas trombones giraffes teapots lanterns carpets violins anchors pumpkins sledges canoes'.split(
        ' ',
      );
    for (const thing of things) await ask(world, NIA, `who polishes the ${thing}?`);
    const list = await ask(world, ADAM, 'gaps');
    expect(shown(list)).toContain('Page 1 of 2');
    await world.press(ADAM, list, 'Next');
    expect(shown(list)).toContain('Page 2 of 2');
    await world.press(ADAM, list, 'Back');
    expect(shown(list)).toContain('Page 1 of 2');
  });

  it('withdraw what was taught, and see its history', async () => {
    const world = await startWorkspace();
    await teach(world);
    const list = await ask(world, ADAM, 'taught');
    const history = only(await world.press(ADAM, list, 'History'));
    expect(shown(history)).toContain('3 March 2026: taught by Adam Ocampo');
    expect(only(await world.press(ADAM, list, 'Withdraw')).text).toContain('Withdrawn.');
    expect(shown(await ask(world, NIA, LUNCH))).toContain("I don't know");
    expect(shown(await ask(world, ADAM, 'taught'))).toContain('Withdrawn: Fruit baskets');
    // Asked in vain again, it is a gap again.
    expect(shown(await ask(world, ADAM, 'gaps'))).toContain(LUNCH);
  });
});

describe('two sources that do not agree', { timeout: LEARNING }, () => {
  const ROADMAP = {
    role: { role: 'product-owner' },
    topic: { topic: 'product-roadmap' },
    answer: { answer: 'In this company the Product Owner draws the roadmap.' },
    source: { source: 'Decision log, 12 January' },
    asks: { asks: 'who draws the road map here' },
  };

  it('are both shown, each with its source, and stand in the gaps until somebody decides', async () => {
    const world = await startWorkspace();
    await teach(world, LUNCH, ROADMAP);
    const both = shown(await ask(world, NIA, 'who makes the roadmap?'));
    expect(both).toContain('My sources disagree on this: Product Manager or Product Owner.');
    expect(both).toContain('From the document');
    expect(both).toMatch(/Added by Adam Ocampo on .*: Decision log, 12 January/);
    const list = await ask(world, ADAM, 'gaps');
    expect(shown(list)).toContain('My sources disagree on “The product roadmap”');
    await world.press(ADAM, list, 'Product Owner is right');
    const decided = shown(await ask(world, NIA, 'who makes the roadmap?'));
    expect(decided).not.toContain('disagree on this');
    expect(decided.indexOf('In this company')).toBeLessThan(decided.indexOf('The document says:'));
    expect(shown(await ask(world, ADAM, 'gaps'))).not.toContain('disagree');
  });

  it('may both be taught', async () => {
    const world = await startWorkspace();
    await teach(world);
    const other = {
      ...FRUIT,
      role: { role: 'product-manager' },
      answer: { answer: 'The Product Manager buys them.' },
    };
    await teach(world, 'who waters the office plants?', other);
    const both = shown(await ask(world, NIA, LUNCH));
    expect(both).toContain('disagree on this: ');
    expect(both).toContain('The Product Owner orders the fruit baskets on Mondays.');
    expect(both).toContain('The Product Manager buys them.');
    const list = await ask(world, ADAM, 'gaps');
    await world.press(ADAM, list, 'Product Manager is right');
    const decided = shown(await ask(world, NIA, LUNCH));
    expect(decided).not.toContain('on Mondays');
    expect(decided).toContain('The Product Manager buys them.');
  });

  it('come back when somebody teaches another role after a decision', async () => {
    const world = await startWorkspace();
    await teach(world, LUNCH, ROADMAP);
    await world.press(ADAM, await ask(world, ADAM, 'gaps'), 'Product Owner is right');
    vi.setSystemTime(Date.now() + DAY);
    await teach(world, 'who waters the office plants?', {
      ...ROADMAP,
      role: { role: 'product-manager' },
      answer: { answer: 'The Product Manager draws it again.' },
      asks: { asks: 'who keeps the plan of the year' },
    });
    const both = shown(await ask(world, NIA, 'who makes the roadmap?'));
    expect(both).toContain('disagree on this');
    expect(shown(await ask(world, ADAM, 'gaps'))).toContain('My sources disagree');
  });

  it('the document may be right', async () => {
    const world = await startWorkspace();
    await teach(world, LUNCH, ROADMAP);
    await world.press(ADAM, await ask(world, ADAM, 'gaps'), 'The document is right');
    expect(shown(await ask(world, NIA, 'who makes the roadmap?'))).not.toContain('In this company');
  });
});

describe('those who wait', { timeout: LEARNING }, () => {
  it('are told when their words are taken for a way to ask', async () => {
    const words = 'who orders the fruit baskets?';
    const world = await startWorkspace({ answerer: await openUnsure(words, 'backlog') });
    const question = await ask(world, NIA, words);
    const his = await ask(world, EMRE, words);
    await world.press(EMRE, his, "Tell me when there's an answer");
    await world.press(NIA, question, 'The order of the backlog');
    const list = await ask(world, ADAM, 'gaps');
    const posted = await world.press(ADAM, list, 'It asks for “The order of the backlog”');
    expect(shown(only(posted.filter(({ channel }) => channel === 'D0ENGINEER')))).toContain(
      "Here's the answer",
    );
  });

  it('get the answer at once where there is one by now', async () => {
    const world = await startWorkspace();
    const old = await ask(world, EMRE, LUNCH);
    await teach(world);
    const said = only(await world.press(EMRE, old, "Tell me when there's an answer"));
    expect(shown(said)).toContain('The Product Owner orders the fruit baskets on Mondays.');
  });
});

it('the history tells what stood there before, also of what was withdrawn', {
  timeout: LEARNING,
}, async () => {
  const world = await startWorkspace();
  await teach(world);
  await world.press(ADAM, await ask(world, ADAM, 'taught'), 'Edit');
  await world.submit(ADAM, { ...FRUIT, answer: { answer: 'The Product Owner, on Tuesdays.' } });
  await world.press(ADAM, await ask(world, ADAM, 'taught'), 'Withdraw');
  const list = await ask(world, ADAM, 'taught');
  expect(shown(list)).toContain('Withdrawn: Fruit baskets');
  const history = shown(only(await world.press(ADAM, list, 'History')));
  expect(history).toContain(
    'Before: Fruit baskets, Product Owner, “The Product Owner orders the fruit baskets on Mondays.” (The office handbook, page 3)',
  );
  expect(history).toContain('withdrawn by Adam Ocampo');
});

it('what is old can be confirmed by whoever looks after the bot', { timeout: LEARNING }, async () => {
  const world = await startWorkspace();
  await teach(world);
  await world.say(ADAM, '/whoowns settings');
  await world.submit(ADAM, { caretakers: { caretakers: [OLGA] } });
  vi.setSystemTime(Date.now() + 91 * DAY);
  expect(shown(await ask(world, NIA, LUNCH))).toContain('Nobody has confirmed it since');
  await world.press(OLGA, await ask(world, OLGA, 'taught'), "It's still right");
  expect(shown(await ask(world, NIA, LUNCH))).not.toContain('Nobody has confirmed it since');
});

it('what is not ours any more is gathered again once that is withdrawn', { timeout: LEARNING }, async () => {
  const world = await startWorkspace();
  await ask(world, NIA, LUNCH);
  await world.press(ADAM, await ask(world, ADAM, 'gaps'), 'Not ours');
  await ask(world, NIA, LUNCH);
  await world.press(ADAM, await ask(world, ADAM, 'taught'), 'Withdraw');
  await ask(world, NIA, LUNCH);
  expect(shown(await ask(world, ADAM, 'gaps'))).toContain(LUNCH);
});

it('an answer to a topic of the documents stays, though its ways to ask are known there', {
  timeout: LEARNING,
}, async () => {
  const world = await startWorkspace();
  const words = 'who writes the user stories?';
  await teach(world, LUNCH, {
    role: { role: 'product-owner' },
    topic: { topic: 'user-stories' },
    answer: { answer: 'In this company the Product Owner writes them with the designer.' },
    source: { source: 'The handbook' },
    asks: { asks: 'who writes user stories' },
  });
  expect(shown(await ask(world, EMRE, words))).toContain('with the designer');
  expect(shown(await ask(world, ADAM, 'taught'))).toContain('with the designer');
  expect(shown(await ask(world, EMRE, words))).toContain('with the designer');
});

it('hostile text is only text, in every field', { timeout: LEARNING }, async () => {
  const world = await startWorkspace();
  const bad = `<!channel> <@${OLGA}> @here </section> '); drop table records; -- ${'x'.repeat(20)}`;
  await ask(world, NIA, 'who feeds the "office" \\ <!channel> @here goldfish?');
  const list = await ask(world, ADAM, 'gaps');
  await world.press(ADAM, list, 'Answer this');
  await world.submit(ADAM, {
    role: { role: 'product-owner' },
    title: { title: bad.slice(0, 75) },
    answer: { answer: bad },
    source: { source: bad },
    asks: { asks: `who feeds the goldfish\n${bad}` },
  });
  const answer = await ask(world, NIA, 'who feeds the goldfish?');
  expect(shown(answer)).toContain('drop table records');
  await ask(world, ADAM, 'taught');
  for (const { text, blocks } of world.slack.messages.filter(({ user }) => user === 'U0WHOOWNS')) {
    expect(`${text} ${textsOf(blocks).join(' ')}`).not.toMatch(/<[!@]|@(?:channel|here|everyone)/);
  }
  expect(await world.store.workspace(WORKSPACE.team).records('taught')).toHaveLength(1);
});

describe('for an operator', { timeout: LEARNING }, () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'whoowns-export-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function run(store: Store, into?: string): Promise<string> {
    const lines: string[] = [];
    const [answerer, knowledge] = [await openTestAnswerer(), await loadKnowledge(KNOWLEDGE_DIR)];
    await reportGaps({
      store,
      answerer,
      knowledge,
      print: (line) => lines.push(line),
      folder: into,
      now: Date.now(),
    });
    return lines.join('\n');
  }

  it('what people wrote is printed without control characters', async () => {
    const store = await openStore({ url: 'memory:' });
    const world = await startWorkspace({ store });
    const title = { title: 'Fruit \u001b[31mbaskets' };
    await teach(world, LUNCH, { ...FRUIT, title });
    await teach(world, 'who waters the office plants?', {
      ...FRUIT,
      title,
      role: { role: 'product-manager' },
    });
    const printed = await run(store);
    expect(printed).toContain('sources disagree on “Fruit [31mbaskets”');
    expect(printed).not.toContain('\u001b');
  });

  it('the gaps are printed, and what was taught is exported, imported, and then gone from the memory', async () => {
    const store = await openStore({ url: 'memory:' });
    expect(await run(store)).toContain('No unanswered questions');
    const world = await startWorkspace({ store });
    await teach(world);
    await ask(world, NIA, 'who waters the office plants?');
    await world.press(ADAM, await ask(world, ADAM, 'gaps'), 'Not ours');
    await ask(world, NIA, 'who repairs the elevators?');
    expect(await run(store)).toContain('1 unanswered question, 2 taught');
    expect(await run(store)).toContain('who repairs the elevators?');
    const wrote = await run(store, folder);
    expect(wrote).toContain('product-owner.taught-2026-03-03-09-00.yml');
    expect((await readdir(folder)).sort()).toEqual(['documents', 'not-ours', 'roles']);

    // Imported: copied over the knowledge folder, it is sound, and answers.
    const merged = path.join(folder, 'merged');
    await copyFolder(KNOWLEDGE_DIR, merged);
    for (const part of ['documents', 'not-ours', 'roles'])
      await copyFolder(path.join(folder, part), path.join(merged, part));
    const knowledge = await loadKnowledge(merged);
    const imported = [...knowledge.topics.values()].find(({ title }) => title === 'Fruit baskets');
    expect(imported).toMatchObject({ holder: 'product-owner', quote: FRUIT.answer.answer });
    const answerer = await openTestAnswerer(knowledge);
    expect(answerer.answer(LUNCH).answer).toMatchObject({
      kind: 'topic',
      card: { topic: { title: 'Fruit baskets' } },
    });
    const later = await startWorkspace({ store, answerer });
    const answer = shown(await ask(later, NIA, LUNCH));
    expect(answer).toContain('From the document “Taught in Slack 2026 03 03 09 00”');
    expect(answer).not.toContain('Added by');
    expect(shown(await ask(later, ADAM, 'taught'))).toContain('Nobody has taught me anything here yet');
    expect((await store.workspace(WORKSPACE.team).snapshot()).taught).toEqual([]);
  });
});

const copyFolder = (from: string, to: string) => cp(from, to, { recursive: true });
