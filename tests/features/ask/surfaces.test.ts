import { describe, expect, it } from 'vitest';
import { messageId } from '../../../src/playground/fake-slack/messages.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { LEARNING } from '../../support/bot.ts';
import { EMRE, NIA, OLGA, shown, startWorkspace, textsOf, type Workspace } from '../../support/workspace.ts';

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
    expect(shown(reply)).toContain(`<@${NIA}> looked this up`);
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
    const told = only(await world.submit(NIA, {}));
    expect(told).toMatchObject({ channel: 'D0NEWHIRE', text: expect.stringContaining('/invite @whoowns') });
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
    await world.submit(NIA, { question: { question: 'stories' } });
    expect(dialogText(world, NIA)).toContain('Did you mean');
    await world.pressIn(NIA, 'dialog', 'User stories and requirements');
    expect(dialogText(world, NIA)).toContain('*Product Owner*  ·  User stories and requirements');
  });
});

describe('in a channel', { timeout: LEARNING }, () => {
  it('the bot says hello once, in two lines, with a way to set the roles', async () => {
    const world = await startWorkspace();
    const posted = await world.act(NIA, { act: 'invite-bot', place: 'C0MOBILE' });
    const hello = only(posted.filter(({ user }) => user === 'U0WHOOWNS'));
    expect(hello.text.split('\n')).toHaveLength(2);
    await world.press(NIA, hello, 'Set the roles here');
    expect(world.dialogOf(NIA)?.title).toBe('Roles in this channel');
  });

  it('the bot says hello the next time, where Slack did not take it the first time', async () => {
    const world = await startWorkspace({ errors: ['internal_error'] });
    world.slack.failNext('chat.postMessage', { error: 'internal_error' });
    const hellos = (posted: readonly { user: string }[]) =>
      posted.filter(({ user }) => user === 'U0WHOOWNS').length;
    const invite = () => world.act(NIA, { act: 'invite-bot', place: 'C0MOBILE' });
    expect(hellos(await invite())).toBe(0);
    for (const expected of [1, 0]) {
      world.slack.world.channels.get('C0MOBILE')?.members.delete('U0WHOOWNS');
      expect(hellos(await invite())).toBe(expected);
    }
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

describe('the cheat sheet', { timeout: LEARNING }, () => {
  it('is a table whose cells are wrapped, and lines of text where there are no tables', async () => {
    const world = await startWorkspace();
    const sheet = only(await world.say(NIA, '/whoowns sheet'));
    const table = sheet.blocks.find(({ type }) => type === 'table');
    expect(table?.column_settings).toEqual([{ is_wrapped: true }, { is_wrapped: true }]);
    const lines = sheet.text.split('\n');
    expect(lines[1]).toMatch(/^Product Manager: .*The product roadmap/);
    expect(lines.at(-1)).toMatch(/^Together: ./);
  });

  it('comes as text where Slack does not take the table: after a command, and after a press', async () => {
    const world = await startWorkspace({ errors: ['undefined', 'invalid_blocks'] });
    world.slack.failNext('response_url', { status: 400 });
    const sheet = only(await world.say(NIA, '/whoowns sheet'));
    const greeting = only(await world.say(NIA, "I'm new here", 'D0NEWHIRE'));
    world.slack.failNext('chat.postMessage', { error: 'invalid_blocks' });
    const below = only(await world.press(NIA, greeting, 'Show the cheat sheet'));
    for (const message of [sheet, below]) {
      expect(message.blocks.some(({ type }) => type === 'table')).toBe(false);
      expect(shown(message)).toContain('•  The product roadmap');
      expect(shown(message)).toContain('Together: ');
    }
  });
});
