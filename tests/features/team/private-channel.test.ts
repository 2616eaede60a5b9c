import { describe, expect, it } from 'vitest';
import { viewPressPayload } from '../../../src/playground/fake-slack/payloads.ts';
import { LEARNING } from '../../support/bot.ts';
import { EMRE, NIA, OLGA, shown, startWorkspace, type Workspace } from '../../support/workspace.ts';

const LAUNCH = 'C0LAUNCH';
const WORKSPACE = 'T0LOCAL01';
const only = <Item>(list: readonly Item[]): Item => {
  const [first, ...more] = list;
  if (first === undefined || more.length > 0) throw new Error(`Expected one, got ${list.length}.`);
  return first;
};
const invite = (world: Workspace) => world.act(EMRE, { act: 'invite-bot', place: LAUNCH });
const fromBot = ({ user }: { user: string }) => user === 'U0WHOOWNS';

async function assign(world: Workspace, place = LAUNCH) {
  await world.say(EMRE, '/whoowns assign', place);
  return world.submit(EMRE, { 'people:product-owner': { people: [OLGA] } });
}

describe('in a private channel', { timeout: LEARNING }, () => {
  it('the bot says hello once, with a way to set the roles there', async () => {
    const world = await startWorkspace();
    const hello = only((await invite(world)).filter(fromBot));
    expect(hello.channel).toBe(LAUNCH);
    await world.press(EMRE, hello, 'Set the roles here');
    await world.submit(EMRE, { 'people:product-owner': { people: [OLGA] } });
    expect(shown(only(await world.say(OLGA, '/whoowns backlog', LAUNCH)))).toContain('*Olga Petrova*');
  });

  it('the dialogs do not call it what Slack calls every private channel', async () => {
    const world = await startWorkspace();
    await world.say(EMRE, '/whoowns assign', LAUNCH);
    expect(JSON.stringify(world.dialogOf(EMRE)?.blocks)).toContain('For this channel.');
    const hello = only((await invite(world)).filter(fromBot));
    await world.press(EMRE, hello, 'Set the roles here');
    expect(JSON.stringify(world.dialogOf(EMRE)?.blocks)).not.toContain('privategroup');
  });

  it('neither its name nor its people are shown elsewhere', async () => {
    const world = await startWorkspace();
    await invite(world);
    await assign(world);
    const { names } = await world.store.workspace(WORKSPACE).snapshot();
    expect(names.get(LAUNCH)).toBeUndefined();
    for (const channel of ['launch', 'privategroup']) {
      const reply = shown(only(await world.say(NIA, `/whoowns who is the PO on ${channel}?`)));
      expect(reply).toContain(`I don't know a channel called “${channel}”`);
      expect(reply).not.toContain('Olga');
    }
  });

  it('a name from a dialog of an older version is not kept', async () => {
    const world = await startWorkspace({ errors: ['channel_not_found'] });
    await world.say(EMRE, '/whoowns assign', LAUNCH);
    const top = world.slack.views.dialogsOf(EMRE).at(-1);
    if (!top) throw new Error('No dialog is open.');
    top.view = {
      ...top.view,
      private_metadata: JSON.stringify({ channel: { id: LAUNCH, name: 'privategroup' } }),
    };
    await world.submit(EMRE, { 'people:product-owner': { people: [OLGA] } });
    const { names, channels } = await world.store.workspace(WORKSPACE).snapshot();
    expect(channels.has(LAUNCH)).toBe(true);
    expect(names.get(LAUNCH)).toBeUndefined();
  });

  it('its members see it on the home tab and in the tour once the bot is there, and nobody else does', async () => {
    const world = await startWorkspace();
    await invite(world);
    await assign(world);
    for (const [person, sees] of [
      [OLGA, true],
      [NIA, false],
    ] as const) {
      await world.act(person, { act: 'open-home' });
      expect(world.homeOf(person).includes(`<#${LAUNCH}>\n`)).toBe(sees);
      const message = only(await world.say(person, "I'm new here", `D${person.slice(1)}`));
      for (const label of ['Start the tour', 'Next', 'Next', 'Next'])
        await world.press(person, message, label);
      expect(shown(message).includes(`<#${LAUNCH}>`)).toBe(sees);
    }
  });
});

describe('the menu in which a person picks their channel', { timeout: LEARNING }, () => {
  it('offers private channels too, and is understood', async () => {
    const world = await startWorkspace();
    await invite(world);
    await assign(world);
    await world.act(EMRE, { act: 'open-home' });
    await world.pressIn(EMRE, 'home', 'Your channel', LAUNCH);
    expect(shown(only(await world.say(EMRE, 'who is our PO?', 'D0ENGINEER')))).toContain('*Olga Petrova*');
  });

  it('is understood as it was in older messages', async () => {
    const world = await startWorkspace();
    await world.act(EMRE, { act: 'open-home' });
    const home = world.slack.views.homeOf(EMRE);
    if (!home) throw new Error('There is no home tab.');
    const picked = { type: 'channels_select', action_id: 'home.pick', selected_channel: 'C0CHECKOUT' };
    await world.deliver(viewPressPayload(home, picked, world.slack, {}));
    const { homes } = await world.store.workspace(WORKSPACE).snapshot();
    expect(homes.get(EMRE)).toBe('C0CHECKOUT');
  });
});
