import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WORKSPACE } from '../../../src/playground/fake-slack/world.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { LEARNING } from '../../support/bot.ts';
import { openFragile } from '../../support/fragile.ts';
import { ADAM, NIA, shown, startWorkspace, type Workspace } from '../../support/workspace.ts';

const LUNCH = 'who buys the fruit baskets?';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const questions = async ({ store }: Workspace) =>
  (await store.workspace(WORKSPACE.team).records('question')).length;
const ask = async (world: Workspace, as: string, text: string) =>
  (await world.say(as, `/whoowns ${text}`))[0];

describe('the background jobs', { timeout: LEARNING }, () => {
  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ['Date', 'setTimeout', 'clearTimeout'],
      now: Date.parse('2026-03-03T09:00:00Z'),
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('begin a minute after the start, come back every five minutes, and end when they are stopped', async () => {
    const world = await startWorkspace();
    await ask(world, NIA, LUNCH);
    world.jobs.start();
    vi.setSystemTime(Date.now() + 91 * DAY);
    await vi.advanceTimersByTimeAsync(MINUTE - 1);
    expect(await questions(world)).toBe(1);
    await vi.advanceTimersByTimeAsync(2);
    expect(await questions(world)).toBe(0);

    await ask(world, NIA, LUNCH);
    vi.setSystemTime(Date.now() + 91 * DAY);
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    expect(await questions(world)).toBe(0);

    await ask(world, NIA, LUNCH);
    world.jobs.stop();
    vi.setSystemTime(Date.now() + 91 * DAY);
    await vi.advanceTimersByTimeAsync(2 * HOUR);
    expect(await questions(world)).toBe(1);
  });

  it('that are hourly are done by one of two instances in each hour', async () => {
    const store = await openStore({ url: 'memory:' });
    const shared = { ...store, shared: true };
    const [one, two] = [await startWorkspace({ store: shared }), await startWorkspace({ store: shared })];
    await one.jobs.runAll();
    await ask(one, NIA, LUNCH);
    await store.workspace(WORKSPACE.team).changeSettings({ keepDays: 0 });
    await two.jobs.runAll();
    expect(await questions(one)).toBe(1);
    vi.setSystemTime(Date.now() + HOUR);
    await two.jobs.runAll();
    expect(await questions(one)).toBe(0);
  });

  it('remove counts after four hundred days, and what was withdrawn after a year', async () => {
    const world = await startWorkspace();
    await ask(world, NIA, LUNCH);
    await world.press(ADAM, (await ask(world, ADAM, 'gaps')) as never, 'Not ours');
    await world.press(ADAM, (await ask(world, ADAM, 'taught')) as never, 'Withdraw');
    const memory = world.store.workspace(WORKSPACE.team);
    vi.setSystemTime(Date.now() + 364 * DAY);
    await world.jobs.runAll();
    expect(shown(await ask(world, ADAM, 'taught'))).toContain('Withdrawn');
    vi.setSystemTime(Date.now() + 2 * DAY);
    await world.jobs.runAll();
    expect(shown(await ask(world, ADAM, 'taught'))).not.toContain('Withdrawn');
    expect((await memory.counts(1_000)).get('asked')).toBe(1);
    vi.setSystemTime(Date.now() + 36 * DAY);
    await world.jobs.runAll();
    expect((await memory.counts(1_000)).get('asked')).toBeUndefined();
  });
});

it('one that fails keeps no other from its turn', { timeout: LEARNING }, async () => {
  const { store, trouble } = await openFragile();
  const world = await startWorkspace({ store });
  await ask(world, NIA, LUNCH);
  await store.workspace(WORKSPACE.team).changeSettings({ keepDays: 0 });
  trouble.fails = (method) => method === 'removeOldRecords' || method === 'removeOldCounts';
  await world.jobs.runAll();
  expect(await questions(world)).toBe(0);
});
