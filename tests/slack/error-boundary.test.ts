import { describe, expect, test } from 'vitest';
import { eventPayload } from '../../src/playground/fake-slack/payloads.ts';
import { WORKSPACE } from '../../src/playground/fake-slack/world.ts';
import { ASKER, alwaysTopic, directOf, mentionOf, only, startBot, textOf } from '../support/bot.ts';

const REFERENCE = /reference: ([0-9a-f]{8})\./;

/** Makes the first calls of chat.postMessage fail in a way of one's own. */
const failing =
  (times: number, fail: () => Promise<Response>) =>
  (slack: typeof fetch): typeof fetch => {
    let left = times;
    return (input, init) =>
      String(input).endsWith('/chat.postMessage') && left-- > 0 ? fail() : slack(input, init);
  };

/** What the log says of how things ended; Bolt's own warnings aside. */
const endings = (bot: Awaited<ReturnType<typeof startBot>>) => bot.log().filter((line) => 'outcome' in line);

const unreachable = async () => {
  throw new TypeError('fetch failed');
};
const refused = async () => Response.json({ ok: false, error: 'msg_too_long' });
const broken = async () => new Response('oops', { status: 500 });
const malformed = async () => new Response('<html>', { status: 200 });

describe('a call to Slack that fails', () => {
  test.each([
    ['cannot be reached', unreachable],
    ['refuses', refused],
    ['is broken', broken],
    ['answers nonsense', malformed],
  ])('is logged with a reference that the person is told (Slack %s)', async (_, fail) => {
    const bot = await startBot({ match: alwaysTopic('backlog'), wrapFetch: failing(1, fail) });
    const reply = await bot.mention('backlog', { ts: '1700000000.000100' });
    expect(reply.thread_ts).toBe('1700000000.000100');
    const reference = REFERENCE.exec(textOf(reply))?.[1];
    expect(reference).toBeDefined();
    expect(endings(bot)).toMatchObject([{ level: 50, event: 'app_mention', outcome: 'error', reference }]);
    expect(textOf(reply)).not.toMatch(/fetch|error|msg_too_long|html/i);
  });

  test('for good is logged and thrown at nobody, and the next question is answered', async () => {
    const bot = await startBot({ match: alwaysTopic('backlog'), wrapFetch: failing(2, unreachable) });
    expect(await bot.send(mentionOf('backlog'))).toEqual([]);
    const [first, second] = endings(bot);
    expect(first).toMatchObject({ outcome: 'error', reference: expect.stringMatching(/^[0-9a-f]{8}$/) });
    expect(second).toMatchObject({ outcome: 'apology failed', reference: first?.reference });
    expect(textOf(await bot.mention('backlog'))).toMatch(/^\*Product Owner\*/);
  });

  test('in a direct message is apologised for in that message', async () => {
    const bot = await startBot({ match: alwaysTopic('backlog'), wrapFetch: failing(1, unreachable) });
    const reply = await bot.direct('backlog');
    expect(reply.thread_ts).toBeUndefined();
    expect(textOf(reply)).toMatch(REFERENCE);
  });

  test('after a press is apologised for privately', async () => {
    let broken = false;
    let left = 1;
    const bot = await startBot({
      match: alwaysTopic('backlog'),
      // No method of Slack's works, and the response_url does at the second try.
      wrapFetch: (slack) => (input, init) =>
        broken && (!String(input).includes('hooks.slack.com') || left-- > 0)
          ? unreachable()
          : slack(input, init),
    });
    const answer = await bot.mention('backlog');
    broken = true;
    const reply = only(await bot.press(answer, 'Which features matter most'));
    expect(reply.only).toBe(ASKER);
    expect(textOf(reply)).toMatch(REFERENCE);
  });
});

describe('an answer that fails', () => {
  const match = () => {
    throw new Error('no index');
  };

  test('is apologised for at each door, with the reference of its line in the log', async () => {
    const bot = await startBot({ match });
    const question = 'which zebra is it';
    const replies = [await bot.command(question), await bot.mention(question), await bot.direct(question)];
    const references = replies.map((reply) => REFERENCE.exec(textOf(reply))?.[1]);
    expect(new Set(references).size).toBe(3);
    expect(bot.log().map((line) => line.reference)).toEqual(references);
    expect(replies[0]?.only).toBe(ASKER);
    for (const reply of replies) expect(textOf(reply)).not.toContain('no index');
  });
});

describe('the log', () => {
  const secretQuestion = 'who prioritizes the backlog of Project Zebra?';

  test('has one line a question with event, outcome, topic, workspace and milliseconds', async () => {
    const bot = await startBot({ match: alwaysTopic('backlog') });
    const answer = await bot.command('backlog');
    await bot.mention('backlog');
    await bot.direct('backlog');
    await bot.press(answer, 'Which features matter most');
    await bot.press(answer, 'Share in channel');
    const line = { level: 30, workspace: WORKSPACE.team, ms: expect.any(Number) };
    expect(bot.log()).toMatchObject([
      { ...line, event: '/whoowns', outcome: 'topic', topic: 'backlog' },
      { ...line, event: 'app_mention', outcome: 'topic', topic: 'backlog' },
      { ...line, event: 'message', outcome: 'topic', topic: 'backlog' },
      { ...line, event: 'block_actions', outcome: 'topic', topic: 'feature-prioritization' },
      { ...line, event: 'block_actions', outcome: 'shared' },
    ]);
  });

  test('tells how each question ended', async () => {
    const bot = await startBot();
    await bot.command('help');
    await bot.command('pm');
    await bot.command('pm vs po');
    await bot.command('who waters the plants in the lobby?');
    await bot.direct('thanks');
    await bot.send(directOf('backlog', { bot_id: 'B0OTHER' }));
    const payload = eventPayload(directOf('backlog'));
    await bot.deliver(payload);
    await bot.deliver(payload);
    expect(bot.log().map((line) => line.outcome)).toEqual([
      'help',
      'role',
      'comparison',
      'unknown',
      'smalltalk',
      'ignored',
      'topic',
      'redelivered',
    ]);
  });

  test('has no message text and no token at the level info, errors included', async () => {
    const bot = await startBot({ match: alwaysTopic('backlog'), wrapFetch: failing(2, unreachable) });
    await bot.send(mentionOf(secretQuestion));
    await bot.mention(secretQuestion);
    await bot.direct(secretQuestion);
    const answer = await bot.command(secretQuestion);
    await bot.press(answer, 'Share in channel');
    const written = JSON.stringify(bot.log());
    expect(bot.log().length).toBeGreaterThanOrEqual(6);
    expect(written).not.toMatch(/zebra/i);
    expect(written).not.toContain(WORKSPACE.bot.token);
    expect(written).not.toContain('hooks.slack.com');
  });

  test('has no token at the level trace either', async () => {
    const bot = await startBot({ logLevel: 'trace', wrapFetch: failing(1, refused) });
    await bot.mention(secretQuestion);
    await bot.press(await bot.command('backlog'), 'Share in channel');
    const written = JSON.stringify(bot.log());
    expect(written).not.toContain(WORKSPACE.bot.token);
    expect(written).not.toContain('hooks.slack.com');
  });
});

test('a command that fails after it was acknowledged is not silent', async () => {
  const bot = await startBot({
    wrapFetch: (slack) => (input, init) =>
      String(input).endsWith('/views.open') ? unreachable() : slack(input, init),
  });
  expect(textOf(await bot.command('assign'))).toMatch(/this reference: \w{8}/);
});
