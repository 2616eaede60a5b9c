import { describe, expect, it } from 'vitest';
import { eventPayload, mentionEvent } from '../../src/playground/fake-slack/payloads.ts';
import { IDENTITY } from '../../src/playground/fake-slack/world.ts';
import { authorizeAt, OtherWorkspaceError } from '../../src/slack/installation.ts';
import { CHANNEL, DIRECT, LEARNING, startBot } from '../support/bot.ts';

/** A dialog that was sent, with a callback of another version, as Slack's own SDKs have recorded it. */
const UNKNOWN_DIALOG = {
  type: 'view_submission',
  team: { id: IDENTITY.teamId },
  user: { id: 'U0NEWHIRE', team_id: IDENTITY.teamId },
  view: { id: 'V1', type: 'modal', callback_id: 'view-callback-id', state: { values: {} }, blocks: [] },
};

describe('what no feature knows', { timeout: LEARNING }, () => {
  it('a dialog of another version is acknowledged, and says so', async () => {
    const bot = await startBot();
    await bot.deliver(UNKNOWN_DIALOG);
    expect(bot.log().at(-1)).toMatchObject({ event: 'view_submission', outcome: 'old dialog' });
  });
});

describe('a payload for another installation of the app', { timeout: LEARNING }, () => {
  it('is refused, with one line in the log and no answer', async () => {
    const bot = await startBot();
    const payload = eventPayload(mentionEvent('who orders the backlog?', { user: 'U9', channel: 'C9' }));
    const authorizations = [{ enterprise_id: null, team_id: 'T999', user_id: 'U999', is_bot: true }];
    expect(await bot.deliver({ ...payload, team_id: 'T999', authorizations })).toEqual([]);
    expect(bot.slack.calls).toEqual([]);
    expect(bot.log().filter(({ level }) => level === 50)).toHaveLength(1);
  });

  it('is told from ours by the installation, not by the team of whoever acts', () => {
    const installed = { teamId: 'T1', enterpriseId: 'E1' };
    const ours = { user: { team_id: 'T2' }, view: { app_installed_team_id: 'T1' } };
    expect(authorizeAt(installed, ours)).toMatchObject({ teamId: 'T1' });
    const theirs = { user: { team_id: 'T1' }, view: { app_installed_team_id: 'T2' } };
    expect(() => authorizeAt(installed, theirs)).toThrow(OtherWorkspaceError);
  });
});

describe('what one person is told after a press', { timeout: LEARNING }, () => {
  const press = (over: Record<string, unknown>) => ({
    type: 'block_actions',
    team: { id: IDENTITY.teamId },
    user: { id: 'U0NEWHIRE', team_id: IDENTITY.teamId },
    channel: { id: CHANNEL },
    container: { type: 'message', message_ts: '1700000001.000100', channel_id: CHANNEL, is_ephemeral: false },
    message: { ts: '1700000001.000100' },
    actions: [{ type: 'button', block_id: 'b', action_id: 'from.another-version', value: 'clicked' }],
    trigger_id: '1.2.3',
    ...over,
  });
  const calls = (bot: Awaited<ReturnType<typeof startBot>>) => bot.slack.calls.map(({ method }) => method);

  it('comes in the thread where the message stands in one', async () => {
    const bot = await startBot();
    await bot.deliver(press({ message: { ts: '1700000001.000100', thread_ts: '1700000000.000100' } }));
    expect(bot.slack.calls).toMatchObject([
      { method: 'chat.postEphemeral', args: { thread_ts: '1700000000.000100', user: 'U0NEWHIRE' } },
    ]);
  });

  it('comes by response_url where the message only has replies', async () => {
    const bot = await startBot();
    const message = bot.slack.messages[0];
    const response_url = bot.slack.createResponseUrl({ channel: CHANNEL, user: 'U0NEWHIRE', message });
    const parent = { ts: '1700000000.000100', thread_ts: '1700000000.000100' };
    await bot.deliver(press({ message: parent, response_url }));
    expect(calls(bot)).toEqual(['response_url']);
  });

  it('comes by direct message where there is no response_url', async () => {
    const bot = await startBot();
    await bot.deliver(press({ response_url: undefined, channel: { id: DIRECT } }));
    expect(bot.slack.calls).toMatchObject([{ method: 'chat.postMessage', args: { channel: 'U0NEWHIRE' } }]);
  });

  it('comes by direct message where the response_url is dead', async () => {
    const dead = 'https://hooks.slack.com/actions/T1/1/dead';
    const wrapFetch =
      (slack: typeof fetch): typeof fetch =>
      async (input, init) =>
        String(input) === dead ? new Response('no', { status: 404 }) : slack(input, init);
    const bot = await startBot({ wrapFetch });
    await bot.deliver(press({ response_url: dead }));
    expect(calls(bot).at(-1)).toBe('chat.postMessage');
  });
});
