import { describe, expect, it } from 'vitest';
import type { Data, Posted } from '../../../src/playground/fake-slack/messages.ts';
import { messageId } from '../../../src/playground/fake-slack/messages.ts';
import { messageShortcutPayload, submissionPayload } from '../../../src/playground/fake-slack/payloads.ts';
import { LEARNING } from '../../support/bot.ts';
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

const CHECKOUT = 'C0CHECKOUT';
const only = <Item>(list: readonly Item[]): Item => {
  const [first, ...more] = list;
  if (first === undefined || more.length > 0) throw new Error(`Expected one, got ${list.length}.`);
  return first;
};
const dialogText = (world: Workspace, as = NIA) => textsOf(world.dialogOf(as)?.blocks).join('\n');
const topOf = (world: Workspace, as = NIA) => {
  const top = world.slack.views.dialogsOf(as).at(-1);
  if (!top) throw new Error('No dialog is open.');
  return top;
};

async function assign(world: Workspace, people = [OLGA]) {
  await world.say(EMRE, '/whoowns assign', CHECKOUT);
  return world.submit(EMRE, { 'people:product-owner': { people } });
}

async function ask(world: Workspace, question: string) {
  await world.act(NIA, { act: 'shortcut', callback: 'ask.open' });
  await world.submit(NIA, { question: { question } });
}

/** Somebody says something, and Nia looks it up. */
async function look(world: Workspace, text: string, place = CHECKOUT, thread?: string): Promise<Posted> {
  const posted = await world.act(OLGA, { act: 'say', place, text, ...(thread ? { thread } : {}) });
  const message = posted.find(({ user }) => user === OLGA);
  if (!message) throw new Error('Nothing was said.');
  await world.act(NIA, { act: 'shortcut', callback: 'message.who', message: messageId(message) });
  return message;
}

/** Looks up a message of any form, wherever it stands. */
async function lookAt(world: Workspace, over: Data, channel = { id: CHECKOUT, name: 'checkout' }) {
  const posted = world.slack.post({ user: OLGA, channel: CHECKOUT, text: 'something', blocks: [] });
  const payload = messageShortcutPayload('message.who', NIA, posted, world.slack);
  const { message } = payload as { message: Data };
  await world.deliver({ ...payload, channel, message: { ...message, ...over } });
  return posted;
}

describe('what a message dialog reads', { timeout: LEARNING }, () => {
  const question = 'who orders the backlog?';
  const rich = {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: question }] }],
  };

  it.each([
    ['of a bot', { text: question, user: undefined, bot_id: 'B0OTHER', subtype: 'bot_message' }],
    ['with blocks alone', { text: '', blocks: [rich] }],
    ['that Slack cannot show', { text: "This content can't be displayed.", blocks: [rich] }],
    ['with an attachment alone', { text: null, attachments: [{ fallback: question }] }],
    ['with a file alone', { text: '', files: [{ title: question }] }],
  ])('is any message: one %s', async (_, over) => {
    const world = await startWorkspace();
    await lookAt(world, over);
    expect(dialogText(world)).toContain('*Product Owner*  ·  The order of the backlog');
  });

  it('is a message in a thread, and the reply goes into that thread', async () => {
    const world = await startWorkspace();
    const root = await look(world, 'good morning');
    await look(world, question, CHECKOUT, root.ts);
    expect(only(await world.submit(NIA, {}))).toMatchObject({ channel: CHECKOUT, thread_ts: root.ts });
  });

  it('says so where the message has no text', async () => {
    const world = await startWorkspace();
    await lookAt(world, { text: '', files: [{ mimetype: 'image/png' }] });
    expect(dialogText(world)).toContain('no text in that message');
    expect(topOf(world).view.submit).toBeUndefined();
  });
});

describe('"Reply in thread"', { timeout: LEARNING }, () => {
  it('posts what the dialog shows, also of a long message whose last sentence asks', async () => {
    const world = await startWorkspace();
    await look(
      world,
      `${'We had a long day in the office and went home late. '.repeat(30)}Who orders the backlog?`,
    );
    expect(dialogText(world)).toContain('The order of the backlog');
    const reply = shown(only(await world.submit(NIA, {})));
    expect(reply).toContain('*Product Owner*  ·  The order of the backlog');
  });

  it('says who looked it up, without saying who asked', async () => {
    const world = await startWorkspace();
    await look(world, 'who orders the backlog?');
    const reply = shown(only(await world.submit(NIA, {})));
    expect(reply).toContain(`<@${NIA}> looked this up`);
    expect(reply).not.toMatch(/asked|Shared|“who orders/);
  });

  it('is offered where a person is the answer, and posts their name', async () => {
    const world = await startWorkspace();
    await look(world, 'who is our PO?');
    expect(topOf(world).view.submit).toBeUndefined();
    await assign(world);
    await look(world, 'who is our PO?');
    const reply = only(await world.submit(NIA, {}));
    expect(shown(reply)).toContain('The Product Owner here is *Olga Petrova*.');
  });

  it('speaks of the channel that the message named', async () => {
    const world = await startWorkspace();
    await assign(world);
    await look(world, 'who is the PO on checkout?', 'C0GENERAL');
    expect(shown(only(await world.submit(NIA, {})))).toContain(`in <#${CHECKOUT}> is *Olga Petrova*`);
  });

  it('posts nothing where the answer is gone by now, and says so', async () => {
    const world = await startWorkspace();
    await assign(world);
    await look(world, 'who is our PO?');
    await assign(world, []);
    expect(await world.submit(NIA, {})).toEqual([]);
    expect(dialogText(world)).toContain('I posted nothing');
  });

  it('replies once when it is sent twice', async () => {
    const world = await startWorkspace();
    await look(world, 'who orders the backlog?');
    const payload = submissionPayload(topOf(world), world.slack, {});
    const posted = await world.during(() =>
      Promise.all([world.deliver(payload), world.deliver({ ...payload })]),
    );
    expect(posted).toHaveLength(1);
  });

  it('closes the dialog at once, and tells of a failure by direct message', async () => {
    const world = await startWorkspace({ errors: ['fatal_error'] });
    await look(world, 'who orders the backlog?');
    world.slack.failNext('chat.postMessage', { error: 'fatal_error' });
    const told = only(await world.submit(NIA, {}));
    expect(world.dialogOf(NIA)).toBeUndefined();
    expect(told).toMatchObject({ channel: 'D0NEWHIRE', text: expect.stringMatching(/reference: \w{8}\./) });
  });

  it('says that a channel is archived, where inviting the bot would not help', async () => {
    const world = await startWorkspace({ errors: ['is_archived'] });
    await look(world, 'who orders the backlog?');
    world.slack.failNext('chat.postMessage', { error: 'is_archived' });
    const told = only(await world.submit(NIA, {}));
    expect(told.text).toContain('archived');
    expect(told.text).not.toContain('/invite');
  });

  it.each([
    ['direct messages', { id: 'D0OTHERS', name: 'directmessage' }],
    ['a conversation of several', { id: 'C0SEVERAL', name: 'mpdm-nia--olga--emre-1' }],
  ])('is not offered where the bot cannot be: in %s', async (_, channel) => {
    const world = await startWorkspace();
    await lookAt(world, { text: 'who orders the backlog?' }, channel);
    expect(dialogText(world)).toContain('The order of the backlog');
    expect(topOf(world).view.submit).toBeUndefined();
  });
});

describe('in a dialog with an answer', { timeout: LEARNING }, () => {
  const labelsOf = (world: Workspace): string[] =>
    (world.dialogOf(NIA)?.blocks ?? []).flatMap((block) => {
      const all = [...((block.elements ?? []) as Data[]), block.accessory as Data | undefined];
      return all.flatMap((element) => {
        if (element?.action_id === undefined) return [];
        const { text } = (element.text ?? element.placeholder) as { text: string };
        return [text];
      });
    });

  it.each([
    ['a topic', 'who orders the backlog?'],
    ['a role', 'po'],
    ['a comparison', 'pm vs po'],
    ['the name of somebody', 'who is our PO?'],
    ['a question back', 'market'],
    ['what is not known', 'what is for lunch today?'],
    ['what is known', 'help'],
    ['what was taught', 'who waters the plants?'],
  ])('every button and menu does something: %s', async (_, question) => {
    const world = await startWorkspace();
    await assign(world);
    await world.store.workspace('T0LOCAL01').update('taught', 'plants', () => TAUGHT);
    await ask(world, question);
    const labels = labelsOf(world);
    expect(labels.length).toBeGreaterThan(0);
    for (const label of labels) {
      // The first press in such a menu is remembered, and the menu is gone.
      await world.store.workspace('T0LOCAL01').setHome(NIA, undefined);
      await ask(world, question);
      const before = JSON.stringify(world.slack.views.dialogsOf(NIA));
      const posted = await world.pressIn(
        NIA,
        'dialog',
        label,
        label === 'Your channel' ? CHECKOUT : undefined,
      );
      const after = JSON.stringify(world.slack.views.dialogsOf(NIA));
      expect([label, posted.length > 0 || after !== before]).toEqual([label, true]);
      expect(posted.filter(({ text }) => /reference:/.test(text))).toEqual([]);
    }
  });

  it('“Why this answer?” shows the reasons above it', async () => {
    const world = await startWorkspace();
    await ask(world, 'who orders the backlog?');
    await world.pressIn(NIA, 'dialog', 'Why this answer?');
    expect(world.slack.views.dialogsOf(NIA)).toHaveLength(2);
    expect(dialogText(world)).toContain('I read “who orders the backlog?” as a question about');
  });

  it('a button of another version says so above it', async () => {
    const world = await startWorkspace();
    await ask(world, 'who orders the backlog?');
    const top = topOf(world);
    top.view = JSON.parse(JSON.stringify(top.view).replaceAll('dialog.look', 'dialog.stare'));
    await world.pressIn(NIA, 'dialog', 'User stories and requirements');
    expect(dialogText(world)).toContain('from an older message');
  });

  it('the channel menu names the people of that channel at once', async () => {
    const world = await startWorkspace();
    await assign(world);
    for (const question of ['who is our PO?', 'who orders the backlog?']) {
      await world.store.workspace('T0LOCAL01').setHome(NIA, undefined);
      await ask(world, question);
      expect(dialogText(world)).not.toContain('Olga');
      expect(await world.pressIn(NIA, 'dialog', 'Your channel', CHECKOUT)).toEqual([]);
      expect(dialogText(world)).toContain('*Olga Petrova*');
      expect(dialogText(world)).toContain(`I'll name the people of <#${CHECKOUT}>`);
    }
  });

  it.each([
    ['a dialog', 'views.update', (world: Workspace) => world.pressIn(NIA, 'dialog', 'How to ask')],
    [
      'the search box',
      'views.open',
      (world: Workspace) => world.act(NIA, { act: 'shortcut', callback: 'ask.open' }),
    ],
  ])('a failure in %s is reported by direct message, with a reference', async (_, method, work) => {
    const world = await startWorkspace({ errors: ['fatal_error'] });
    await ask(world, 'what is for lunch today?');
    world.slack.failNext(method, { error: 'fatal_error' });
    const told = only(await work(world));
    expect(told).toMatchObject({ channel: 'D0NEWHIRE', text: expect.stringMatching(/reference: \w{8}\./) });
  });

  it('somebody who says they are new gets the tour by direct message', async () => {
    const world = await startWorkspace();
    await world.act(NIA, { act: 'shortcut', callback: 'ask.open' });
    const begun = only(await world.submit(NIA, { question: { question: "I'm new here" } }));
    expect(dialogText(world)).toContain("I've sent you a direct message");
    expect(begun.channel).toBe('D0NEWHIRE');
    expect(shown(begun)).toContain('Start the tour');
    await world.act(NIA, { act: 'open-home' });
    const again = only(await world.pressIn(NIA, 'home', 'who signs off a finished story?', 'I am new here!'));
    expect(shown(again)).toContain('Start the tour');
    expect(dialogText(world)).toContain("I've sent you a direct message");
  });
});

const TAUGHT = {
  kind: 'answer',
  title: 'The plants',
  role: 'product-owner',
  answer: 'The Product Owner waters the plants.',
  source: 'the wiki',
  asks: ['who waters the plants?'],
  by: ADAM,
  byName: 'Adam Ocampo',
  at: 0,
  checked: Date.now(),
  overrules: false,
  history: [],
};
