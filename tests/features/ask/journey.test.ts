import { describe, expect, it, test } from 'vitest';
import { messageId } from '../../../src/playground/fake-slack/messages.ts';
import { LEARNING } from '../../support/bot.ts';
import { dialogText } from '../../support/learning.ts';
import { ADAM, EMRE, OLGA, OTTO, shown, startWorkspace, type Workspace } from '../../support/workspace.ts';

const CHECKOUT = 'C0CHECKOUT';
const DIRECT = 'D0ADMIN';

/** Types a text in one place as Adam, who is an admin; gives all that he reads for it. */
type Place = (world: Workspace, text: string) => Promise<string>;

const read = (world: Workspace, posted: Awaited<ReturnType<Workspace['say']>>) =>
  [world.dialogOf(ADAM)?.title ?? '', dialogText(world, ADAM), ...posted.map(shown)].join('\n');

const PLACES: Readonly<Record<string, Place>> = {
  command: async (world, text) => read(world, await world.say(ADAM, `/whoowns ${text}`, CHECKOUT)),
  mention: async (world, text) => read(world, await world.say(ADAM, `@whoowns ${text}`, CHECKOUT)),
  message: async (world, text) => read(world, await world.say(ADAM, text, DIRECT)),
  'message shortcut': async (world, text) => {
    await world.say(EMRE, text, CHECKOUT);
    const message = world.slack.messages.findLast(({ user }) => user === EMRE);
    if (!message) throw new Error('There is no message.');
    const act = { act: 'shortcut', callback: 'message.who', message: messageId(message) } as const;
    return read(world, await world.act(ADAM, act));
  },
  'ask shortcut': async (world, text) => {
    await world.act(ADAM, { act: 'shortcut', callback: 'ask.open' });
    return read(world, await world.submit(ADAM, { question: { question: text } }));
  },
  'home box': async (world, text) => {
    await world.act(ADAM, { act: 'open-home' });
    return read(world, await world.pressIn(ADAM, 'home', 'who signs off a finished story?', text));
  },
};

/** What Adam reads for each word, in each place in which it is not only pointed to. */
const WORDS: readonly (readonly [word: string, reply: RegExp])[] = [
  ['assign', /For #?\w|Press the button to set the roles|Which channel is it for/],
  ['rule', /If your team does it differently|Press the button to set a rule|Which channel is it for/],
  ['team', /Roles in <#|Which channel is your team/],
  ['settings', /^Settings|The button opens them/],
  ['forget me', /I had nothing of yours to forget/],
  ['sheet', /Who owns what/],
  ['gaps', /No open questions/],
  ['taught', /taught me anything/],
  ['digest', /digest/],
  ["I'm new here", /direct message|Start the tour/],
  ['stop', /Stopped|to stop/],
  ['onboard', /greeted/],
];

/** Everybody reads a mention, and the text of a message is somebody else's: these are not done there. */
const POINTED_TO: Readonly<Record<string, readonly string[]>> = {
  mention: ['settings', 'forget me', 'gaps', 'taught', 'digest', 'onboard'],
  'message shortcut': [
    'settings',
    'forget me',
    'gaps',
    'taught',
    'digest',
    'onboard',
    "I'm new here",
    'stop',
  ],
};

describe.each(Object.entries(PLACES))('typed by %s', { timeout: LEARNING }, (place, type) => {
  test.each(WORDS)('“%s” is a command, not a question', async (word, reply) => {
    const world = await startWorkspace();
    const text = await type(world, word);
    expect(text).not.toContain("I don't know");
    if (POINTED_TO[place]?.includes(word)) expect(text).toMatch(/Type `\/whoowns [^`]+`/);
    else expect(text).toMatch(reply);
    // Nothing of it is kept as something that people asked in vain.
    expect(await world.store.workspace('T0LOCAL01').records('question')).toEqual([]);
  });

  test('a question gets its answer, with the sentence of the document', async () => {
    const world = await startWorkspace();
    const text = await type(world, 'who prioritizes the backlog?');
    expect(text).toContain('Product Owner');
    expect(text).toContain('POs prioritize the backlog');
  });
});

describe('a word in somebody else’s message', { timeout: LEARNING }, () => {
  it('is not carried out for whoever looks the message up', async () => {
    const world = await startWorkspace();
    await world.say(EMRE, '/whoowns assign', CHECKOUT);
    await world.submit(EMRE, { 'people:product-owner': { people: [ADAM] } });
    await PLACES['message shortcut']?.(world, 'forget me');
    const { channels } = await world.store.workspace('T0LOCAL01').snapshot();
    expect(channels.get(CHECKOUT)?.assignments.get('product-owner')?.holders).toEqual([
      { kind: 'user', id: ADAM },
    ]);
  });
});

describe('somebody of another company', { timeout: LEARNING }, () => {
  it.each(['no thanks', 'I’m new here'])('gets no direct message for “@whoowns %s”', async (text) => {
    const world = await startWorkspace();
    const posted = await world.say(OTTO, `@whoowns ${text}`, 'C0PARTNERS');
    expect(posted.map(({ channel }) => channel)).toEqual(['C0PARTNERS']);
    expect(await world.store.workspace('T0LOCAL01').records('journey')).toEqual([]);
  });
});

describe('“assign @olga as PO”', { timeout: LEARNING }, () => {
  it('opens the dialog with her in it, and saves her', async () => {
    const world = await startWorkspace();
    await world.say(EMRE, '/whoowns assign @olga as PO', CHECKOUT);
    const people = world.dialogOf(EMRE)?.blocks.find(({ block_id }) => block_id === 'people:product-owner');
    expect(people).toMatchObject({ element: { initial_users: [OLGA] } });
    await world.submit(EMRE, { 'people:product-owner': { people: [OLGA] } });
    const { channels } = await world.store.workspace('T0LOCAL01').snapshot();
    expect(channels.get(CHECKOUT)?.assignments.get('product-owner')?.holders).toEqual([
      { kind: 'user', id: OLGA },
    ]);
  });
});

describe('the cheat sheet', { timeout: LEARNING }, () => {
  it.each(['invalid_blocks', 'invalid_attachments', 'only_one_table_allowed'])(
    'comes as text behind a mention and in a message where Slack answers %s to the table',
    async (error) => {
      const world = await startWorkspace({ errors: [error] });
      for (const type of [PLACES.mention, PLACES.message]) {
        world.slack.failNext('chat.postMessage', { error });
        expect(await type?.(world, 'sheet')).toContain('Who owns what, side by side');
      }
    },
  );
});
