import { describe, expect, it } from 'vitest';
import { eventPayload } from '../../../src/playground/fake-slack/payloads.ts';
import type { Store } from '../../../src/store/open-store.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { LEARNING, startBot } from '../../support/bot.ts';
import { only } from '../../support/learning.ts';
import { ADAM, EMRE, NIA, noticePeople, OLGA, shown, startWorkspace } from '../../support/workspace.ts';

const CHECKOUT = 'C0CHECKOUT';
const TEAM = 'T0LOCAL01';

describe('a person of whom something is kept', { timeout: LEARNING }, () => {
  it('has left, and is back, within a day, and Slack is asked once a day', async () => {
    const world = await startWorkspace();
    await world.say(EMRE, '/whoowns assign', CHECKOUT);
    await world.submit(EMRE, { 'people:product-owner': { people: [OLGA] } });
    const olga = world.slack.world.people.get(OLGA);
    if (!olga) throw new Error('There is no Olga.');
    const answer = async () => shown(only(await world.say(NIA, '/whoowns who is our PO?', CHECKOUT)));
    for (const [deleted, text] of [
      [true, 'has left'],
      [false, 'is *Olga Petrova*.'],
    ] as const) {
      olga.deleted = deleted;
      await noticePeople(world);
      expect(await answer()).toContain(text);
    }
    const before = world.slack.calls.length;
    await world.jobs.run('people');
    expect(world.slack.calls.length).toBe(before);
  });

  it('who comes back may be greeted, though they had left', async () => {
    const world = await startWorkspace();
    const nia = world.slack.world.people.get(NIA);
    if (!nia) throw new Error('There is no Nia.');
    await world.say(ADAM, '/whoowns onboard @nia');
    nia.deleted = true;
    await noticePeople(world);
    expect(shown(only(await world.say(ADAM, '/whoowns onboard')))).toContain('has left');
    nia.deleted = false;
    await noticePeople(world);
    expect(shown(only(await world.say(ADAM, '/whoowns onboard')))).not.toContain('has left');
    const posted = await world.say(ADAM, '/whoowns onboard @nia');
    expect(posted.some(({ channel }) => channel === 'D0NEWHIRE')).toBe(true);
  });
});

it('what was set for a channel moves along when its id changes', { timeout: LEARNING }, async () => {
  const world = await startWorkspace();
  await world.say(EMRE, '/whoowns assign', CHECKOUT);
  await world.submit(EMRE, { 'people:product-owner': { people: [OLGA] } });
  await world.store.workspace(TEAM).setHome(NIA, CHECKOUT);
  const event = { type: 'channel_id_changed', old_channel_id: CHECKOUT, new_channel_id: 'C0MOBILE' };
  await world.deliver(eventPayload(event));
  const { channels, homes, names } = await world.store.workspace(TEAM).snapshot();
  expect([...channels.keys()]).toEqual(['C0MOBILE']);
  expect(homes.get(NIA)).toBe('C0MOBILE');
  expect(names.get('C0MOBILE')?.name).toBe('checkout');
  expect(names.has(CHECKOUT)).toBe(false);
  expect(shown(only(await world.say(NIA, '/whoowns who is our PO?', 'C0MOBILE')))).toContain('Olga');
});

it('nothing is read or written for events that are not ours', { timeout: LEARNING }, async () => {
  const real = await openStore({ url: 'memory:' });
  let touched = 0;
  const store: Store = {
    ...real,
    workspace(key) {
      touched++;
      return real.workspace(key);
    },
  };
  const bot = await startBot({ store });
  touched = 0;
  for (const event of [
    { type: 'member_joined_channel', user: NIA, channel: CHECKOUT },
    { type: 'message', channel_type: 'im', subtype: 'message_changed', channel: 'D0NEWHIRE', ts: '1.1' },
    {
      type: 'message',
      channel_type: 'im',
      bot_id: 'B0OTHER',
      user: 'U0OTHER',
      channel: 'D0NEWHIRE',
      ts: '1.2',
    },
    { type: 'message', channel_type: 'channel', user: NIA, text: 'hm', channel: CHECKOUT, ts: '1.3' },
    { type: 'app_home_opened', tab: 'messages', user: NIA },
  ]) {
    await bot.deliver(eventPayload(event));
  }
  expect(touched).toBe(0);
});
