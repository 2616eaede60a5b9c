import { describe, expect, it } from 'vitest';
import { eventPayload } from '../../../src/playground/fake-slack/payloads.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { LEARNING } from '../../support/bot.ts';
import {
  ADAM,
  EMRE,
  GWEN,
  NIA,
  noticePeople,
  OLGA,
  shown,
  startWorkspace,
  type Workspace,
} from '../../support/workspace.ts';

const CHECKOUT = 'C0CHECKOUT';

/** Sets the Product Owner of a channel, as a person would. */
async function assign(
  world: Workspace,
  {
    by = EMRE,
    place = CHECKOUT,
    people = [OLGA] as readonly string[],
    note = '',
    groups = null as readonly string[] | null,
  } = {},
) {
  await world.say(by, '/whoowns assign', place);
  return world.submit(by, {
    'people:product-owner': { people },
    'note:product-owner': { note },
    ...(groups ? { 'groups:product-owner': { groups } } : {}),
  });
}

const only = <Item>(list: readonly Item[]): Item => {
  const [first, ...more] = list;
  if (first === undefined || more.length > 0) throw new Error(`Expected one, got ${list.length}.`);
  return first;
};

describe('who has a role', { timeout: LEARNING }, () => {
  it('is set in a dialog, announced in the channel, and named in every answer there without a call', async () => {
    const world = await startWorkspace();
    const announced = only(await assign(world, { note: 'mornings' }));
    expect(announced.channel).toBe(CHECKOUT);
    expect(announced.only).toBeUndefined();
    expect(shown(announced)).toContain('Emre Yildiz updated the roles in this channel');
    expect(shown(announced)).toContain('*Product Owner*: *Olga Petrova* (mornings)');

    const command = only(await world.say(NIA, '/whoowns backlog', CHECKOUT));
    expect(shown(command)).toContain('The Product Owner here is *Olga Petrova* (mornings).');
    const mention = only(await world.say(NIA, '@whoowns who signs off a story?', CHECKOUT));
    expect(shown(mention)).toContain('The Product Owner here is *Olga Petrova*');
    const elsewhere = only(await world.say(NIA, '/whoowns backlog', 'C0GENERAL'));
    expect(shown(elsewhere)).not.toContain('Olga');
  });

  it('may be a group, several people, or nobody again', async () => {
    const world = await startWorkspace();
    await assign(world, { people: [OLGA, ADAM], groups: ['S0PRODUCT'] });
    expect(shown(only(await world.say(NIA, '/whoowns backlog', CHECKOUT)))).toContain(
      '*Olga Petrova*, *Adam Ocampo* and *product-circle*',
    );
    const gone = only(await assign(world, { people: [], groups: [] }));
    expect(shown(gone)).toContain('*Product Owner*: not set yet');
    expect(shown(only(await world.say(NIA, '/whoowns backlog', CHECKOUT)))).not.toContain('Olga');
  });

  it('fills the dialog as things are, and is not announced when nothing was changed', async () => {
    const world = await startWorkspace();
    await assign(world, { note: 'mornings' });
    await world.say(ADAM, '/whoowns assign', CHECKOUT);
    expect(JSON.stringify(world.dialogOf(ADAM)?.blocks)).toContain(`"initial_users":["${OLGA}"]`);
    expect(await world.submit(ADAM, {})).toEqual([]);
  });

  it('is saved for both where two people change different roles at once', async () => {
    const world = await startWorkspace();
    await world.say(EMRE, '/whoowns assign', CHECKOUT);
    await world.say(ADAM, '/whoowns assign', CHECKOUT);
    await world.submit(EMRE, { 'people:product-owner': { people: [OLGA] } });
    const second = only(await world.submit(ADAM, { 'people:product-manager': { people: [ADAM] } }));
    expect(shown(second)).not.toContain('Product Owner');
    const team = shown(only(await world.say(NIA, '/whoowns team', CHECKOUT)));
    expect(team).toContain('*Product Owner*: *Olga Petrova*');
    expect(team).toContain('*Product Manager*: *Adam Ocampo*');
  });

  it('is shown with the date and who set it', async () => {
    const world = await startWorkspace();
    await assign(world);
    const team = only(await world.say(NIA, '/whoowns team', CHECKOUT));
    expect(team.only).toBe(NIA);
    expect(shown(team)).toMatch(
      /\*Product Owner\*: \*Olga Petrova\*, since \d+ \w+ \d{4}, set by Emre Yildiz/,
    );
    expect(shown(team)).toContain('*Product Manager*: not set yet');
  });

  it('is asked for a channel in direct messages, where none is picked yet', async () => {
    const world = await startWorkspace();
    const reply = only(await world.say(NIA, '/whoowns assign', 'D0NEWHIRE'));
    expect(reply.text).toContain('Which channel is it for?');
    expect(world.dialogOf(NIA)).toBeUndefined();
  });

  it('shows that a person has left, with a way to assign again', async () => {
    const world = await startWorkspace();
    await assign(world);
    await world.act(ADAM, { act: 'leave', person: OLGA });
    expect(shown(only(await world.say(NIA, '/whoowns backlog', CHECKOUT)))).toContain(
      '*Olga Petrova* (has left)',
    );
    const team = only(await world.say(NIA, '/whoowns team', CHECKOUT));
    await world.press(NIA, team, 'Assign again');
    expect(JSON.stringify(world.dialogOf(NIA)?.blocks)).not.toContain(OLGA);
  });

  it('is renewed when somebody looks at the team after a person left while the bot was down', async () => {
    const store = await openStore({ url: 'memory:' });
    await assign(await startWorkspace({ store }));
    // The bot has started again, and nobody has told it.
    const world = await startWorkspace({ store });
    const olga = world.slack.world.people.get(OLGA);
    if (olga) olga.deleted = true;
    const team = only(await world.say(NIA, '/whoowns team', CHECKOUT));
    expect(shown(team)).toContain('*Olga Petrova* (has left)');
    expect(shown(team)).toContain('Assign again');
  });

  it('is announced to the person who set it where the bot is not in the channel', async () => {
    const world = await startWorkspace({ errors: ['not_in_channel'] });
    const told = only(await assign(world, { place: 'C0MOBILE' }));
    expect(told.channel).toBe('D0ENGINEER');
    expect(shown(told)).toContain('/invite @whoowns');
    expect(shown(only(await world.say(NIA, '/whoowns backlog', 'C0MOBILE')))).toContain('*Olga Petrova*');
  });
});

describe('undoing', { timeout: LEARNING }, () => {
  it('restores what was before, once', async () => {
    const world = await startWorkspace();
    await assign(world);
    const second = only(await assign(world, { people: [ADAM] }));
    expect(await world.press(NIA, second, 'Undo')).toEqual([]);
    expect(second.text).toContain('Nia Newman undid a change in this channel.');
    expect(shown(only(await world.say(NIA, '/whoowns backlog', CHECKOUT)))).toContain('*Olga Petrova*');
  });

  it('pressed twice says so the second time', async () => {
    const world = await startWorkspace();
    const announced = only(await assign(world));
    const asItWas = { ...announced, blocks: announced.blocks };
    await world.press(NIA, announced, 'Undo');
    world.slack.messages.push({ ...asItWas, ts: '1700000000.000001' });
    const told = only(await world.press(OLGA, { ...asItWas, ts: '1700000000.000001' }, 'Undo'));
    expect(told).toMatchObject({ only: OLGA, text: "That's already undone." });
  });

  it('leaves a role alone that somebody has changed since', async () => {
    const world = await startWorkspace();
    const first = only(await assign(world));
    await assign(world, { people: [ADAM] });
    const told = only(await world.press(NIA, first, 'Undo'));
    expect(told.text).toContain('changed this again since');
    expect(shown(only(await world.say(NIA, '/whoowns backlog', CHECKOUT)))).toContain('*Adam Ocampo*');
  });
});

describe('a question about a person', { timeout: LEARNING }, () => {
  it.each([
    '/whoowns who is our PO?',
    '@whoowns name of the PO here?',
    '/whoowns who is the product owner on checkout?',
  ])('is answered from memory: %s', async (text) => {
    const world = await startWorkspace();
    await assign(world);
    const reply = only(await world.say(NIA, text, CHECKOUT));
    expect(shown(reply)).toContain('The Product Owner here is *Olga Petrova*.');
    expect(shown(reply)).not.toContain('responsible');
  });

  it('is answered for the channel that it names', async () => {
    const world = await startWorkspace();
    await assign(world);
    const reply = only(await world.say(NIA, 'name of the PO on checkout?', 'D0NEWHIRE'));
    expect(shown(reply)).toContain(`The Product Owner in <#${CHECKOUT}> is *Olga Petrova*.`);
  });

  it('never names the people of another channel', async () => {
    const world = await startWorkspace();
    await assign(world);
    const here = only(await world.say(NIA, '/whoowns who is our PO?', 'C0GENERAL'));
    expect(shown(here)).toContain('No Product Owner set for this channel yet');
    const unknown = only(await world.say(NIA, '/whoowns who is the PO of payments?', CHECKOUT));
    expect(shown(unknown)).toContain("I don't know a channel called “payments”");
    for (const reply of [here, unknown]) expect(shown(reply)).not.toContain('Olga');
  });

  it('learns how to set a role that is not set yet', async () => {
    const world = await startWorkspace();
    const reply = only(await world.say(NIA, '/whoowns who is our PM?', CHECKOUT));
    expect(shown(reply)).not.toContain('responsible');
    await world.press(NIA, reply, 'Set the roles');
    expect(world.dialogOf(NIA)?.title).toBe('Roles in this channel');
  });

  it('in direct messages asks for the channel first, and remembers it', async () => {
    const world = await startWorkspace();
    await assign(world);
    const first = only(await world.say(NIA, 'who is our PO?', 'D0NEWHIRE'));
    expect(shown(first)).toContain('which channel is your team');
    const thanks = only(await world.pick(NIA, first, CHECKOUT));
    expect(thanks.text).toContain(`<#${CHECKOUT}>`);
    expect(shown(only(await world.say(NIA, 'who is our PO?', 'D0NEWHIRE')))).toContain('*Olga Petrova*');
    expect(shown(only(await world.say(NIA, 'backlog', 'D0NEWHIRE')))).toContain(
      `The Product Owner in <#${CHECKOUT}> is *Olga Petrova*.`,
    );
    expect(shown(only(await world.say(OLGA, 'backlog', 'D0OWNER')))).toContain('Which channel is your team');
  });
});

describe('a rule of a channel', { timeout: LEARNING }, () => {
  async function rule(world: Workspace, role = 'product-manager', topic = 'story-acceptance') {
    await world.say(EMRE, '/whoowns rule', CHECKOUT);
    return world.submit(EMRE, {
      topic: { topic },
      role: { role },
      reason: { reason: 'in this squad the PM accepts the stories' },
    });
  }

  it('stands before what the document says, in that channel alone', async () => {
    const world = await startWorkspace();
    const announced = only(await rule(world));
    expect(shown(announced)).toContain('Testing and accepting user stories: *Product Manager*');
    const text = shown(only(await world.say(NIA, '/whoowns who signs off a story?', CHECKOUT)));
    expect(text.indexOf("This channel's rule, set")).toBeGreaterThan(-1);
    expect(text).toContain('“in this squad the PM accepts the stories”');
    expect(text.indexOf("This channel's rule")).toBeLessThan(text.indexOf('*Product Owner*'));
    expect(text).toContain('They are also responsible for testing and accepting user stories');
    const elsewhere = shown(only(await world.say(NIA, '/whoowns who signs off a story?', 'C0GENERAL')));
    expect(elsewhere).not.toContain('rule');
  });

  it('names the people of the role it gives the topic to', async () => {
    const world = await startWorkspace();
    await assign(world);
    await rule(world);
    const reply = only(await world.say(NIA, '/whoowns who signs off a story?', CHECKOUT));
    expect(shown(reply)).not.toContain('Olga');
  });

  it('is removed by choosing the documents again, and by undo', async () => {
    const world = await startWorkspace();
    await rule(world);
    const away = only(await rule(world, '-'));
    expect(shown(away)).toContain('as the documents say');
    expect(shown(only(await world.say(NIA, '/whoowns who signs off a story?', CHECKOUT)))).not.toContain(
      'rule',
    );
    await world.press(NIA, away, 'Undo');
    expect(shown(only(await world.say(NIA, '/whoowns who signs off a story?', CHECKOUT)))).toContain('rule');
  });

  it('is about what a role owns; what a role is, is the same in every channel', async () => {
    const world = await startWorkspace();
    await world.say(EMRE, '/whoowns rule', CHECKOUT);
    const blocks = JSON.stringify(world.dialogOf(EMRE)?.blocks);
    expect(blocks).toContain('"story-acceptance"');
    for (const topic of ['po-role', 'pm-role', 'pm-vs-po']) expect(blocks).not.toContain(`"${topic}"`);
  });

  it('needs a topic and a role', async () => {
    const world = await startWorkspace();
    await world.say(EMRE, '/whoowns rule', CHECKOUT);
    expect(await world.submit(EMRE, {})).toEqual([]);
    expect(Object.keys(world.dialogOf(EMRE)?.errors ?? {})).toEqual(['topic', 'role']);
  });
});

describe('the right to change roles and rules', { timeout: LEARNING }, () => {
  it('is denied to guests, by command, dialog and undo', async () => {
    const world = await startWorkspace();
    const announced = only(await assign(world));
    const refused = only(await world.say(GWEN, '/whoowns assign', CHECKOUT));
    expect(refused.text).toContain('Only members of this workspace');
    expect(world.dialogOf(GWEN)).toBeUndefined();
    const told = only(await world.press(GWEN, announced, 'Undo'));
    expect(told.text).toContain('Only members of this workspace');
    expect(shown(only(await world.say(GWEN, '/whoowns backlog', CHECKOUT)))).toContain('*Olga Petrova*');
  });

  it('is for admins only once an admin says so, even for a dialog that was open before', async () => {
    const world = await startWorkspace();
    await world.say(EMRE, '/whoowns assign', CHECKOUT);
    await world.say(ADAM, '/whoowns settings', CHECKOUT);
    await world.submit(ADAM, { changesBy: { changesBy: 'admins' } });
    expect(world.dialogOf(ADAM)).toBeUndefined();
    await world.submit(EMRE, { 'people:product-owner': { people: [OLGA] } });
    expect(Object.values(world.dialogOf(EMRE)?.errors ?? {}).join()).toContain('only admins');
    expect(only(await world.say(NIA, '/whoowns rule', CHECKOUT)).text).toContain('only admins');
    expect(await assign(world, { by: ADAM })).toHaveLength(1);
  });

  it('is asked for the settings too', async () => {
    const world = await startWorkspace();
    const refused = only(await world.say(EMRE, '/whoowns settings', CHECKOUT));
    expect(refused.text).toContain('Only admins');
    expect(world.dialogOf(EMRE)).toBeUndefined();
  });
});

describe('asking the people who have the role', { timeout: LEARNING }, () => {
  it('posts the question in the channel and notifies them, after a confirmation', async () => {
    const world = await startWorkspace();
    await assign(world, { people: [OLGA], groups: ['S0PRODUCT'] });
    const reply = only(await world.say(NIA, '/whoowns who orders the backlog?', CHECKOUT));
    const asked = only(await world.press(NIA, reply, 'Ask them'));
    expect(asked.channel).toBe(CHECKOUT);
    expect(asked.only).toBeUndefined();
    expect(asked.text).toBe(`<@${NIA}> asks <@${OLGA}> <!subteam^S0PRODUCT>: “who orders the backlog?”`);
    expect(await world.press(NIA, reply, 'Ask them')).toEqual([]);
  });

  it('stays in the thread of a mention', async () => {
    const world = await startWorkspace();
    await assign(world);
    const reply = only(await world.say(NIA, '@whoowns backlog?', CHECKOUT));
    const asked = only(await world.press(EMRE, reply, 'Ask them'));
    expect(asked.thread_ts).toBe(reply.thread_ts);
    expect(asked.text).toContain(`<@${EMRE}> asks <@${OLGA}>`);
  });

  it('says how to invite the bot where it is not in the channel, and what it would have posted', async () => {
    const world = await startWorkspace({ errors: ['not_in_channel'] });
    await assign(world, { place: 'C0MOBILE' });
    const reply = only(await world.say(NIA, '/whoowns who orders the backlog?', 'C0MOBILE'));
    const told = only(await world.press(NIA, reply, 'Ask them'));
    expect(told.only).toBe(NIA);
    expect(shown(told)).toContain('/invite @whoowns');
    expect(shown(told)).toContain('I would have asked Olga Petrova: “who orders the backlog?”');
  });

  it('from a direct message goes to the channel that the person picked', async () => {
    const world = await startWorkspace();
    await assign(world);
    const first = only(await world.say(NIA, 'who is our PO?', 'D0NEWHIRE'));
    await world.pick(NIA, first, CHECKOUT);
    const reply = only(await world.say(NIA, 'who orders the backlog?', 'D0NEWHIRE'));
    const [asked, told] = await world.press(NIA, reply, 'Ask them');
    expect(asked).toMatchObject({ channel: CHECKOUT });
    expect(told?.text).toContain(`<#${CHECKOUT}>`);
  });

  it('is not offered where the role is not set, and skips people removed since', async () => {
    const world = await startWorkspace();
    const before = only(await world.say(NIA, '/whoowns backlog', CHECKOUT));
    expect(shown(before)).not.toContain('Ask them');
    await assign(world);
    const reply = only(await world.say(NIA, '/whoowns backlog', CHECKOUT));
    await assign(world, { people: [] });
    expect(only(await world.press(NIA, reply, 'Ask them')).text).toContain('Nobody has that role any more');
  });

  it('carries a hostile question as text', async () => {
    const world = await startWorkspace();
    await assign(world, { note: '<!channel> *bold* <@U0ADMIN>' });
    const reply = only(await world.say(NIA, '/whoowns who orders the backlog <!here> <b>', CHECKOUT));
    const asked = only(await world.press(NIA, reply, 'Ask them'));
    expect(asked.text.replace(/^<@\w+> asks <@\w+>/, '')).not.toMatch(/<[!@]/);
  });
});

describe('what is kept of a person or a workspace', { timeout: LEARNING }, () => {
  it('is deleted when the person asks for it', async () => {
    const world = await startWorkspace();
    await assign(world, { by: OLGA });
    const [announced, reply] = await world.say(OLGA, '/whoowns forget me', CHECKOUT);
    expect(reply?.text).toContain('Done.');
    expect(announced?.only).toBeUndefined();
    expect(shown(announced)).toContain('*Product Owner*: not set yet');
    expect(shown(announced)).not.toContain('Olga');
    expect(shown(only(await world.say(NIA, '/whoowns team', CHECKOUT)))).not.toContain('Olga');
    expect(only(await world.say(OLGA, '/whoowns forget me', CHECKOUT)).text).toContain('nothing of yours');
  });

  it.each([
    ['uninstalled, then revoked', ['app_uninstalled', 'tokens_revoked']],
    ['revoked, then uninstalled', ['tokens_revoked', 'app_uninstalled']],
    ['uninstalled twice', ['app_uninstalled', 'app_uninstalled']],
  ])('goes when the app is removed: %s', async (_, events) => {
    const world = await startWorkspace();
    await assign(world);
    for (const type of events) {
      const tokens = type === 'tokens_revoked' ? { tokens: { bot: ['U0WHOOWNS'], oauth: [] } } : {};
      await world.deliver(eventPayload({ type, ...tokens }));
    }
    expect(shown(only(await world.say(NIA, '/whoowns team', CHECKOUT)))).not.toContain('Olga');
  });

  it('stays when a person only revokes their own token', async () => {
    const world = await startWorkspace();
    await assign(world);
    await world.deliver(eventPayload({ type: 'tokens_revoked', tokens: { oauth: [NIA], bot: [] } }));
    expect(shown(only(await world.say(NIA, '/whoowns team', CHECKOUT)))).toContain('Olga');
  });

  it('does not grow with people who have no role', async () => {
    const world = await startWorkspace();
    await world.say(GWEN, '/whoowns team', CHECKOUT);
    await noticePeople(world);
    const { names } = await world.store.workspace('T0LOCAL01').snapshot();
    expect([...names]).toEqual([]);
  });
});
