import { describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/fake-slack/world.ts';
import { StoreError } from '../../../src/store/errors.ts';
import type { Store } from '../../../src/store/open-store.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { WorkspaceStore } from '../../../src/store/workspace.ts';
import { LEARNING } from '../../support/bot.ts';
import {
  ADAM,
  EMRE,
  GWEN,
  NIA,
  OLGA,
  shown,
  startWorkspace,
  type Workspace,
} from '../../support/workspace.ts';

// What is said of a change, how it is taken back, and who may still make one.

const CHECKOUT = 'C0CHECKOUT';
const MOBILE = 'C0MOBILE';

const only = <Item>(list: readonly Item[]): Item => {
  const [first, ...more] = list;
  if (first === undefined || more.length > 0) throw new Error(`Expected one, got ${list.length}.`);
  return first;
};

async function assign(world: Workspace, people: readonly string[] = [OLGA], place = CHECKOUT, by = EMRE) {
  await world.say(by, '/whoowns assign', place);
  return world.submit(by, { 'people:product-owner': { people } });
}

async function rule(world: Workspace, topic: string, role: string) {
  await world.say(EMRE, '/whoowns rule', CHECKOUT);
  return world.submit(EMRE, { topic: { topic }, role: { role } });
}

/** Nia picks a channel as hers, in direct messages. */
async function pickHome(world: Workspace, channel: string) {
  const asked = only(await world.say(NIA, 'who is our PO?', 'D0NEWHIRE'));
  await world.pick(NIA, asked, channel);
}

const backlog = async (world: Workspace) => shown(only(await world.say(NIA, '/whoowns backlog', CHECKOUT)));
const errorsOf = (world: Workspace, as: string) => Object.values(world.dialogOf(as)?.errors ?? {}).join();
const demote = (world: Workspace, id: string, kind: Person['kind']) => {
  const person = world.slack.world.people.get(id) as { kind: Person['kind'] } | undefined;
  if (person) person.kind = kind;
};

/** A memory of which some methods can be made to fail, or to keep silent. */
async function openFragile() {
  const real = await openStore({ url: 'memory:' });
  const trouble: { now: 'none' | 'away' | 'silent' } = { now: 'none' };
  const asleep: (() => void)[] = [];
  const store: Store = {
    ...real,
    workspace(key) {
      const memory = real.workspace(key);
      const wrapped = Object.entries(memory).map(([name, method]) => [
        name,
        async (...args: unknown[]) => {
          if (trouble.now === 'away') throw new StoreError('unavailable', 'The memory cannot be reached.');
          if (trouble.now === 'silent') await new Promise<void>((resolve) => asleep.push(resolve));
          return (method as (...all: unknown[]) => Promise<unknown>)(...args);
        },
      ]);
      const { claim, release } = memory;
      return { ...(Object.fromEntries(wrapped) as unknown as WorkspaceStore), claim, release };
    },
  };
  const wake = () => {
    for (const resolve of asleep.splice(0)) resolve();
  };
  return { store, trouble, wake };
}

describe('a change that cannot be announced', { timeout: LEARNING }, () => {
  it.each([
    ['restricted_action', 'only some people may post there'],
    ['is_archived', 'that channel is archived'],
    ['not_in_channel', '/invite @whoowns'],
    ['something_new', 'Slack rejected my message'],
  ])('is told to whoever made it, with why: %s', async (error, why) => {
    const world = await startWorkspace({ errors: [error] });
    await world.say(EMRE, '/whoowns assign', CHECKOUT);
    world.slack.failNext('chat.postMessage', { error });
    const told = only(await world.submit(EMRE, { 'people:product-owner': { people: [OLGA] } }));
    expect(told.channel).toBe('D0ENGINEER');
    expect(told.text).toContain(`It's saved, but I couldn't announce it in <#${CHECKOUT}>`);
    expect(told.text).toContain(why);
    expect(shown(told)).toContain(`Emre Yildiz updated the roles in <#${CHECKOUT}>.`);
    await world.press(EMRE, told, 'Undo');
    expect(shown(told)).toContain('*Product Owner*: not set yet');
  });
});

describe('an announcement', { timeout: LEARNING }, () => {
  it('that was undone says what it was and how things are now, without a button', async () => {
    const world = await startWorkspace();
    await assign(world);
    const announced = only(await assign(world, [ADAM]));
    await world.press(NIA, announced, 'Undo');
    const text = shown(announced);
    expect(text).toContain('Emre Yildiz updated the roles in this channel.');
    expect(text).toContain('*Product Owner*: *Adam Ocampo*');
    expect(text.slice(text.indexOf('Nia Newman undid this. Now:'))).toContain(
      '*Product Owner*: *Olga Petrova*',
    );
    expect(announced.blocks.filter((block) => block.type === 'actions')).toEqual([]);
    expect(await backlog(world)).toContain('*Olga Petrova*');
  });

  it('of a rule that was undone says “as the documents say”', async () => {
    const world = await startWorkspace();
    const announced = only(await rule(world, 'backlog', 'product-manager'));
    await world.press(NIA, announced, 'Undo');
    expect(shown(announced)).toContain('The order of the backlog: *Product Manager*');
    expect(shown(announced)).toContain('The order of the backlog: as the documents say');
  });

  it('comes without a name when somebody with a role is forgotten, or they are asked to tell their channel', async () => {
    const world = await startWorkspace({ errors: ['not_in_channel'] });
    await assign(world, [OLGA, ADAM]);
    await assign(world, [OLGA], MOBILE);
    const [announced, reply] = await world.say(OLGA, '/whoowns forget me', 'C0GENERAL');
    expect(announced).toMatchObject({ channel: CHECKOUT });
    expect(shown(announced)).toContain('*Product Owner*: *Adam Ocampo*');
    expect(shown(announced)).not.toContain('Olga');
    expect(reply?.text).toContain(`I couldn't say so in <#${MOBILE}>`);
  });
});

describe('who may change something', { timeout: LEARNING }, () => {
  it('is checked again when a dialog is sent and when a change is undone', async () => {
    const world = await startWorkspace();
    const announced = only(await assign(world));
    await world.say(EMRE, '/whoowns assign', CHECKOUT);
    await world.say(ADAM, '/whoowns settings', CHECKOUT);
    // Nobody has told the bot.
    demote(world, EMRE, 'guest');
    demote(world, ADAM, 'member');
    await world.submit(EMRE, { 'people:product-owner': { people: [ADAM] } });
    expect(errorsOf(world, EMRE)).toContain('Only members');
    expect(only(await world.press(EMRE, announced, 'Undo')).text).toContain('Only members');
    await world.submit(ADAM, { changesBy: { changesBy: 'admins' } });
    expect(errorsOf(world, ADAM)).toContain('Only admins');
  });

  it('is told so where Slack does not say who they are', async () => {
    const world = await startWorkspace({ errors: ['internal_error'] });
    world.slack.failNext('users.info', { error: 'internal_error' });
    const told = only(await world.say(ADAM, '/whoowns settings', CHECKOUT));
    expect(told.text).toContain("couldn't check with Slack who you are");
    await world.say(ADAM, '/whoowns settings', CHECKOUT);
    world.slack.failNext('users.info', { error: 'internal_error' });
    await world.submit(ADAM, { changesBy: { changesBy: 'admins' } });
    expect(errorsOf(world, ADAM)).toContain("couldn't check");
  });

  it('sees the buttons; a known guest does not, where only they read the reply', async () => {
    const world = await startWorkspace();
    expect(only(await world.say(GWEN, '/whoowns assign', CHECKOUT)).text).toContain('Only members');
    for (const text of ['/whoowns who is our PO?', '/whoowns team']) {
      expect(shown(only(await world.say(GWEN, text, CHECKOUT)))).not.toContain('Set ');
      expect(shown(only(await world.say(NIA, text, CHECKOUT)))).toContain('Set the roles');
    }
    expect(shown(only(await world.say(GWEN, '@whoowns who is our PO?', CHECKOUT)))).toContain('Set the');
  });
});

describe('a store in trouble', { timeout: LEARNING }, () => {
  it('that cannot be reached does not mean that a role is not set', async () => {
    const { store, trouble } = await openFragile();
    const world = await startWorkspace({ store });
    await assign(world);
    const reply = only(await world.say(NIA, '/whoowns who orders the backlog?', CHECKOUT));
    trouble.now = 'away';
    expect(only(await world.press(NIA, reply, 'Ask them')).text).toContain('press again in a minute');
    trouble.now = 'none';
    expect(only(await world.press(NIA, reply, 'Ask them')).text).toContain(`<@${OLGA}>`);
  });

  it('that hangs keeps the dialog open with a sentence in time, and a late save is announced', async () => {
    const { store, trouble, wake } = await openFragile();
    const world = await startWorkspace({ store });
    await world.say(EMRE, '/whoowns assign', CHECKOUT);
    trouble.now = 'silent';
    const submitting = world.submit(EMRE, { 'people:product-owner': { people: [OLGA] } });
    await expect
      .poll(() => errorsOf(world, EMRE), { timeout: 2_900 })
      .toContain("I couldn't save this in time");
    trouble.now = 'none';
    wake();
    expect(shown(only(await submitting))).toContain('*Product Owner*: *Olga Petrova*');
    // Pressed again: there is nothing left to do.
    expect(await world.submit(EMRE, { 'people:product-owner': { people: [OLGA] } })).toEqual([]);
    expect(world.dialogOf(EMRE)).toBeUndefined();
  });

  it('that hangs is explained to whoever wants to see or change something', async () => {
    const { store, trouble } = await openFragile();
    const world = await startWorkspace({ store });
    trouble.now = 'silent';
    for (const text of ['/whoowns assign', '/whoowns team']) {
      expect(shown(only(await world.say(EMRE, text, CHECKOUT)))).toContain("can't reach my database");
    }
  });
});

describe('a rule', { timeout: LEARNING }, () => {
  it('that says what the document says is refused with a sentence', async () => {
    const world = await startWorkspace();
    expect(await rule(world, 'backlog', 'product-owner')).toEqual([]);
    expect(world.dialogOf(EMRE)?.errors).toEqual({ role: expect.stringContaining('document says already') });
  });

  it('read in a direct message names its channel, with a way to set the missing person', async () => {
    const world = await startWorkspace();
    await assign(world);
    await rule(world, 'story-acceptance', 'product-manager');
    await pickHome(world, CHECKOUT);
    const reply = only(await world.say(NIA, 'who signs off a story?', 'D0NEWHIRE'));
    expect(shown(reply)).toContain(`The rule in <#${CHECKOUT}>, set`);
    expect(reply.text).toContain(`In <#${CHECKOUT}>: Product Manager. The document says Product Owner`);
    expect(shown(reply)).toContain(`No Product Manager set for <#${CHECKOUT}> yet.`);
    expect(shown(reply)).not.toMatch(/this channel|\/whoowns assign/);
    await world.press(NIA, reply, 'Set the roles');
    expect(world.dialogOf(NIA)?.title).toBe('Roles in this channel');
  });
});

describe('asking them', { timeout: LEARNING }, () => {
  it('is offered for topics, not for the question who they are', async () => {
    const world = await startWorkspace();
    await assign(world);
    const who = only(await world.say(NIA, '/whoowns who is our PO?', CHECKOUT));
    expect(shown(who)).not.toContain('Ask them');
    expect(await backlog(world)).toContain('Ask them');
  });

  it('turns a bare word into a sentence', async () => {
    const world = await startWorkspace();
    await assign(world);
    const reply = only(await world.say(NIA, '/whoowns backlog', CHECKOUT));
    expect(only(await world.press(NIA, reply, 'Ask them')).text).toBe(
      `<@${NIA}> asks <@${OLGA}>: I have a question about “The order of the backlog”.`,
    );
  });

  it('says why where the bot cannot post in the channel', async () => {
    const world = await startWorkspace({ errors: ['is_archived'] });
    await assign(world);
    const reply = only(await world.say(NIA, '/whoowns who orders the backlog?', CHECKOUT));
    world.slack.failNext('chat.postMessage', { error: 'is_archived' });
    const told = only(await world.press(NIA, reply, 'Ask them'));
    expect(told).toMatchObject({ only: NIA, text: expect.stringContaining('that channel is archived') });
    expect(told.text).not.toContain('/invite');
  });
});

it('shows a name with signs of markup in bold, and in one piece', { timeout: LEARNING }, async () => {
  const world = await startWorkspace();
  const olga = world.slack.world.people.get(OLGA) as { realName: string } | undefined;
  if (olga) olga.realName = 'O*l`g~a <!here>';
  await assign(world);
  expect(await backlog(world)).toContain('The Product Owner here is *O∗lˋg∼a &lt;!here&gt;*.');
});
