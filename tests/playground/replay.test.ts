import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openLog } from '../../src/log.ts';
import { createExchanges } from '../../src/playground/exchanges.ts';
import { createHands, messageId } from '../../src/playground/hands.ts';
import { readManifest } from '../../src/playground/manifest.ts';
import { openApp } from '../../src/playground/open-app.ts';
import { parseRecording, type Recording, recordConversation } from '../../src/playground/recording.ts';
import { replay } from '../../src/playground/replay.ts';
import { createStandIn } from '../../src/playground/stand-in/stand-in.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/types.ts';
import { openTestAnswerer, ROOT } from '../support/bot.ts';

const log = openLog('silent', { write: () => {} });
let answerer: Awaited<ReturnType<typeof openTestAnswerer>>;
let store: Store;

beforeAll(async () => {
  [answerer, store] = await Promise.all([openTestAnswerer(), openStore({ url: 'memory:' })]);
}, 120_000);

/** Has a conversation as the page would, and saves it. */
async function converse(): Promise<Recording> {
  const asked = readManifest(JSON.parse(await readFile(path.join(ROOT, 'manifest.json'), 'utf8')));
  const slack = createStandIn();
  const { receiver } = openApp({ answerer, store, log, fetch: slack.fetch });
  const exchanges = createExchanges({
    slack,
    deliver: (_, payload) => receiver.send({ ...payload }),
    changed: () => {},
  });
  const act = createHands({ slack, exchanges, asked });
  const place = 'C0GENERAL';
  await act('U0NEWHIRE', { act: 'say', place, text: '/whoowns backlog' });
  const reply = slack.messages.find(({ only }) => only === 'U0NEWHIRE');
  if (!reply) throw new Error('No reply.');
  const actions = reply.blocks.find(({ type }) => type === 'actions') as {
    block_id: string;
    elements: { action_id: string }[];
  };
  const share = actions.elements.find(({ action_id }) => action_id.startsWith('answer.share'));
  const on = { message: messageId(reply) };
  const press = { act: 'press', on, block: actions.block_id, value: null, fields: {} } as const;
  await act('U0NEWHIRE', { ...press, action: share?.action_id ?? '' });
  await act('U0ENGINEER', { act: 'say', place, text: '@whoowns who signs off a story?' });
  await act('U0OWNER', { act: 'say', place: 'D0OWNER', text: 'who makes the roadmap?' });
  return recordConversation(exchanges.list);
}

describe('a saved conversation', () => {
  it('is had again from its file, with nothing different', async () => {
    const recording = parseRecording(JSON.stringify(await converse()));
    expect(recording.exchanges.map(({ what, calls }) => [what, calls.length])).toEqual([
      ['slash command /whoowns', 0],
      [expect.stringMatching(/^button answer\.share/), 2],
      ['event: app_mention', 1],
      ['event: message.im', 1],
    ]);
    const { differences } = await replay(recording, { answerer, store, log });
    expect(differences).toEqual([]);
  });

  it('tells what is different: another answer, a call more, a call less', async () => {
    const recording = await converse();
    const [command, share, mention, direct] = recording.exchanges;
    if (!command || !share || !mention || !direct) throw new Error('Something is missing.');
    const changed: Recording = {
      ...recording,
      exchanges: [
        { ...command, ack: { text: 'something else' } },
        { ...share, calls: share.calls.slice(0, 1) },
        { ...mention, calls: [...mention.calls, ...mention.calls] },
        direct,
      ],
    };
    const { differences } = await replay(changed, { answerer, store, log });
    expect(differences.map(({ number, at }) => `${number}: ${at}`)).toEqual([
      '1: the acknowledgement',
      '2: call 2',
      '3: call 2',
    ]);
  });

  it.each([
    ['not JSON', '{', /not JSON/],
    ['something else', '{"format":"a cake"}', /not a saved conversation: format/],
    ['of a version to come', '{"format":"whoowns conversation","version":2,"exchanges":[]}', /version/],
  ])('that is %s is refused in words', (_, json, why) => {
    expect(() => parseRecording(json)).toThrow(why);
  });

  it('stands in the repository, and the bot still says the same', async () => {
    const file = path.join(ROOT, 'tests/playground/first-day.json');
    const recording = parseRecording(await readFile(file, 'utf8'));
    expect(recording.exchanges.length).toBeGreaterThan(4);
    const { differences } = await replay(recording, { answerer, store, log });
    // Where the change is meant: npm run replay -- --update tests/playground/first-day.json
    expect(differences).toEqual([]);
  });
});
