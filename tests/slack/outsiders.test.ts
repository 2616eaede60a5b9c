import { describe, expect, it } from 'vitest';
import { openLog } from '../../src/log.ts';
import type { Data, Posted } from '../../src/playground/fake-slack/messages.ts';
import { eventPayload, mentionEvent, pressPayload } from '../../src/playground/fake-slack/payloads.ts';
import { createPeople } from '../../src/slack/directory/people.ts';
import { openStore } from '../../src/store/open-store.ts';
import { LEARNING } from '../support/bot.ts';
import { ADAM, EMRE, NIA, OLGA, OTTO, shown, startWorkspace, type Workspace } from '../support/workspace.ts';

// Otto is of another company; #partners is shared with it.

/** Shared with Otto's company. */
const PARTNERS = 'C0PARTNERS';
const OURS = 'T0LOCAL01';

const only = <Item>(list: readonly Item[]): Item => {
  const [first, ...more] = list;
  if (first === undefined || more.length > 0) throw new Error(`Expected one, got ${list.length}.`);
  return first;
};

async function assign(world: Workspace) {
  await world.say(EMRE, '/whoowns assign', PARTNERS);
  const posted = await world.submit(EMRE, { 'people:product-owner': { people: [OLGA] } });
  return only(posted.filter(({ channel }) => channel !== PARTNERS));
}

const lookUps = ({ slack }: Workspace) => slack.calls.filter(({ method }) => method === 'users.info').length;

/** A button of a message as Slack would send its press, to a bot that has never seen anything else. */
function pressOf(world: Workspace, message: Posted, label: string): Data {
  const elements = message.blocks.flatMap((block) => (block.elements ?? []) as Data[]);
  const button = elements.find(({ text }) => (text as Data | undefined)?.text === label);
  if (!button) throw new Error(`No “${label}”.`);
  return pressPayload(message, button, { user: OTTO }, world.slack);
}

describe('a payload of another company', { timeout: LEARNING }, () => {
  it('is the first after a start, and still neither opens their memory nor lets them change ours', async () => {
    const store = await openStore({ url: 'memory:' });
    const before = await startWorkspace({ store });
    const announced = await assign(before);
    const reply = only(await before.say(NIA, '/whoowns who is our PO?', PARTNERS));

    const world = await startWorkspace({ store });
    const told = only(await world.during(() => world.deliver(pressOf(world, reply, 'Set the roles'))));
    expect(told).toMatchObject({ only: OTTO, text: expect.stringContaining('Only members') });
    expect(world.dialogOf(OTTO)).toBeUndefined();
    await world.during(() => world.deliver(pressOf(world, announced, 'Undo')));
    expect(shown(only(await world.say(NIA, '/whoowns who is our PO?', PARTNERS)))).toContain(
      '*Olga Petrova*',
    );
    const theirs = await store.workspace('T0ELSEWHERE').snapshot();
    expect([...theirs.channels]).toEqual([]);
    const asked = world.slack.calls.filter(({ method }) => method === 'users.info');
    expect(asked.every(({ args }) => args.team_id === OURS)).toBe(true);
  });
});

describe('somebody of another company', { timeout: LEARNING }, () => {
  it('is told what the documents say, without holders, rules or “Ask them”', async () => {
    const world = await startWorkspace();
    await assign(world);
    await world.say(EMRE, '/whoowns rule', PARTNERS);
    await world.submit(EMRE, { topic: { topic: 'backlog' }, role: { role: 'product-manager' } });
    const answer = shown(only(await world.say(OTTO, '@whoowns who orders the backlog?', PARTNERS)));
    expect(answer).toContain('POs prioritize the backlog');
    expect(answer).not.toMatch(/Olga|rule|Ask them|right now|yet/);
    const who = shown(only(await world.say(OTTO, '@whoowns who is our PO?', PARTNERS)));
    expect(who).toContain('I only tell members of this workspace');
    expect(who).not.toMatch(/Olga|Set the roles/);
  });

  it('is not told what the workspace was taught, and nothing of their question is kept', async () => {
    const world = await startWorkspace();
    await world.say(NIA, '/whoowns who buys the fruit baskets?', PARTNERS);
    const list = only(await world.say(ADAM, '/whoowns gaps', PARTNERS));
    await world.press(ADAM, list, 'Answer this');
    await world.submit(ADAM, {
      role: { role: 'product-owner' },
      title: { title: 'Fruit baskets' },
      answer: { answer: 'The Product Owner orders them.' },
      source: { source: 'The handbook' },
    });
    const memory = world.store.workspace(OURS);
    const [asked, counts] = [await memory.records('question'), await memory.counts(1)];
    const told = only(await world.say(OTTO, '@whoowns who buys the fruit baskets?', PARTNERS));
    expect(shown(told)).not.toContain('orders them');
    expect(shown(told)).not.toContain('Tell me');
    await world.say(OTTO, '@whoowns who waters the office plants?', PARTNERS);
    expect(await memory.records('question')).toEqual(asked);
    expect(await memory.counts(1)).toEqual(counts);
  });

  it('calls nobody by a press on an answer that a member got', async () => {
    const world = await startWorkspace();
    await assign(world);
    const reply = only(await world.say(NIA, '/whoowns who orders the backlog?', PARTNERS));
    const told = only(await world.during(() => world.deliver(pressOf(world, reply, 'Ask them'))));
    expect(told.only).toBe(OTTO);
    expect(told.text).toContain('Only members of this workspace can ask them');
    const press = pressOf(world, reply, 'User stories and requirements');
    const related = only(await world.during(() => world.deliver(press)));
    expect(shown(related)).not.toContain('Olga');
  });

  it('is known by their press or message alone; Slack is asked only where the payload does not tell', async () => {
    const world = await startWorkspace();
    await assign(world);
    const before = lookUps(world);
    await world.say(OTTO, '@whoowns backlog', PARTNERS);
    await world.say(NIA, '@whoowns backlog', PARTNERS);
    await world.say(NIA, '/whoowns backlog', 'C0GENERAL');
    await world.say(NIA, '@whoowns backlog', 'C0GENERAL');
    expect(lookUps(world)).toBe(before);
    const untold = (user: string) => ({
      ...eventPayload(mentionEvent('<@U0WHOOWNS> who is our PO?', { user, channel: PARTNERS })),
      is_ext_shared_channel: true,
    });
    const theirs = only(await world.during(() => world.deliver(untold(OTTO))));
    expect(shown(theirs)).toContain('I only tell members');
    const ours = only(await world.during(() => world.deliver(untold(NIA))));
    expect(shown(ours)).toContain('shared with another company');
    expect(lookUps(world)).toBe(before + 2);
  });

  it('is taken for one where Slack cannot say who they are in a shared channel', async () => {
    const world = await startWorkspace({ errors: ['internal_error'] });
    await assign(world);
    world.slack.failNext('users.info', { error: 'internal_error' });
    const untold = {
      ...eventPayload(mentionEvent('<@U0WHOOWNS> backlog', { user: NIA, channel: PARTNERS })),
      is_ext_shared_channel: true,
    };
    expect(shown(only(await world.during(() => world.deliver(untold))))).not.toContain('Olga');
  });
});

describe('where the app is installed for a whole organisation', () => {
  const ORG = 'E0ORG';
  const find = (user: Data) =>
    createPeople({ log: openLog('silent', { write() {} }) }).find(
      { users: { info: async () => ({ ok: true, user }) } } as never,
      'W1',
      ORG,
    );

  it('its own people are known by it, and those of another company are not taken for them', async () => {
    const own = await find({
      id: 'W1',
      team_id: 'T1',
      enterprise_user: { enterprise_id: ORG, teams: ['T1'] },
    });
    expect(own).toMatchObject({ outside: false, foreign: false });
    // Slack calls nobody a stranger who is in a channel that is shared.
    const theirs = await find({ id: 'W1', team_id: 'T9', is_stranger: false, is_admin: true });
    expect(theirs).toMatchObject({ outside: true, foreign: true, admin: false });
    const otherOrg = await find({
      id: 'W1',
      team_id: 'T9',
      enterprise_user: { enterprise_id: 'E9', teams: [] },
    });
    expect(otherOrg).toMatchObject({ outside: true, foreign: true });
  });
});
