import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Posted } from '../../../src/playground/fake-slack/messages.ts';
import { WORKSPACE } from '../../../src/playground/fake-slack/world.ts';
import { LEARNING } from '../../support/bot.ts';
import { ask, LUNCH, only } from '../../support/learning.ts';
import {
  ADAM,
  EMRE,
  NIA,
  noticePeople,
  OLGA,
  shown,
  startWorkspace,
  type Workspace,
} from '../../support/workspace.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// A Tuesday. Adam is in Los Angeles, where the clock changes on Sunday, 8 March: nine o'clock is 16:00 in UTC after it.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-03T09:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const MONDAY_AT_NINE = '2026-03-09T16:00:00Z';
const isDigest = (message: Posted) => shown(message).includes('switches this off');
/** Lets the bot do what is due at an instant; gives the digests. */
async function runAt(world: Workspace, instant: string | number): Promise<Posted[]> {
  vi.setSystemTime(typeof instant === 'string' ? Date.parse(instant) : instant);
  return (await world.during(() => world.jobs.runAll())).filter(isDigest);
}
const nameMaintainers = async (world: Workspace, ...caretakers: string[]) => {
  await world.say(ADAM, '/whoowns settings');
  await world.submit(ADAM, { caretakers: { caretakers } });
};

/** Adam lives in another time zone, and Slack says so. */
async function move(world: Workspace, tz: string): Promise<void> {
  const adam = world.slack.world.people.get(ADAM);
  if (!adam) throw new Error('There is no Adam.');
  (adam as { tz: string }).tz = tz;
  await noticePeople(world);
}

describe('the weekly digest', { timeout: LEARNING }, () => {
  it('is switched on, comes on Monday from nine, and is switched off again', async () => {
    const world = await startWorkspace();
    expect((await ask(world, ADAM, 'digest')).text).toContain('is on');
    await ask(world, NIA, 'who orders the backlog?');
    await ask(world, NIA, LUNCH);
    expect(await runAt(world, '2026-03-09T15:59:00Z')).toEqual([]);
    const digest = only(await runAt(world, MONDAY_AT_NINE));
    expect(digest.channel).toBe('D0ADMIN');
    expect(shown(digest)).toContain(
      '2 questions last week: 1 answered, 1 unanswered, 0 needed a follow-up question.',
    );
    expect(shown(digest)).toContain('*Most asked topics*\n•  The order of the backlog: 1');
    expect(shown(digest)).toContain('*The biggest gap*\n•  “who buys the fruit baskets?”: 1');
    expect((await ask(world, ADAM, 'digest')).text).toContain('is off');
    expect(await runAt(world, Date.parse(MONDAY_AT_NINE) + 7 * DAY)).toEqual([]);
  });

  it('has each day in one week, however late on Monday it comes: nothing of the week before, and nothing lost', async () => {
    const world = await startWorkspace();
    await ask(world, ADAM, 'digest');
    const asked: number[] = [];
    for (const day of ['2026-03-07', '2026-03-08', '2026-03-09', '2026-03-10', '2026-03-15', '2026-03-16']) {
      vi.setSystemTime(Date.parse(`${day}T15:30:00Z`));
      await ask(world, NIA, 'who orders the backlog?');
      // At ten in the morning, and the second time in the evening.
      const hour = day < '2026-03-12' ? '17' : '23';
      for (const { text } of await runAt(world, `${day}T${hour}:00:00Z`))
        asked.push(Number.parseInt(text, 10));
    }
    // Saturday and Sunday; then Monday, Tuesday and Sunday.
    expect(asked).toEqual([2, 3]);
  });

  it('comes later on Monday where the bot was down, and not on Tuesday', async () => {
    const world = await startWorkspace();
    await ask(world, ADAM, 'digest');
    expect(await runAt(world, '2026-03-10T06:59:00Z')).toHaveLength(1);
    expect(await runAt(world, '2026-03-17T07:01:00Z')).toEqual([]);
  });

  it('costs Slack one message in a week, and one look at the person at most', async () => {
    const world = await startWorkspace();
    await ask(world, ADAM, 'digest');
    const before = world.slack.calls.length;
    for (let at = Date.now(); at < Date.parse('2026-03-10T09:00:00Z'); at += 30 * MINUTE)
      await runAt(world, at);
    const calls = world.slack.calls.slice(before).map(({ method }) => method);
    expect(calls.filter((method) => method !== 'users.info')).toEqual(['chat.postMessage']);
    // Once a day it is asked who has left.
    expect(calls.length).toBeLessThanOrEqual(2 + 7);
  });

  it('comes each week though nobody asks anything, the first on the Monday after it was switched on', async () => {
    const world = await startWorkspace();
    vi.setSystemTime(Date.parse('2026-03-09T18:00:00Z'));
    await ask(world, ADAM, 'digest');
    expect(await runAt(world, '2026-03-09T19:00:00Z')).toEqual([]);
    for (let week = 1; week <= 3; week++) {
      const digest = only(await runAt(world, Date.parse(MONDAY_AT_NINE) + week * 7 * DAY));
      expect(shown(digest)).toContain('No questions last week.');
    }
  });

  it('ends for somebody who is no maintainer any more, and can be switched off by them', async () => {
    const world = await startWorkspace();
    await nameMaintainers(world, EMRE, OLGA);
    await ask(world, EMRE, 'digest');
    await ask(world, OLGA, 'digest');
    await nameMaintainers(world);
    expect((await ask(world, EMRE, 'digest')).text).toContain('digest is off');
    expect(await runAt(world, '2026-03-09T18:00:00Z')).toEqual([]);
    expect(await world.store.workspace(WORKSPACE.team).records('digest')).toEqual([]);
  });

  it('of somebody who leaves, or is forgotten, comes no more', async () => {
    const world = await startWorkspace();
    await nameMaintainers(world, EMRE);
    await ask(world, EMRE, 'digest');
    await ask(world, ADAM, 'digest');
    await world.act(ADAM, { act: 'leave', person: EMRE });
    await ask(world, ADAM, 'forget me');
    expect(await runAt(world, '2026-03-09T18:00:00Z')).toEqual([]);
  });

  it('is tried again in an hour where Slack has refused it, and keeps nobody else from theirs', async () => {
    const world = await startWorkspace({ errors: ['fatal_error'] });
    await nameMaintainers(world, OLGA);
    vi.setSystemTime(Date.parse('2026-03-03T10:00:00Z'));
    await ask(world, ADAM, 'digest');
    await ask(world, OLGA, 'digest');
    world.slack.failNext('chat.postMessage', { error: 'fatal_error' });
    const start = Date.parse('2026-03-09T17:00:00Z');
    const first = await runAt(world, start);
    expect(first).toHaveLength(1);
    expect(await runAt(world, start + 5 * MINUTE)).toEqual([]);
    const second = await runAt(world, start + HOUR);
    expect([...first, ...second].map(({ channel }) => channel).sort()).toEqual(['D0ADMIN', 'D0OWNER']);
  });

  it('is not sent twice where nobody can say whether it has arrived', async () => {
    const world = await startWorkspace({ errors: ['undefined'] });
    await ask(world, ADAM, 'digest');
    world.slack.failNext('chat.postMessage', { status: 500 });
    expect(await runAt(world, MONDAY_AT_NINE)).toEqual([]);
    expect(await runAt(world, Date.parse(MONDAY_AT_NINE) + HOUR)).toEqual([]);
    expect(await runAt(world, Date.parse(MONDAY_AT_NINE) + 7 * DAY)).toHaveLength(1);
  });

  it('comes at nine where the person is by then', async () => {
    const world = await startWorkspace();
    await ask(world, ADAM, 'digest');
    await move(world, 'Pacific/Honolulu');
    expect(await runAt(world, MONDAY_AT_NINE)).toEqual([]);
    expect(await runAt(world, '2026-03-09T19:00:00Z')).toHaveLength(1);
    await move(world, 'Pacific/Pago_Pago');
    expect(await runAt(world, '2026-03-09T20:00:00Z')).toEqual([]);
  });
});
