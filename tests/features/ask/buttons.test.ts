import { describe, expect, test } from 'vitest';
import type { Posted } from '../../../src/playground/fake-slack/messages.ts';
import {
  ASKER,
  alwaysTopic,
  buttonOf,
  CHANNEL,
  DIRECT,
  labelsOf,
  only,
  startBot,
  textOf,
} from '../../support/bot.ts';

const RELATED = 'Which features matter most';
const COMPARE = 'Compare PM and PO';
const SHARE = 'Share in channel';
const THREAD = '1700000000.000100';

/** A bot whose every answer is the backlog. */
const startSure = () => startBot({ match: alwaysTopic('backlog') });

const raw = (message: Posted) => JSON.stringify(message.blocks);

describe('a related topic', () => {
  test('pressed on a private answer is answered below it, for the same person', async () => {
    const bot = await startSure();
    const reply = await bot.command('backlog');
    const before = textOf(reply);
    const next = only(await bot.press(reply, RELATED));
    expect(next).toMatchObject({ channel: CHANNEL, only: ASKER });
    expect(textOf(next)).toMatch(/^\*Product Manager\* {2}· {2}Which features matter most/);
    expect(labelsOf(next)).toContain(SHARE);
    expect(textOf(reply)).toBe(before);
  });

  test('pressed on a public answer is answered in that thread, for whoever pressed', async () => {
    const bot = await startSure();
    const reply = await bot.mention('backlog', { ts: THREAD });
    const next = only(await bot.press(reply, RELATED, 'U0ENGINEER'));
    expect(next).toMatchObject({ channel: CHANNEL, thread_ts: THREAD, only: 'U0ENGINEER' });
    expect(textOf(next)).toMatch(/^\*Product Manager\*/);
    expect(labelsOf(next)).toContain(SHARE);
  });

  test('pressed on that answer in turn stays in the thread', async () => {
    const bot = await startSure();
    const reply = await bot.mention('backlog', { ts: THREAD });
    const next = only(await bot.press(reply, RELATED));
    const last = only(await bot.press(next, 'The product roadmap'));
    expect(last).toMatchObject({ thread_ts: THREAD, only: ASKER });
  });

  test('pressed in a direct message is a new message there', async () => {
    const bot = await startSure();
    const next = only(await bot.press(await bot.direct('backlog'), RELATED));
    expect(next.channel).toBe(DIRECT);
    expect(next.only).toBeUndefined();
    expect(next.thread_ts).toBeUndefined();
    expect(labelsOf(next)).not.toContain(SHARE);
  });

  test('pressed in a thread of a direct message stays in that thread', async () => {
    const bot = await startSure();
    const reply = await bot.direct('backlog', { thread_ts: THREAD });
    expect(only(await bot.press(reply, RELATED))).toMatchObject({ channel: DIRECT, thread_ts: THREAD });
  });

  test('can be pressed again and again', async () => {
    const bot = await startSure();
    const reply = await bot.command('backlog');
    for (let i = 0; i < 3; i++) expect(await bot.press(reply, RELATED)).toHaveLength(1);
  });
});

describe('the other buttons below an answer', () => {
  test('compare the two roles side by side', async () => {
    const bot = await startSure();
    const next = only(await bot.press(await bot.command('backlog'), COMPARE));
    expect(textOf(next)).toMatch(/^\*Product Manager and Product Owner\*/);
    expect(next.blocks.flatMap((block) => block.fields ?? [])).toHaveLength(2);
    expect(labelsOf(next)).not.toContain(COMPARE);
  });

  test('list all topics from the hello', async () => {
    const bot = await startBot();
    const next = only(await bot.press(await bot.mention('', { ts: THREAD }), 'What I know'));
    expect(next).toMatchObject({ thread_ts: THREAD, only: ASKER });
    expect(textOf(next)).toContain('The order of the backlog');
  });

  test('show how to ask from an “I don’t know”', async () => {
    const bot = await startBot();
    const next = only(
      await bot.press(await bot.command('who waters the plants in the lobby?'), 'How to ask'),
    );
    expect(textOf(next)).toContain('/whoowns backlog');
  });

  test('give a role in full from the help', async () => {
    const bot = await startBot();
    const next = only(await bot.press(await bot.command('help'), 'What a Product Owner does'));
    expect(textOf(next)).toMatch(/^\*Product Owner \(PO\)\*/);
  });
});

describe('sharing', () => {
  test('posts the answer for everyone, with the question and who asked it', async () => {
    const bot = await startSure();
    const reply = await bot.command('who prioritizes the *backlog*?');
    const shared = only(await bot.press(reply, SHARE));
    expect(shared.channel).toBe(CHANNEL);
    expect(shared.only).toBeUndefined();
    expect(shared.thread_ts).toBeUndefined();
    expect(raw(shared)).toContain(`<@${ASKER}> asked: “who prioritizes the ∗backlog∗?”`);
    expect(textOf(shared)).toContain('*Product Owner*  ·  The order of the backlog');
    expect(textOf(shared)).toContain('“POs prioritize the backlog');
    expect(labelsOf(shared)).toEqual(expect.arrayContaining([RELATED, COMPARE]));
    expect(labelsOf(shared)).not.toContain(SHARE);
  });

  test('takes the button off the private answer and says that it was shared', async () => {
    const bot = await startSure();
    const reply = await bot.command('backlog');
    await bot.press(reply, SHARE);
    expect(reply.only).toBe(ASKER);
    expect(textOf(reply)).toMatch(/^\*Product Owner\*/);
    expect(textOf(reply)).toContain('You shared this in the channel.');
    expect(labelsOf(reply)).toEqual(expect.arrayContaining([RELATED, COMPARE]));
    expect(labelsOf(reply)).not.toContain(SHARE);
  });

  test('happens once when the button is pressed twice', async () => {
    const bot = await startSure();
    const reply = await bot.command('backlog');
    const button = buttonOf(reply, SHARE);
    expect(await bot.press(reply, button)).toHaveLength(1);
    expect(await bot.press(reply, button)).toEqual([]);
  });

  test('happens once when both presses come at the same time', async () => {
    const bot = await startSure();
    const reply = await bot.command('backlog');
    const button = buttonOf(reply, SHARE);
    await Promise.all([bot.press(reply, button), bot.press(reply, button)]);
    expect(bot.slack.messages.filter((message) => message.only === undefined)).toHaveLength(1);
  });

  test('from a thread goes into that thread', async () => {
    const bot = await startSure();
    const next = only(await bot.press(await bot.mention('backlog', { ts: THREAD }), RELATED, 'U0ENGINEER'));
    const shared = only(await bot.press(next, SHARE, 'U0ENGINEER'));
    expect(shared).toMatchObject({ channel: CHANNEL, thread_ts: THREAD });
    expect(shared.only).toBeUndefined();
    expect(raw(shared)).toContain('Shared by <@U0ENGINEER>');
    expect(labelsOf(next)).not.toContain(SHARE);
  });

  test('works for a comparison', async () => {
    const bot = await startBot();
    const shared = only(await bot.press(await bot.command('pm vs po'), SHARE));
    expect(textOf(shared)).toContain('*Product Manager and Product Owner*');
  });

  test('cuts a very long question short', async () => {
    const bot = await startSure();
    const shared = only(await bot.press(await bot.command(`backlog ${'so '.repeat(1500)}`), SHARE));
    expect(raw(shared)).toMatch(/asked: “backlog so so .{200,400}…”/);
  });

  test('can be tried again when Slack failed the first time', async () => {
    let failures = 1;
    const bot = await startBot({
      match: alwaysTopic('backlog'),
      wrapFetch: (slack) => async (input, init) => {
        const isShare = String(input).endsWith('/chat.postMessage') && String(init?.body).includes('Shared');
        if (isShare && failures-- > 0) return Response.json({ ok: false, error: 'internal_error' });
        return slack(input, init);
      },
    });
    const next = only(await bot.press(await bot.mention('backlog', { ts: THREAD }), RELATED));
    const button = buttonOf(next, SHARE);
    const apology = only(await bot.press(next, button));
    expect(apology.only).toBe(ASKER);
    expect(textOf(apology)).toMatch(/try again/);
    expect(textOf(only(await bot.press(next, button)))).toContain(RELATED);
  });
});

describe('a button from another version of the bot', () => {
  const element = { type: 'button', text: { type: 'plain_text', text: 'Old' } };

  test.each(['legacy.vote', 'topic.showing', 'share'])(
    'with the foreign id “%s” gets a private apology, and nothing else changes',
    async (action_id) => {
      const bot = await startSure();
      const reply = await bot.mention('backlog');
      const before = raw(reply);
      const apology = only(await bot.press(reply, { ...element, action_id, value: 'x' }));
      expect(apology.only).toBe(ASKER);
      expect(textOf(apology)).toContain('older message');
      expect(raw(reply)).toBe(before);
    },
  );

  test.each(['topic.show:x', 'topic.pick:x', 'answer.share:x'])(
    'with the id “%s” and a garbage value gets a private apology',
    async (action_id) => {
      const bot = await startSure();
      const reply = await bot.command('backlog');
      const before = raw(reply);
      for (const value of ['', 'garbage', 'null', '[]', '{"s":null}', '{"s":{"roles":["one"]}}', undefined]) {
        const apology = only(await bot.press(reply, { ...element, action_id, value }));
        expect(apology.only).toBe(ASKER);
        expect(textOf(apology)).toContain('older message');
      }
      expect(raw(reply)).toBe(before);
    },
  );

  test.each(['{"s":{"topic":"gone-since"}}', '{"s":{"topic":"__proto__"}}', '{"s":{"roles":["pm","x"]}}'])(
    'for a topic that is gone (%s) gets a private reply',
    async (value) => {
      const bot = await startSure();
      const reply = await bot.command('backlog');
      const next = only(await bot.press(reply, { ...element, action_id: 'topic.show:x', value }));
      expect(next.only).toBe(ASKER);
      expect(textOf(next)).toMatch(/I no longer know|I don't know/);
    },
  );

  test('for a topic that is gone shares nothing', async () => {
    const bot = await startSure();
    const reply = await bot.command('backlog');
    await bot.press(reply, {
      ...element,
      action_id: 'answer.share:x',
      value: '{"s":{"topic":"gone-since"}}',
    });
    expect(bot.slack.messages.filter((message) => message.only === undefined)).toEqual([]);
  });
});
