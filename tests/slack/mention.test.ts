import { describe, expect, test } from 'vitest';
import { eventPayload } from '../../src/playground/stand-in/payloads.ts';
import { WORKSPACE } from '../../src/playground/stand-in/world.ts';
import { alwaysClose, CHANNEL, labelsOf, mentionOf, startBot, textOf } from '../helpers/bot.ts';

const QUESTION = 'who prioritizes the backlog?';

describe('a mention', () => {
  test('is answered in its thread, for all to see', async () => {
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

  test('has nothing to share, as all see the answer, but related topics and the comparison', async () => {
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
      'Tell me when there is an answer',
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
