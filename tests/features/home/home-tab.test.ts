import { describe, expect, it } from 'vitest';
import type { TopicGroup } from '../../../src/answer/types.ts';
import { buildHome } from '../../../src/features/home/views/home.ts';
import type { Data } from '../../../src/playground/fake-slack/messages.ts';
import { findViewRefusals } from '../../../src/playground/limits.ts';
import { LEARNING } from '../../support/bot.ts';
import { ADAM, EMRE, NIA, OLGA, startWorkspace, textsOf, type Workspace } from '../../support/workspace.ts';

const CHECKOUT = 'C0CHECKOUT';
const only = <Item>(list: readonly Item[]): Item => {
  const [first, ...more] = list;
  if (first === undefined || more.length > 0) throw new Error(`Expected one, got ${list.length}.`);
  return first;
};
const dialogText = (world: Workspace, as: string) => textsOf(world.dialogOf(as)?.blocks).join('\n');
const channelsIn = (home: string) => [...home.matchAll(/^<#(\w+)>$/gm)].map(([, id]) => id);

async function assign(world: Workspace, place = CHECKOUT, person = OLGA) {
  await world.say(EMRE, '/whoowns assign', place);
  await world.submit(EMRE, { 'people:product-owner': { people: [person] } });
}

/** What "Forget me" asks before it is done. */
function confirmOf(world: Workspace, as: string): string | undefined {
  const blocks = (world.slack.views.homeOf(as)?.view.blocks ?? []) as Data[];
  const button = blocks
    .flatMap(({ elements }) => (elements ?? []) as Data[])
    .find(({ action_id }) => action_id === 'home.forget');
  return (button?.confirm as { text: { text: string } } | undefined)?.text.text;
}

describe('the home tab', { timeout: LEARNING }, () => {
  it('is useful at the first visit: a box to ask, all topics, and what is kept', async () => {
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

  it('answers a question in a dialog, with buttons that lead on', async () => {
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

  it('shows the roles in all channels of a person, the channel they picked first, and of no others', async () => {
    const world = await startWorkspace({ errors: ['not_in_channel'] });
    await assign(world);
    await assign(world, 'C0MOBILE');
    await assign(world, 'C0GENERAL');
    world.slack.world.channels.get('C0MOBILE')?.members.delete(NIA);
    await world.act(NIA, { act: 'open-home' });
    expect(world.homeOf(NIA)).toContain('*Olga Petrova*');
    expect(channelsIn(world.homeOf(NIA))).toEqual(['C0GENERAL', CHECKOUT]);
    const picked = await world.pressIn(NIA, 'home', 'Your channel', CHECKOUT);
    expect(picked).toEqual([]);
    expect(channelsIn(world.homeOf(NIA))).toEqual([CHECKOUT, 'C0GENERAL']);
  });

  it('says at the first visit that no roles are set, and why to pick a channel', async () => {
    const world = await startWorkspace();
    await world.act(NIA, { act: 'open-home' });
    expect(world.homeOf(NIA)).toContain('No roles set in your channels yet.');
    expect(world.homeOf(NIA)).toContain("I'll name its people when you message me directly");
    // Where nobody holds anything, Slack need not be asked for channels.
    expect(world.slack.calls.some(({ method }) => method === 'users.conversations')).toBe(false);
  });

  it('shows the channels where a person has a role, if Slack does not list their channels', async () => {
    const world = await startWorkspace({ errors: ['missing_scope'] });
    await assign(world);
    await assign(world, 'C0GENERAL', NIA);
    world.slack.failNext('users.conversations', { error: 'missing_scope' });
    await world.act(NIA, { act: 'open-home' });
    expect(channelsIn(world.homeOf(NIA).split('What I keep')[0] ?? '')).toEqual(['C0GENERAL']);
  });

  it('says what is kept about a person, and nothing about others', async () => {
    const world = await startWorkspace();
    await world.act(NIA, { act: 'open-home' });
    expect(world.homeOf(NIA)).toContain('Nothing yet.');
    await assign(world, CHECKOUT, NIA);
    await world.pressIn(NIA, 'home', 'Your channel', CHECKOUT);
    const greeting = only(await world.say(NIA, "I'm new here", 'D0NEWHIRE'));
    await world.press(NIA, greeting, 'Start the tour');
    const unknown = only(await world.say(NIA, 'what is for lunch today?', 'D0NEWHIRE'));
    await world.press(NIA, unknown, "Tell me when there's an answer");
    await world.act(NIA, { act: 'open-home' });
    for (const line of [
      `Your channel is <#${CHECKOUT}>.`,
      `Your roles: *Product Owner* in <#${CHECKOUT}>.`,
      'How far you are with the tour',
      'One more message of the tour, which is still to come.',
      "You want to hear when there's an answer to one question.",
    ]) {
      expect(world.homeOf(NIA)).toContain(line);
    }
    expect(world.homeOf(NIA)).not.toContain('You set ');
    expect(confirmOf(world, NIA)).toBe(
      'This permanently deletes: your channel, your roles, your tour, its last message, which answers you want to hear about.',
    );
    await world.act(EMRE, { act: 'open-home' });
    expect(world.homeOf(EMRE)).toContain('You set one role or rule.');
    await world.pressIn(NIA, 'home', 'Forget me');
    expect(world.homeOf(NIA)).toContain('Nothing yet.');
  });

  it('names the maintainers, or else an admin', async () => {
    const world = await startWorkspace();
    await world.act(NIA, { act: 'open-home' });
    expect(world.homeOf(NIA)).toContain('tell an admin of this workspace.');
    await world.store.workspace('T0LOCAL01').changeSettings({ caretakers: [OLGA, EMRE] });
    await world.act(NIA, { act: 'open-home' });
    expect(world.homeOf(NIA)).toContain('tell *Olga Petrova*, *Emre Yildiz* or an admin of this workspace.');
  });

  it('stays within what Slack takes with many roles and many channels', () => {
    const topic = { id: 'one', title: 'One' } as TopicGroup['topics'][number];
    const groups = Array.from({ length: 90 }, (_, i) => ({ heading: `Role ${i}`, topics: [topic] }));
    const lines = Array.from({ length: 24 }, (_, i) => `•  *Role ${i}*: ${'somebody '.repeat(20)}`);
    const teams = Array.from({ length: 40 }, (_, i) => ({ channel: `C${i}`, lines }));
    const tour = { progress: undefined, steps: 5, isSent: true };
    const person = { ownChannel: 'C1', admin: true, data: undefined, tour };
    const rest = { roles: [], maintainers: [], version: '1', ...person };
    const view = buildHome({ groups, teams, ...rest });
    expect(findViewRefusals(view)).toEqual([]);
    expect(textsOf(view.blocks)).toContain('*Role 0*: 1 topic');
    expect(textsOf(view.blocks)).toContain('And 40 more. `/whoowns help` lists them all.');
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
    const [announced, told] = await world.pressIn(OLGA, 'home', 'Forget me');
    expect(announced).toMatchObject({ channel: CHECKOUT });
    expect(told).toMatchObject({ channel: 'D0OWNER', text: expect.stringContaining('Done.') });
    expect(world.homeOf(OLGA)).not.toContain('Olga Petrova');
  });
});
