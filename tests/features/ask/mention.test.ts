import { describe, expect, test } from 'vitest';
import { eventPayload, mentionEvent } from '../../../src/playground/fake-slack/payloads.ts';
import { type Channel, WORKSPACE } from '../../../src/playground/fake-slack/world.ts';
import { alwaysClose, CHANNEL, labelsOf, mentionOf, only, startBot, textOf } from '../../support/bot.ts';
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

const QUESTION = 'who prioritizes the backlog?';

describe('a mention', () => {
  test('is answered in its thread, for everyone', async () => {
    const bot = await startBot();
    const reply = await bot.mention(QUESTION, { ts: '1700000000.000100' });
    expect(reply).toMatchObject({ channel: CHANNEL, thread_ts: '1700000000.000100' });
    expect(reply.only).toBeUndefined();
    expect(textOf(reply)).toMatch(/^\*Product Owner\*/);
    expect(reply.text).toMatch(/^Product Owner: /);
  });

  test('inside a thread is answered in that thread', async () => {
    const bot = await startBot();
    const reply = await bot.mention(QUESTION, { ts: '1700000000.000200', thread_ts: '1700000000.000100' });
    expect(reply.thread_ts).toBe('1700000000.000100');
  });

  test('is understood wherever the name of the bot stands', async () => {
    const bot = await startBot();
    const text = `Hey <@${WORKSPACE.bot.user}>, who prioritizes the backlog?`;
    expect(textOf(await bot.mention('', { text }))).toMatch(/^\*Product Owner\*/);
  });

  test('offers related topics and the comparison, and no sharing, as everyone sees the answer', async () => {
    const bot = await startBot();
    const labels = labelsOf(await bot.mention(QUESTION));
    expect(labels).not.toContain('Share in channel');
    expect(labels).toContain('Which features matter most');
    expect(labels).toContain('Compare PM and PO');
  });

  test('does not unfurl links in the channel', async () => {
    const bot = await startBot();
    await bot.mention(QUESTION);
    expect(bot.slack.calls[0]).toMatchObject({ method: 'chat.postMessage', args: { unfurl_links: 'false' } });
  });

  test.each(['', '   ', ':wave:', '<!here>'])(
    'without a question (“%s”) gets a short hello and usage',
    async (words) => {
      const bot = await startBot();
      const reply = await bot.mention(words);
      expect(textOf(reply)).toMatch(/^Hello! .*who signs off a finished story/);
      expect(textOf(reply).length).toBeLessThan(400);
      expect(labelsOf(reply)).toEqual(['What I know']);
    },
  );

  test('that is close to several topics is answered in place when anybody picks one', async () => {
    const bot = await startBot({ match: alwaysClose('backlog', 'product-roadmap') });
    const reply = await bot.mention('the list');
    expect(labelsOf(reply)).toEqual([
      'The order of the backlog',
      'The product roadmap',
      'None of these',
      "Tell me when there's an answer",
    ]);
    expect(await bot.press(reply, 'The product roadmap', 'U0ENGINEER')).toEqual([]);
    expect(textOf(reply)).toMatch(/^\*Product Manager\*/);
    expect(labelsOf(reply)).not.toContain('Share in channel');
  });
});

describe('a mention that is not answered', () => {
  test.each([
    ['is an edit', { edited: { user: 'U0NEWHIRE', ts: '1700000001.000000' } }],
    ['comes from a bot', { bot_id: 'B0OTHER' }],
    ['comes from a bot without a user', { user: undefined, bot_id: 'B0OTHER', subtype: 'bot_message' }],
    ['comes from the bot itself', { user: WORKSPACE.bot.user, bot_id: WORKSPACE.bot.bot }],
    ['comes from the bot itself as a user', { user: WORKSPACE.bot.user }],
    ['comes from Slackbot', { user: 'USLACKBOT' }],
  ])('%s', async (_, over) => {
    const bot = await startBot();
    expect(await bot.send(mentionOf(QUESTION, over))).toEqual([]);
    expect(bot.slack.calls).toEqual([]);
    expect(await bot.send(mentionOf(QUESTION))).toHaveLength(1);
  });

  test('is a message of the channel that does not mention the bot', async () => {
    const bot = await startBot();
    const event = { ...mentionOf(QUESTION), type: 'message', channel_type: 'channel' };
    expect(await bot.send(event)).toEqual([]);
  });
});

describe('a mention that Slack delivers again', () => {
  test('is answered once', async () => {
    const bot = await startBot();
    const payload = eventPayload(mentionOf(QUESTION));
    expect(await bot.deliver(payload)).toHaveLength(1);
    expect(await bot.deliver(payload)).toEqual([]);
    expect(await bot.deliver(payload)).toEqual([]);
    expect(bot.slack.calls).toHaveLength(1);
  });

  test('is answered once when both deliveries come at the same time', async () => {
    const bot = await startBot();
    const payload = eventPayload(mentionOf(QUESTION));
    await Promise.all([bot.deliver(payload), bot.deliver(payload)]);
    expect(bot.slack.calls).toHaveLength(1);
  });

  test('is answered once when it comes as another event with the same time', async () => {
    const bot = await startBot();
    const event = mentionOf(QUESTION);
    expect(await bot.send(event)).toHaveLength(1);
    expect(await bot.send(event)).toEqual([]);
  });

  test('is told apart from the same time in another channel and from a later mention', async () => {
    const bot = await startBot();
    const first = mentionOf(QUESTION);
    expect(await bot.send(first)).toHaveLength(1);
    expect(await bot.send({ ...first, channel: WORKSPACE.direct.id })).toHaveLength(1);
    expect(await bot.send(mentionOf(QUESTION))).toHaveLength(1);
  });
});

const CHECKOUT = 'C0CHECKOUT';

/** Sets the Product Owner of a channel. */
async function assign(world: Workspace, place = CHECKOUT) {
  await world.say(EMRE, '/whoowns assign', place);
  await world.submit(EMRE, { 'people:product-owner': { people: [OLGA] } });
}

/** Opens a channel, or gives it another name. */
function putChannel(world: Workspace, id: string, name: string) {
  const channels = world.slack.world.channels as Map<string, Channel>;
  const members = new Set([EMRE, OLGA, NIA, WORKSPACE.bot.user]);
  channels.set(id, { topic: '', members, ...channels.get(id), id, name });
}

/** Mentions the bot with a text as Slack delivers it. */
const mentionIn = async (world: Workspace, words: string, channel: string, user = NIA) => {
  const event = mentionEvent(`<@${WORKSPACE.bot.user}> ${words}`, { user, channel });
  return only(await world.during(() => world.deliver(eventPayload(event))));
};

describe('a mention that names a channel by its link', () => {
  test.each([`<#${CHECKOUT}>`, `<#${CHECKOUT}|>`, `<#${CHECKOUT}|checkout>`, `<#${CHECKOUT}|general>`])(
    'is answered for that channel: %s',
    async (link) => {
      const world = await startWorkspace();
      await assign(world);
      const reply = await mentionIn(world, `who is the PO for ${link}?`, 'C0GENERAL');
      expect(shown(reply)).toContain(`The Product Owner in <#${CHECKOUT}> is *Olga Petrova*.`);
    },
  );

  test('gets the roles of a private channel in that channel only', async () => {
    const world = await startWorkspace();
    putChannel(world, 'G0PRIVATE', 'privategroup');
    await assign(world, 'G0PRIVATE');
    for (const named of ['<#G0PRIVATE>', '<#G0PRIVATE|secret>', 'privategroup', '#privategroup']) {
      const reply = await mentionIn(world, `who is the PO for ${named}?`, 'C0GENERAL', GWEN);
      expect(shown(reply)).not.toContain('Olga');
      expect(shown(reply)).toContain('/whoowns assign');
    }
    const there = await mentionIn(world, 'who is the PO for <#G0PRIVATE>?', 'G0PRIVATE');
    expect(shown(there)).toContain('The Product Owner here is *Olga Petrova*.');
  });

  test('learns how to set the roles of a channel that has none', async () => {
    const world = await startWorkspace();
    const reply = await mentionIn(world, 'who is the PO for <#C0MOBILE>?', 'C0GENERAL');
    expect(shown(reply)).toContain('Type `/whoowns assign` there');
  });
});

describe('a mention that asks who has a role', () => {
  test('names the people of several roles, and how to set a role that is not set yet', async () => {
    const world = await startWorkspace();
    await assign(world);
    const reply = await mentionIn(world, 'who are our PM and PO?', CHECKOUT);
    expect(shown(reply)).toContain(
      'The Product Owner here is *Olga Petrova*.\nNo Product Manager set for this channel yet. Set one with `/whoowns assign`.',
    );
    expect(shown(reply)).not.toContain('responsible');
    expect(JSON.stringify(reply.blocks)).not.toContain('Ask them');
  });

  test('takes a word of the documents for a place where a channel of that name is known', async () => {
    const world = await startWorkspace();
    putChannel(world, 'C0BACKLOG', 'backlog');
    const question = 'who is the PO of the backlog?';
    expect(shown(await mentionIn(world, question, CHECKOUT))).toContain('The order of the backlog');
    await assign(world, 'C0BACKLOG');
    expect(shown(await mentionIn(world, question, CHECKOUT))).toContain(
      'The Product Owner in <#C0BACKLOG> is *Olga Petrova*.',
    );
  });

  test('knows a channel that was renamed by its new name, where somebody types the command in it', async () => {
    const world = await startWorkspace();
    await assign(world);
    putChannel(world, CHECKOUT, 'payments');
    const reply = only(await world.say(NIA, '/whoowns who is the PO on payments?', CHECKOUT));
    expect(shown(reply)).toContain('The Product Owner here is *Olga Petrova*.');
  });
});

describe('a word of the command behind a mention', () => {
  test.each([
    'assign',
    'Set the roles!',
    `assign <@${OLGA}> as PO`,
    `assign PO <@${OLGA}>`,
    `assign product owner to <@${OLGA}|olga>`,
  ])('gets a button that opens the dialog: %s', async (words) => {
    const world = await startWorkspace();
    const reply = await mentionIn(world, words, CHECKOUT);
    expect(reply.thread_ts).toBeDefined();
    await world.press(EMRE, reply, 'Set the roles');
    expect(world.dialogOf(EMRE)?.title).toBe('Roles in this channel');
    expect(only(await world.press(GWEN, reply, 'Set the roles')).text).toContain('Only members');
  });

  test('gets the button for a rule', async () => {
    const world = await startWorkspace();
    await world.press(EMRE, await mentionIn(world, 'rule', CHECKOUT), 'Set a rule');
    expect(world.dialogOf(EMRE)).toBeDefined();
  });

  test('shows everyone the roles in the channel, and the sheet', async () => {
    const world = await startWorkspace();
    await assign(world);
    expect(shown(await mentionIn(world, ', team', CHECKOUT))).toContain('*Product Owner*: *Olga Petrova*');
    expect(shown(await mentionIn(world, 'cheat sheet', CHECKOUT))).toContain('Product Owner');
  });

  test.each([
    ['forget me', 'forget me'],
    ['gaps', 'gaps'],
    ['taught', 'taught'],
    ['digest', 'digest'],
    ['settings', 'settings'],
    [`onboard <@${NIA}>`, 'onboard @name'],
  ])('is not followed where everybody reads it: %s', async (words, word) => {
    const world = await startWorkspace();
    await assign(world);
    const reply = await mentionIn(world, words, CHECKOUT, ADAM);
    expect(reply.text).toContain(`Type \`/whoowns ${word}\` instead, and only you see it.`);
    await mentionIn(world, 'forget me', CHECKOUT, OLGA);
    expect(shown(await mentionIn(world, 'team', CHECKOUT))).toContain('Olga');
  });

  test('is a question where more is said', async () => {
    const world = await startWorkspace();
    const reply = await mentionIn(world, 'who assigns stories to the team?', CHECKOUT);
    expect(shown(reply)).not.toContain('Press the button');
  });
});
