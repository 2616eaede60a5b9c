import { describe, expect, it } from 'vitest';
import { LEARNING } from '../../support/bot.ts';
import { only } from '../../support/learning.ts';
import { EMRE, NIA, OLGA, OTTO, shown, startWorkspace, type Workspace } from '../../support/workspace.ts';

const LAUNCH = 'C0LAUNCH';
const PARTNERS = 'C0PARTNERS';
const DIRECT = 'D0ENGINEER';
const TEAM = 'T0LOCAL01';
const NOTE = 'mornings only';
const ROLES = { 'people:product-owner': { people: [OLGA] }, 'note:product-owner': { note: NOTE } };

async function assign(world: Workspace, place: string) {
  await world.say(EMRE, '/whoowns assign', place);
  return world.submit(EMRE, ROLES);
}

/** Emre has picked the private channel, in which the bot is too. */
async function startInLaunch(errors: readonly string[] = []) {
  const world = await startWorkspace({ errors });
  await world.act(EMRE, { act: 'invite-bot', place: LAUNCH });
  await assign(world, LAUNCH);
  await world.store.workspace(TEAM).setHome(EMRE, LAUNCH);
  return world;
}

const everywhere = async (world: Workspace) => {
  const answer = only(await world.say(EMRE, 'backlog', DIRECT));
  await world.act(EMRE, { act: 'open-home' });
  return [
    answer,
    only(await world.say(EMRE, 'who is our PO?', DIRECT)),
    only(await world.say(EMRE, '/whoowns who is our PO?', DIRECT)),
    only(await world.say(EMRE, 'team', DIRECT)),
  ]
    .map(shown)
    .concat(world.homeOf(EMRE));
};

describe('a private channel, elsewhere', { timeout: LEARNING }, () => {
  it('is told to its members', async () => {
    const world = await startInLaunch();
    for (const text of await everywhere(world)) expect(text).toContain('Olga Petrova');
    const asked = world.slack.calls.filter(({ method }) => method === 'users.conversations');
    // Remembered, among all these places.
    expect(asked).toHaveLength(1);
  });

  it('tells those who have left it nothing any more', async () => {
    const world = await startInLaunch();
    world.slack.world.channels.get(LAUNCH)?.members.delete(EMRE);
    for (const text of await everywhere(world)) {
      expect(text).not.toContain('Olga Petrova');
      expect(text).not.toContain(NOTE);
    }
    const reply = only(await world.say(EMRE, 'assign', DIRECT));
    await world.press(EMRE, reply, 'Set the roles');
    expect(world.dialogOf(EMRE)).toBeUndefined();
  });

  it('is told to nobody where Slack does not say who is in it', async () => {
    const world = await startInLaunch(['internal_error']);
    for (let i = 0; i < 3; i++) world.slack.failNext('users.conversations', { error: 'internal_error' });
    expect(shown(only(await world.say(EMRE, 'who is our PO?', DIRECT)))).not.toContain('Olga Petrova');
    expect(shown(only(await world.say(EMRE, 'team', DIRECT)))).not.toContain('Olga Petrova');
    await world.act(EMRE, { act: 'open-home' });
    expect(world.homeOf(EMRE)).not.toContain('Olga Petrova');
  });
});

describe('a channel that is shared with another company', { timeout: LEARNING }, () => {
  const readByAll = (posted: readonly { readonly channel: string; readonly only?: string | undefined }[]) =>
    posted.filter(({ channel, only: one }) => channel === PARTNERS && one === undefined);

  it('reads that its roles have changed, and who changed them reads the rest', async () => {
    const world = await startWorkspace();
    const posted = await assign(world, PARTNERS);
    const open = only(readByAll(posted)) as (typeof posted)[number];
    expect(shown(open)).toContain('The roles in this channel were updated.');
    expect(shown(open)).not.toMatch(/Olga|Emre|mornings/);
    const direct = only(posted.filter(({ channel }) => channel === DIRECT));
    expect(shown(direct)).toContain('Olga Petrova');
    await world.press(EMRE, direct, 'Undo');
    expect(shown(only(await world.say(NIA, '/whoowns who is our PO?', PARTNERS)))).not.toContain('Olga');
  });

  it('reads no name, note or reason in an answer for all', async () => {
    const world = await startWorkspace();
    await assign(world, PARTNERS);
    await world.say(EMRE, '/whoowns rule', PARTNERS);
    await world.submit(EMRE, {
      topic: { topic: 'backlog' },
      role: { role: 'product-manager' },
      reason: { reason: 'since the merger' },
    });
    for (const text of ['backlog', 'who is our PO?', 'team', 'what does a PO do?']) {
      for (const person of [NIA, OTTO]) {
        const reply = only(await world.say(person, `@whoowns ${text}`, PARTNERS));
        expect(shown(reply)).not.toMatch(/Olga|Emre|mornings|merger/);
      }
    }
    const own = only(await world.say(NIA, '/whoowns backlog', PARTNERS));
    expect(shown(own)).toContain('since the merger');
    const shared = readByAll(await world.press(NIA, own, 'Share in channel'));
    expect(shown(only(shared) as never)).not.toMatch(/Olga|Emre|mornings|merger/);
  });

  it('is asked nothing in the name of a member, where people would be named', async () => {
    const world = await startWorkspace();
    await assign(world, PARTNERS);
    const reply = only(await world.say(NIA, '/whoowns who signs off a finished story?', PARTNERS));
    const told = only(await world.press(NIA, reply, 'Ask them'));
    expect(told.only).toBe(NIA);
    expect(told.text).toContain('shared with another company');
  });
});
