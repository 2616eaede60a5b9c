import { setImmediate } from 'node:timers/promises';
import { type App, type ReceiverEvent, ReceiverMultipleAckError } from '@slack/bolt';
import { expect, it, type TestContext, vi } from 'vitest';
import { openLog } from '../../src/log.ts';
import {
  commandPayload,
  directMessageEvent,
  eventPayload,
} from '../../src/playground/fake-slack/payloads.ts';
import { WORKSPACE } from '../../src/playground/fake-slack/world.ts';
import { openOutgoing } from '../../src/slack/connection/outgoing.ts';
import { SocketReceiver } from '../../src/slack/connection/socket-receiver.ts';
import { createInFlight } from '../../src/slack/in-flight.ts';
import { createBoltLogger } from '../../src/slack/journal.ts';
import { APP_TOKEN, openSlack } from '../support/slack.ts';

const SPOT = { user: WORKSPACE.person.id, channel: WORKSPACE.channel.id };
const MESSAGE = eventPayload(directMessageEvent('a question', { ...SPOT, channel: WORKSPACE.direct.id }));

/** A receiver that is connected to a Slack on loopback, and hands each payload to `work`. */
async function open(
  work: (event: ReceiverEvent) => Promise<void>,
  onTestFinished: TestContext['onTestFinished'],
  { heartbeat = 2_000 } = {},
) {
  const slack = await openSlack();
  const lines: string[] = [];
  const log = openLog('info', { write: (line) => void lines.push(line) });
  const receiver = new SocketReceiver({
    appToken: APP_TOKEN,
    slackApiUrl: slack.apiUrl,
    logger: createBoltLogger(log),
    log,
    inFlight: createInFlight(),
    outgoing: await openOutgoing(undefined),
    fetch,
    heartbeat,
    onTurnedAway: () => {},
  });
  // Of an app the receiver knows this one method.
  receiver.init({ processEvent: work } as unknown as App);
  onTestFinished(async () => {
    await slack.close();
    await receiver.stop();
  });
  await receiver.start();
  return { slack, receiver, log: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

it('hands over what is delivered again with how often and why, as over HTTP', async ({ onTestFinished }) => {
  const events: ReceiverEvent[] = [];
  const { slack } = await open(async (event) => {
    events.push(event);
    await event.ack();
  }, onTestFinished);
  expect(await slack.deliver('events_api', MESSAGE, 2)).toEqual({});
  expect(events[0]).toMatchObject({ body: MESSAGE, retryNum: 2, retryReason: 'timeout' });
});

it('acknowledges with a text or with blocks, and only once', async ({ onTestFinished }) => {
  let second: unknown;
  const { slack } = await open(async ({ ack, body }) => {
    await ack(body.text === 'text' ? 'An answer.' : { text: 'An answer.', blocks: [] });
    second = await ack().catch((error: unknown) => error);
  }, onTestFinished);
  const deliver = (text: string) => slack.deliver('slash_commands', commandPayload(text, SPOT, slack.fake));
  expect(await deliver('text')).toEqual({ text: 'An answer.' });
  expect(await deliver('blocks')).toEqual({ text: 'An answer.', blocks: [] });
  expect(second).toBeInstanceOf(ReceiverMultipleAckError);
});

it('acknowledges an envelope of a kind that it does not know', async ({ onTestFinished }) => {
  const { slack } = await open(async () => {}, onTestFinished);
  expect(await slack.deliver('something_new' as never, { type: 'something_new' })).toEqual({});
});

it('replaces a socket on which nothing comes back any more', async ({ onTestFinished }) => {
  const { slack, receiver } = await open(async () => {}, onTestFinished, { heartbeat: 30 });
  slack.freeze();
  await vi.waitUntil(() => slack.sockets().opened === 2, { timeout: 5_000, interval: 5 });
  await vi.waitUntil(() => receiver.isConnected());
});

it('leaves a socket alone that has nothing to say and still answers', async ({ onTestFinished }) => {
  const { slack } = await open(async () => {}, onTestFinished, { heartbeat: 40 });
  await vi.waitUntil(() => slack.pings() >= 20, { timeout: 10_000 });
  expect(slack.sockets()).toEqual({ opened: 1, open: 1 });
});

it('answers a command by response_url that comes while it says goodbye', async ({ onTestFinished }) => {
  const { slack, receiver, log } = await open(({ ack }) => ack({ text: 'An answer.' }), onTestFinished);
  const socket = slack.freeze();
  const stopped = receiver.stop();
  const sent = socket.deliver('slash_commands', commandPayload('backlog', SPOT, slack.fake));
  socket.thaw();
  await stopped;
  await vi.waitUntil(() => slack.fake.messages.length > 0);
  expect(slack.fake.messages).toEqual([expect.objectContaining({ text: 'An answer.', only: SPOT.user })]);
  expect(sent.acknowledged()).toBe(false);
  expect(log()).toContainEqual(expect.objectContaining({ outcome: 'answered by response_url' }));
});

it('goes on with the work on an event whose acknowledgement cannot be sent', async ({ onTestFinished }) => {
  let worked = false;
  const { slack, log } = await open(async ({ ack }) => {
    await setImmediate(); // until the socket is closed
    await ack();
    worked = true;
  }, onTestFinished);
  slack.deliverAndClose('events_api', MESSAGE);
  await vi.waitUntil(() => worked);
  expect(log()).toContainEqual(expect.objectContaining({ outcome: 'not acknowledged' }));
});

it('answers a command by response_url where the socket breaks before the acknowledgement has arrived', async ({
  onTestFinished,
}) => {
  let worked = false;
  const { slack } = await open(async ({ ack }) => {
    await ack({ text: 'An answer.' });
    worked = true;
  }, onTestFinished);
  const socket = slack.freeze();
  socket.deliver('slash_commands', commandPayload('backlog', SPOT, slack.fake));
  await vi.waitUntil(() => worked);
  socket.cut();
  await vi.waitUntil(() => slack.fake.messages.length > 0);
  expect(slack.fake.messages).toEqual([expect.objectContaining({ text: 'An answer.', only: SPOT.user })]);
});

it.for<[string, object]>([
  ['that everybody in the channel sees', { response_type: 'in_channel', text: 'An answer.' }],
  ['that holds no answer', {}],
])('does not repeat an acknowledgement %s', async ([, answer], { onTestFinished }) => {
  const { slack, receiver } = await open(({ ack }) => ack(answer), onTestFinished);
  const command = commandPayload('backlog', SPOT, slack.fake);
  await slack.deliver('slash_commands', command);
  slack.cut();
  await vi.waitUntil(() => slack.sockets().opened === 2 && receiver.isConnected());
  await slack.deliver('slash_commands', command);
  expect(slack.fake.messages).toEqual([]);
});

it('does not repeat an answer that Slack has surely got', async ({ onTestFinished }) => {
  const { slack, receiver } = await open(({ ack }) => ack({ text: 'An answer.' }), onTestFinished, {
    heartbeat: 40,
  });
  const command = commandPayload('backlog', SPOT, slack.fake);
  await slack.deliver('slash_commands', command);
  const since = slack.pings();
  await vi.waitUntil(() => slack.pings() >= since + 3);
  slack.cut();
  await vi.waitUntil(() => slack.sockets().opened === 2 && receiver.isConnected());
  await slack.deliver('slash_commands', command);
  expect(slack.fake.messages).toEqual([]);
});
