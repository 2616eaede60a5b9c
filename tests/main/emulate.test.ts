import { createEmulator, type Emulator } from 'emulate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createFakeSlack } from '../../src/playground/fake-slack/fake-slack.ts';
import { eventPayload, mentionEvent } from '../../src/playground/fake-slack/payloads.ts';
import { WORKSPACE } from '../../src/playground/fake-slack/world.ts';
import { KNOWLEDGE_DIR } from '../support/build.ts';
import { createBots, findFreePort } from '../support/process.ts';
import { encodePosting, signPosting } from '../support/signing.ts';
import { SIGNING_SECRET } from '../support/slack.ts';

// Other people's stand-in for Slack. Where it and ours overlap, they must say the same.

const TOKEN = 'xoxb-4444-5555-agreementToken';
/** The first channel of a new emulator. */
const THEIR_CHANNEL = 'C000000001';
const bots = createBots();
let theirs: Emulator;

beforeAll(async () => {
  [theirs] = await Promise.all([
    createEmulator({ service: 'slack', port: await findFreePort() }),
    bots.prepare(),
  ]);
}, 120_000);
afterAll(async () => {
  await bots.finish();
  await theirs?.close();
});

type Fields = Readonly<Record<string, unknown>>;

/** Calls a method as Slack's own client does: a form, with JSON in what is not plain. */
function formOf(fields: Fields): string {
  const plain = Object.entries(fields).map(([key, value]): [string, string] => [
    key,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return new URLSearchParams(plain).toString();
}

async function callTheirs(method: string, fields: Fields): Promise<Record<string, unknown>> {
  const response = await fetch(`${theirs.url}/api/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: formOf(fields),
  });
  return (await response.json()) as Record<string, unknown>;
}

describe('another stand-in', () => {
  it('gets the same message for a mention as ours', async () => {
    const port = await findFreePort();
    const bot = bots.start({
      SLACK_BOT_TOKEN: TOKEN,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: `${theirs.url}/api/`,
      HOST: '127.0.0.1',
      PORT: String(port),
      KNOWLEDGE_DIR,
    });
    await bot.logged({ event: 'start', mode: 'http' });
    const { ts } = (await callTheirs('chat.postMessage', { channel: THEIR_CHANNEL, text: 'a question' })) as {
      ts: string;
    };
    const event = mentionEvent(
      '<@U0WHOOWNS> who signs off a story?',
      { user: 'U0SOMEBODY', channel: THEIR_CHANNEL },
      ts,
    );
    // The bot is installed in their workspace, and takes no payload of another.
    const { team_id } = await callTheirs('auth.test', {});
    const { type, body } = encodePosting('events_api', {
      ...eventPayload(event),
      authorizations: [{ team_id }],
    });
    await fetch(`http://127.0.0.1:${port}/slack/events`, {
      method: 'POST',
      headers: { 'content-type': type, ...signPosting(body, SIGNING_SECRET) },
      body,
    });
    const replies = async () => {
      const found = await callTheirs('conversations.replies', { channel: THEIR_CHANNEL, ts });
      return (found.messages as Fields[]).slice(1);
    };
    await vi.waitUntil(async () => (await replies()).length > 0, { timeout: 30_000, interval: 50 });
    const [reply, ...more] = await replies();
    expect(more).toEqual([]);
    expect(reply).toMatchObject({ thread_ts: ts, text: expect.stringContaining('Product Owner') });
    // What theirs has kept, ours takes too.
    const ours = createFakeSlack();
    const answer = await ours.fetch('https://slack.com/api/chat.postMessage', {
      method: 'POST',
      headers: { authorization: `Bearer ${WORKSPACE.bot.token}` },
      body: formOf({ channel: WORKSPACE.channel.id, text: reply?.text, blocks: reply?.blocks }),
    });
    expect(await answer.json()).toMatchObject({ ok: true });
  });

  const VIEW = { type: 'modal', title: { type: 'plain_text', text: 'Roles' }, blocks: [] };
  it.each<[string, Fields]>([
    ['auth.test', {}],
    ['chat.postMessage', { channel: '#', text: 'hello' }],
    ['chat.postMessage', { channel: 'C0NOWHERE', text: 'hello' }],
    ['chat.postMessage', { channel: '#' }],
    ['chat.update', { channel: '#', ts: '1.1', text: 'hello' }],
    ['chat.delete', { channel: '#', ts: '1.1' }],
    ['conversations.info', { channel: '#' }],
    ['conversations.info', { channel: 'C0NOWHERE' }],
    ['conversations.members', { channel: 'C0NOWHERE' }],
    ['conversations.open', { users: 'U0NOBODY' }],
    ['conversations.list', {}],
    ['users.info', { user: 'U0NOBODY' }],
    ['users.list', {}],
    ['views.open', { trigger_id: 'made-up', view: VIEW }],
    ['views.publish', { user_id: 'U0NOBODY', view: { type: 'home', blocks: [] } }],
  ])('%s %o ends as in ours', async (method, fields) => {
    const place = (channel: string) => (fields.channel === '#' ? { ...fields, channel } : fields);
    const ours = await createFakeSlack().fetch(`https://slack.com/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${WORKSPACE.bot.token}` },
      body: formOf(place(WORKSPACE.channel.id)),
    });
    const outcome = ({ ok, error }: Record<string, unknown>) => ({ ok, error });
    expect(outcome((await ours.json()) as Record<string, unknown>)).toEqual(
      outcome(await callTheirs(method, place(THEIR_CHANNEL))),
    );
  });
});
