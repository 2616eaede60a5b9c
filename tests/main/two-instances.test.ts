import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readState } from '../../src/playground/fake-slack/element-values.ts';
import {
  commandPayload,
  eventPayload,
  mentionEvent,
  submissionPayload,
  teamJoinEvent,
} from '../../src/playground/fake-slack/payloads.ts';
import { openStore } from '../../src/store/open-store.ts';
import { KNOWLEDGE_DIR } from '../support/build.ts';
import { type Server, startPostgres } from '../support/engines.ts';
import { type Bot, createBots, findFreePort } from '../support/process.ts';
import { encodePosting, signPosting } from '../support/signing.ts';
import { BOT_TOKEN, openSlack, SIGNING_SECRET } from '../support/slack.ts';

const bots = createBots();
let postgres: Server;
let slack: Awaited<ReturnType<typeof openSlack>>;
const instances: { bot: Bot; port: number }[] = [];

beforeAll(async () => {
  [postgres, slack] = await Promise.all([startPostgres(), openSlack(), bots.prepare()]);
  const url = await postgres.newUrl();
  for (let i = 0; i < 2; i++) {
    const port = await findFreePort();
    const bot = bots.start({
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: slack.apiUrl,
      DATABASE_URL: url,
      HOST: '127.0.0.1',
      PORT: String(port),
      KNOWLEDGE_DIR,
    });
    await bot.logged({ event: 'start', mode: 'http' });
    instances.push({ bot, port });
  }
  store = await openStore({ url });
}, 120_000);
afterAll(async () => {
  await store?.close();
  await bots.finish();
  await slack?.close();
  await postgres?.remove();
});

let store: Awaited<ReturnType<typeof openStore>>;

async function post(
  at: number,
  kind: 'events_api' | 'slash_commands' | 'interactive',
  payload: Record<string, unknown>,
) {
  const { type, body } = encodePosting(kind, payload);
  const response = await fetch(`http://127.0.0.1:${instances[at]?.port}/slack/events`, {
    method: 'POST',
    headers: { 'content-type': type, ...signPosting(body, SIGNING_SECRET) },
    body,
  });
  return response.text();
}

describe('two instances on one PostgreSQL', () => {
  it('answer an event once, whichever of them it reaches, also at the same time', async () => {
    const payloads = Array.from({ length: 5 }, (_, i) =>
      eventPayload(
        mentionEvent(
          '<@U0WHOOWNS> backlog',
          { user: 'U0NEWHIRE', channel: 'C0GENERAL' },
          `1700000000.00000${i}`,
        ),
      ),
    );
    const before = slack.fake.messages.length;
    await Promise.all(payloads.flatMap((payload) => [0, 1].map((at) => post(at, 'events_api', payload))));
    for (const payload of payloads) await post(1, 'events_api', payload);
    const outcomes = () =>
      instances.flatMap(({ bot }) => bot.log().filter(({ event }) => event === 'app_mention'));
    await vi.waitUntil(() => outcomes().length === 15, { timeout: 30_000, interval: 20 });
    expect(outcomes().filter(({ outcome }) => outcome === 'topic')).toHaveLength(5);
    expect(slack.fake.messages.length - before).toBe(5);
  });

  it('know within a second what was set on the other', async () => {
    const ask = async (at: number) =>
      post(
        at,
        'slash_commands',
        commandPayload('backlog', { user: 'U0NEWHIRE', channel: 'C0CHECKOUT' }, slack.fake),
      );
    for (const at of [0, 1]) expect(await ask(at)).not.toContain('Olga');
    const admin = { user: 'U0ADMIN', channel: 'C0CHECKOUT' };
    await post(0, 'slash_commands', commandPayload('assign', admin, slack.fake));
    const dialog = await vi.waitUntil(() => slack.fake.views.dialogsOf('U0ADMIN').at(-1), 5_000);
    const people = { 'people:product-owner': { people: ['U0OWNER'] } };
    const values = readState(dialog.view.blocks as Parameters<typeof readState>[0], people);
    await post(0, 'interactive', submissionPayload(dialog, slack.fake, values));
    const set = performance.now();
    for (const at of [1, 0]) {
      await vi.waitUntil(async () => (await ask(at)).includes('Olga Petrova'), {
        timeout: 5_000,
        interval: 20,
      });
    }
    expect(performance.now() - set).toBeLessThan(1000);
  });

  it('greet somebody who joins once, whichever of them hears of it', async () => {
    const memory = store.workspace('T0LOCAL01');
    await memory.changeSettings({ greet: 'on', greetBy: 'U0ADMIN' });
    const person = slack.fake.world.addPerson();
    const heard = () =>
      instances.flatMap(({ bot }) => bot.log().filter(({ event }) => event === 'team_join'));
    const join = teamJoinEvent(person);
    // Three events of their own, as Slack sends for one person on some plans, each to both.
    const payloads = [1, 2, 3].map(() => eventPayload(join));
    await vi.waitUntil(
      async () => {
        // The setting may reach an instance a moment later.
        const probe = eventPayload(teamJoinEvent({ ...person, id: 'U0GUESTX', kind: 'guest' }));
        const { length } = heard();
        await post(0, 'events_api', probe);
        await vi.waitUntil(() => heard().length > length, { timeout: 2_000, interval: 20 });
        return heard().at(-1)?.outcome === 'not for them';
      },
      { timeout: 5_000, interval: 100 },
    );
    const { length } = heard();
    await Promise.all(payloads.flatMap((payload) => [0, 1].map((at) => post(at, 'events_api', payload))));
    await vi.waitUntil(() => heard().length === length + 6, { timeout: 30_000, interval: 20 });
    const greetings = slack.fake.messages.filter(({ channel }) => channel === `D${person.id.slice(1)}`);
    expect(greetings).toHaveLength(1);
  });
});
