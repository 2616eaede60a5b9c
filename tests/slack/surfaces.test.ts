import { describe, expect, it } from 'vitest';
import { messageId } from '../../src/playground/hands.ts';
import { openStore } from '../../src/store/open-store.ts';
import { LEARNING } from '../helpers/bot.ts';
import {
  ADAM,
  EMRE,
  NIA,
  OLGA,
  shown,
  startWorkspace,
  textsOf,
  type Workspace,
} from '../helpers/workspace.ts';

const CHECKOUT = 'C0CHECKOUT';
const only = <Item>(list: readonly Item[]): Item => {
  const [first, ...more] = list;
  if (first === undefined || more.length > 0) throw new Error(`Expected one, got ${list.length}.`);
  return first;
};
const dialogText = (world: Workspace, as: string) => textsOf(world.dialogOf(as)?.blocks).join('\n');

async function assign(world: Workspace, place = CHECKOUT) {
  await world.say(EMRE, '/whoowns assign', place);
  await world.submit(EMRE, { 'people:product-owner': { people: [OLGA] } });
}

describe('the home tab', { timeout: LEARNING }, () => {
  it('is useful at the first time: it asks, lists what is known, and says what is kept', async () => {
    const world = await startWorkspace();
    await world.act(NIA, { act: 'open-home' });
    const home = world.homeOf(NIA);
    for (const part of [
      'Who owns what?',
      '*Product Manager*',
      '*Product Owner*',
      'What I keep about you',
      'whoowns 0.',
    ]) {
      expect(home).toContain(part);
    }
    expect(home).not.toContain('Settings');
  });

  it('answers a question in a dialog, and leads on from there', async () => {
    const world = await startWorkspace();
    await world.act(NIA, { act: 'open-home' });
    await world.pressIn(NIA, 'home', 'who signs off a finished story?', 'who orders the backlog?');
    expect(dialogText(world, NIA)).toContain('*Product Owner*  ·  The order of the backlog');
    expect(dialogText(world, NIA)).toContain('“who orders the backlog?”');
    await world.pressIn(NIA, 'dialog', 'User stories and requirements');
    expect(dialogText(world, NIA)).toContain('*Product Owner*  ·  User stories and requirements');
  });

  it('shows a topic that was chosen from the menu of its role', async () => {
    const world = await startWorkspace();
    await world.act(NIA, { act: 'open-home' });
    await world.pressIn(NIA, 'home', 'Choose a topic', 'product-roadmap');
    expect(dialogText(world, NIA)).toContain('The product roadmap');
  });

  it('shows who holds what in the channels of a person, and nothing of others', async () => {
    const world = await startWorkspace();
    await assign(world);
    await assign(world, 'C0GENERAL');
    await world.act(OLGA, { act: 'open-home' });
    expect(world.homeOf(OLGA)).toContain(`<#${CHECKOUT}>`);
    await world.act(NIA, { act: 'open-home' });
    expect(world.homeOf(NIA)).not.toContain('Olga');
    const picked = await world.pressIn(NIA, 'home', 'Your channel', CHECKOUT);
    expect(picked).toEqual([]);
    expect(world.homeOf(NIA)).toContain('*Olga Petrova*');
    expect(world.homeOf(NIA)).not.toContain('<#C0GENERAL>');
  });

  it('gives admins the settings', async () => {
    const world = await startWorkspace();
    await world.act(ADAM, { act: 'open-home' });
    await world.pressIn(ADAM, 'home', 'Settings');
    expect(world.dialogOf(ADAM)?.title).toBe('Settings');
  });

  it('forgets a person who asks for it there', async () => {
    const world = await startWorkspace();
    await assign(world);
    await world.act(OLGA, { act: 'open-home' });
    const told = only(await world.pressIn(OLGA, 'home', 'Forget me'));
    expect(told).toMatchObject({ channel: 'D0OWNER', text: expect.stringContaining('Done.') });
    expect(world.homeOf(OLGA)).not.toContain('Olga Petrova');
  });
});

describe('the shortcut on a message', { timeout: LEARNING }, () => {
  async function look(world: Workspace, text: string, place = CHECKOUT) {
    const posted = await world.act(OLGA, { act: 'say', place, text });
    const message = posted.find(({ user }) => user === OLGA);
    if (!message) throw new Error('Nothing was said.');
    await world.act(NIA, { act: 'shortcut', callback: 'message.who', message: messageId(message) });
    return message;
  }

  it('reads it, answers privately, and replies in its thread when told to', async () => {
    const world = await startWorkspace();
    await assign(world);
    const message = await look(world, 'hey, does anybody know who signs off a finished story?');
    expect(dialogText(world, NIA)).toContain('*Product Owner*  ·  Testing and accepting user stories');
    expect(dialogText(world, NIA)).toContain('*Olga Petrova*');
    const reply = only(await world.submit(NIA, {}));
    expect(reply).toMatchObject({ channel: CHECKOUT, thread_ts: message.ts });
    expect(shown(reply)).toContain(`<@${NIA}> asked`);
    expect(world.dialogOf(NIA)).toBeUndefined();
  });

  it('does not guess, and offers no reply where it does not know', async () => {
    const world = await startWorkspace();
    await look(world, 'what is for lunch today?');
    expect(dialogText(world, NIA)).toContain("I don't know");
    expect(world.slack.views.dialogsOf(NIA).at(-1)?.view.submit).toBeUndefined();
  });

  it('sends into the thread what the dialog shows, not what it showed first', async () => {
    const world = await startWorkspace();
    await look(world, 'who orders the backlog?');
    await world.pressIn(NIA, 'dialog', 'User stories and requirements');
    expect(shown(only(await world.submit(NIA, {})))).toContain('User stories and requirements');
  });

  it('says how to invite the bot where it is not in the channel', async () => {
    const world = await startWorkspace({ errors: ['not_in_channel'] });
    await look(world, 'who orders the backlog?', 'C0MOBILE');
    expect(await world.submit(NIA, {})).toEqual([]);
    expect(dialogText(world, NIA)).toContain('/invite @whoowns');
  });

  it('carries a long and hostile message as text', async () => {
    const world = await startWorkspace();
    await look(world, `<script>alert(1)</script> @channel ${'who orders the backlog? '.repeat(400)}`);
    expect(dialogText(world, NIA)).not.toMatch(/<[!@]/);
  });
});

describe('the shortcut from the search box', { timeout: LEARNING }, () => {
  it('asks for a question and shows the answer in its place', async () => {
    const world = await startWorkspace();
    await world.act(NIA, { act: 'shortcut', callback: 'ask.open' });
    expect(world.dialogOf(NIA)?.title).toBe('Ask who owns…');
    await world.submit(NIA, { question: { question: 'who makes the roadmap?' } });
    expect(dialogText(world, NIA)).toContain('*Product Manager*  ·  The product roadmap');
  });

  it('offers what it may mean where it is not sure', async () => {
    const world = await startWorkspace();
    await world.act(NIA, { act: 'shortcut', callback: 'ask.open' });
    await world.submit(NIA, { question: { question: 'market' } });
    expect(dialogText(world, NIA)).toContain('Did you mean');
    await world.pressIn(NIA, 'dialog', 'Market research');
    expect(dialogText(world, NIA)).toContain('*Product Manager*  ·  Market research');
  });
});

describe('in a channel', { timeout: LEARNING }, () => {
  it('the bot says hello once, in two lines, with a way to set the roles', async () => {
    const world = await startWorkspace();
    const posted = await world.act(NIA, { act: 'invite-bot', place: 'C0MOBILE' });
    const hello = only(posted.filter(({ user }) => user === 'U0WHOOWNS'));
    expect(hello.text.split('\n')).toHaveLength(2);
    await world.press(NIA, hello, 'Set the roles here');
    expect(world.dialogOf(NIA)?.title).toBe('Who holds what here');
  });

  it('the bot does not say hello again where it was before, also after a restart', async () => {
    const store = await openStore({ url: 'memory:' });
    const hellos = async () => {
      const world = await startWorkspace({ store });
      const posted = await world.act(NIA, { act: 'invite-bot', place: 'C0MOBILE' });
      return posted.filter(({ user }) => user === 'U0WHOOWNS').length;
    };
    expect([await hellos(), await hellos()]).toEqual([1, 0]);
  });
});
