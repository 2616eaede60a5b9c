import { webApi } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { openLog } from '../../src/log.ts';
import { createFakeSlack } from '../../src/playground/fake-slack/fake-slack.ts';
import { WORKSPACE } from '../../src/playground/fake-slack/world.ts';
import { createBoltLogger } from '../../src/slack/journal.ts';

const GENERAL = WORKSPACE.channel.id;
const USER = WORKSPACE.person.id;
const modal = (over = {}) => ({
  type: 'modal',
  title: { type: 'plain_text', text: 'Roles' },
  blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'Who?' } }],
  ...over,
});

/** A fake Slack, its clock, and Slack's own client before it, without retries. */
function open({ rateLimit = 100 } = {}) {
  const clock = { now: 1_800_000_000_000 };
  const slack = createFakeSlack({ now: () => clock.now, rateLimit });
  const options = {
    fetch: slack.fetch,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: createBoltLogger(openLog('silent', { write: () => {} })),
  };
  const client = new webApi.WebClient(WORKSPACE.bot.token, options);
  const errorOf = (method: string, args: Record<string, unknown>) =>
    client.apiCall(method, args).then(
      () => 'ok',
      (error: { code?: string; data?: { error?: string } }) => error.data?.error ?? error.code,
    );
  const replyBy = async (url: string, body: Record<string, unknown>) =>
    (await slack.fetch(url, { method: 'POST', body: JSON.stringify(body) })).status;
  return { clock, slack, client, errorOf, replyBy };
}

describe('a call of the Web API', () => {
  it.each([
    ['chat.postMessage', { channel: 'C0NOWHERE', text: 'a' }, 'channel_not_found'],
    ['chat.postMessage', { channel: 'C0MOBILE', text: 'a' }, 'not_in_channel'],
    ['chat.postMessage', { channel: GENERAL }, 'no_text'],
    ['chat.postMessage', { channel: GENERAL, text: 'a'.repeat(40_001) }, 'msg_too_long'],
    ['chat.postMessage', { channel: GENERAL, text: 'a', blocks: [{ type: 'nonsense' }] }, 'invalid_blocks'],
    ['chat.postEphemeral', { channel: GENERAL, user: 'U0NOBODY', text: 'a' }, 'user_not_in_channel'],
    ['chat.update', { channel: GENERAL, ts: '1.1', text: 'a' }, 'message_not_found'],
    ['views.open', { trigger_id: 'made-up', view: modal() }, 'invalid_trigger_id'],
    ['views.publish', { user_id: 'U0NOBODY', view: { type: 'home', blocks: [] } }, 'user_not_found'],
    ['users.info', { user: 'U0NOBODY' }, 'user_not_found'],
    ['conversations.info', { channel: 'C0NOWHERE' }, 'channel_not_found'],
    ['conversations.info', { channel: 'C0LAUNCH' }, 'channel_not_found'],
    ['chat.postMessage', { channel: 'C0LAUNCH', text: 'a' }, 'channel_not_found'],
    ['no.such.method', {}, 'unknown_method'],
  ])('%s is refused where it must be (%#)', async (method, args, error) => {
    const { errorOf, slack } = open();
    expect(await errorOf(method, args)).toBe(error);
    expect(slack.messages).toEqual([]);
  });

  it('with another token is refused', async () => {
    const { slack } = open();
    const stranger = new webApi.WebClient('xoxb-other', { fetch: slack.fetch });
    await expect(stranger.auth.test()).rejects.toMatchObject({ data: { error: 'invalid_auth' } });
  });

  it('too many at once is told to wait, and may come again after that', async () => {
    const { clock, slack, client } = open({ rateLimit: 3 });
    const post = () => client.chat.postMessage({ channel: GENERAL, text: 'a' });
    for (let i = 0; i < 3; i++) await post();
    await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 1 });
    clock.now += 1000;
    await post();
    expect(slack.messages).toHaveLength(4);
  });

  it('tells of the private channels of a person only where the bot is in them, and was asked for them', async () => {
    const { client, slack } = open();
    const privateOf = async (types?: string) => {
      const { channels = [] } = await client.users.conversations({
        user: 'U0OWNER',
        ...(types === undefined ? {} : { types }),
      });
      return channels.filter(({ is_private }) => is_private).map(({ id }) => id);
    };
    expect(await privateOf('public_channel,private_channel')).toEqual([]);
    slack.world.channels.get('C0LAUNCH')?.members.add('U0WHOOWNS');
    expect(await privateOf('public_channel,private_channel')).toEqual(['C0LAUNCH']);
    expect(await privateOf()).toEqual([]);
  });

  it('to a person goes to the direct messages with them', async () => {
    const { client, slack } = open();
    await client.chat.postMessage({ channel: USER, text: 'hello' });
    expect(slack.messages).toMatchObject([{ channel: WORKSPACE.direct.id, text: 'hello' }]);
  });

  it('may change and delete the messages of the bot, and of nobody else', async () => {
    const { client, slack, errorOf } = open();
    const { ts = '' } = await client.chat.postMessage({ channel: GENERAL, text: 'one' });
    await client.chat.update({ channel: GENERAL, ts, text: 'two' });
    expect(slack.messages).toMatchObject([{ text: 'two', edited: true }]);
    await client.chat.delete({ channel: GENERAL, ts });
    const theirs = slack.post({ user: USER, channel: GENERAL, text: 'mine', blocks: [] });
    const args = { channel: GENERAL, ts: theirs.ts };
    expect(await errorOf('chat.update', { ...args, text: 'yours' })).toBe('cant_update_message');
    expect(await errorOf('chat.delete', args)).toBe('cant_delete_message');
    expect(slack.messages).toMatchObject([{ text: 'mine' }]);
  });
});

describe('a response_url', () => {
  it('takes five replies and no more', async () => {
    const { slack, replyBy } = open();
    const url = slack.createResponseUrl({ channel: 'C0MOBILE', user: USER });
    for (let i = 0; i < 5; i++) expect(await replyBy(url, { text: `reply ${i}` })).toBe(200);
    expect(await replyBy(url, { text: 'once more' })).toBe(404);
    expect(slack.messages).toHaveLength(5);
    expect(slack.messages[0]).toMatchObject({ channel: 'C0MOBILE', only: USER });
  });

  it('is dead after half an hour', async () => {
    const { clock, slack, replyBy } = open();
    const url = slack.createResponseUrl({ channel: GENERAL, user: USER });
    clock.now += 30 * 60 * 1000 + 1;
    expect(await replyBy(url, { text: 'late' })).toBe(404);
    expect(slack.messages).toEqual([]);
  });

  it('refuses what Slack would not show', async () => {
    const { slack, replyBy } = open();
    const url = slack.createResponseUrl({ channel: GENERAL, user: USER });
    expect(await replyBy(url, { text: 'a', blocks: [{ type: 'header' }] })).toBe(400);
    expect(slack.messages).toEqual([]);
    expect(slack.calls.at(-1)?.refusals).not.toEqual([]);
  });
});

describe('a trigger', () => {
  it('opens a dialog for the person who pressed, once', async () => {
    const { slack, client, errorOf } = open();
    const trigger_id = slack.views.createTrigger(USER);
    const { view } = await client.views.open({ trigger_id, view: modal() as never });
    expect(slack.views.dialogsOf(USER).map(({ id }) => id)).toEqual([view?.id]);
    expect(await errorOf('views.open', { trigger_id, view: modal() })).toBe('exchanged_trigger_id');
  });

  it('is dead after three seconds', async () => {
    const { clock, slack, errorOf } = open();
    const trigger_id = slack.views.createTrigger(USER);
    clock.now += 3001;
    expect(await errorOf('views.open', { trigger_id, view: modal() })).toBe('expired_trigger_id');
    expect(slack.views.dialogsOf(USER)).toEqual([]);
  });
});

describe('a dialog', () => {
  async function opened() {
    const world = open();
    const { slack, client } = world;
    await client.views.open({ trigger_id: slack.views.createTrigger(USER), view: modal() as never });
    const top = () => slack.views.dialogsOf(USER).at(-1);
    const push = () =>
      world.errorOf('views.push', { trigger_id: slack.views.createTrigger(USER), view: modal() });
    return { ...world, top, push };
  }

  it('stands on others, three at most', async () => {
    const { push, slack } = await opened();
    expect([await push(), await push(), await push()]).toEqual(['ok', 'ok', 'push_limit_reached']);
    const [first, , third] = slack.views.dialogsOf(USER);
    expect(third).toMatchObject({ rootId: first?.id });
  });

  it('is not changed by whoever has seen an older one', async () => {
    const { top, client, errorOf } = await opened();
    const view_id = top()?.id ?? '';
    const hash = top()?.hash ?? '';
    await client.views.update({ view_id, hash, view: modal({ callback_id: 'second' }) as never });
    expect(await errorOf('views.update', { view_id, hash, view: modal() })).toBe('hash_conflict');
    expect(top()?.view).toMatchObject({ callback_id: 'second' });
  });

  it.each([
    ['nothing', undefined, 0],
    ['clear', { response_action: 'clear' }, 0],
    ['update', { response_action: 'update', view: modal({ callback_id: 'next' }) }, 1],
    ['push', { response_action: 'push', view: modal({ callback_id: 'next' }) }, 2],
  ])('whose sending is acknowledged with %s is followed by what that says', async (_, ack, left) => {
    const { top, slack } = await opened();
    const view = top();
    if (!view) throw new Error('No dialog.');
    slack.acceptSubmission(view, ack);
    expect(slack.views.dialogsOf(USER)).toHaveLength(left);
    if (left > 0) expect(top()?.view).toMatchObject({ callback_id: 'next' });
  });

  it('that is refused stays, and says why', async () => {
    const { top, slack } = await opened();
    const view = top();
    if (!view) throw new Error('No dialog.');
    const [block] = view.view.blocks as { block_id: string }[];
    slack.acceptSubmission(view, {
      response_action: 'errors',
      errors: { [block?.block_id ?? '']: 'Too long.' },
    });
    expect(top()?.errors).toEqual({ [block?.block_id ?? '']: 'Too long.' });
    slack.acceptSubmission(view, { response_action: 'errors', errors: { nowhere: 'No.' } });
    expect(slack.calls.at(-1)?.refusals).toEqual(['errors: no block nowhere']);
  });

  it('with too much in it is not shown', async () => {
    const { slack, errorOf } = open();
    const trigger_id = slack.views.createTrigger(USER);
    const view = modal({ title: { type: 'plain_text', text: 'a'.repeat(25) } });
    expect(await errorOf('views.open', { trigger_id, view })).toBe('invalid_arguments');
    expect(slack.views.dialogsOf(USER)).toEqual([]);
  });
});
