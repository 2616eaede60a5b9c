import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Posted } from '../../../src/playground/stand-in/messages.ts';
import { WORKSPACE } from '../../../src/playground/stand-in/world.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/types.ts';
import { LEARNING } from '../../support/bot.ts';
import { ADAM, EMRE, NIA, OLGA, startWorkspace, textsOf, type Workspace } from '../../support/workspace.ts';

const LUNCH = 'who buys the fruit baskets?';
const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

// A Tuesday. Adam is in Los Angeles, where the clock changes on Sunday, 8 March.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-03T09:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const ask = async (world: Workspace, as: string, text: string): Promise<Posted | undefined> =>
  (await world.say(as, `/whoowns ${text}`)).at(-1);
const due = (world: Workspace) => world.slack.schedule.list;
const textDue = (world: Workspace) => textsOf(due(world)[0]?.args.blocks).join('\n');
const at = (time: string) => vi.setSystemTime(Date.parse(time));
/** Lets Slack send what is due, then lets the bot do what it does each hour. */
const hour = async (world: Workspace) => {
  world.slack.schedule.pass(Date.now());
  await world.jobs.runAll();
};
const nameCaretakers = async (world: Workspace, ...caretakers: string[]) => {
  await world.say(ADAM, '/whoowns settings');
  await world.submit(ADAM, { caretakers: { caretakers } });
};
const scheduled = (world: Workspace) =>
  world.slack.calls.filter(({ method }) => method === 'chat.scheduleMessage').length;

describe('the weekly digest', { timeout: LEARNING }, () => {
  it('is switched on, sent by Slack on Monday at nine, and switched off again', async () => {
    const world = await startWorkspace();
    const [direct, told] = await world.say(ADAM, '/whoowns digest');
    expect(direct?.channel).toBe('D0ADMIN');
    expect(told?.text).toContain('is on');
    await ask(world, NIA, 'who orders the backlog?');
    await ask(world, NIA, LUNCH);
    at('2026-03-09T14:30:00Z');
    await hour(world);
    expect(due(world)).toHaveLength(1);
    expect((due(world)[0]?.postAt ?? 0) * 1000).toBe(Date.parse('2026-03-09T16:00:00Z'));
    expect(textDue(world)).toContain('people asked me 2 times: 1 answered, 1 that the documents do not say');
    expect(textDue(world)).toContain('*The topics that people ask for most*\n•  The order of the backlog: 1');
    expect(textDue(world)).toContain('*The biggest gap*\n•  “who buys the fruit baskets?”: 1');
    expect((await ask(world, ADAM, 'digest'))?.text).toContain('is off');
    expect(due(world)).toEqual([]);
  });

  it('has each day in one week: nothing of the week before, and nothing lost', async () => {
    const world = await startWorkspace();
    await world.say(ADAM, '/whoowns digest');
    const asked: number[] = [];
    for (const day of ['2026-03-07', '2026-03-08', '2026-03-09', '2026-03-10', '2026-03-15', '2026-03-16']) {
      at(`${day}T15:30:00Z`);
      await hour(world);
      await ask(world, NIA, 'who orders the backlog?');
      const before = world.slack.messages.length;
      at(`${day}T17:00:00Z`);
      await hour(world);
      for (const { text } of world.slack.messages.slice(before)) {
        asked.push(text.includes('once') ? 1 : Number(/me (\d+) times/.exec(text)?.[1] ?? 0));
      }
    }
    // Saturday and Sunday; then Monday, Tuesday and Sunday.
    expect(asked).toEqual([2, 3]);
  });

  it('comes each week though nobody asks anything', async () => {
    const world = await startWorkspace();
    await world.say(ADAM, '/whoowns digest');
    for (let week = 0; week < 3; week++) {
      vi.setSystemTime(Date.now() + 7 * DAY);
      await hour(world);
      expect(due(world)).toHaveLength(1);
      expect((due(world)[0]?.postAt ?? 0) * 1000).toBeGreaterThan(Date.now());
    }
    expect(textDue(world)).toContain('nobody has asked me anything');
  });

  it('is left as it is with Slack while nothing changes', async () => {
    const world = await startWorkspace();
    await world.say(ADAM, '/whoowns digest');
    for (let i = 0; i < 5; i++) {
      vi.setSystemTime(Date.now() + HOUR);
      await hour(world);
    }
    expect(scheduled(world)).toBe(1);
    await ask(world, NIA, LUNCH);
    vi.setSystemTime(Date.now() + HOUR);
    await hour(world);
    expect(scheduled(world)).toBe(2);
    expect(due(world)).toHaveLength(1);
  });

  it('ends for somebody who looks after the bot no more, and can be switched off by them', async () => {
    const world = await startWorkspace();
    await nameCaretakers(world, EMRE, OLGA);
    await world.say(EMRE, '/whoowns digest');
    await world.say(OLGA, '/whoowns digest');
    await nameCaretakers(world);
    expect((await ask(world, EMRE, 'digest'))?.text).toContain('digest is off');
    vi.setSystemTime(Date.now() + DAY);
    await hour(world);
    expect(due(world)).toEqual([]);
  });

  it('is one, where another instance renews it at the same time', async () => {
    const real = await openStore({ url: 'memory:' });
    let isFirst = false;
    const store: Store = {
      ...real,
      workspace(key) {
        const memory = real.workspace(key);
        return {
          ...memory,
          async update(kind, id, step) {
            if (isFirst && kind === 'digest') await memory.update(kind, id, () => ({ channel: 'D0ADMIN' }));
            return memory.update(kind, id, step);
          },
        };
      },
    };
    const world = await startWorkspace({ store });
    await world.say(ADAM, '/whoowns digest');
    const [before] = due(world);
    await ask(world, NIA, LUNCH);
    vi.setSystemTime(Date.now() + HOUR);
    isFirst = true;
    await hour(world);
    // The other has called back the one before, and schedules the new one.
    expect(scheduled(world)).toBe(1);
    expect(due(world)).not.toContain(before);
    isFirst = false;
    vi.setSystemTime(Date.now() + HOUR);
    await hour(world);
    expect(due(world)).toHaveLength(1);
  });

  it('is one, where Slack does not call back the one before', async () => {
    const world = await startWorkspace({ errors: ['internal_error'] });
    await world.say(ADAM, '/whoowns digest');
    await ask(world, NIA, LUNCH);
    vi.setSystemTime(Date.now() + HOUR);
    world.slack.failNext('chat.deleteScheduledMessage', { error: 'internal_error' });
    await hour(world);
    expect(due(world)).toHaveLength(1);
    vi.setSystemTime(Date.now() + HOUR);
    await hour(world);
    expect(due(world)).toHaveLength(1);
    expect(textDue(world)).toContain('fruit baskets');
  });

  it('is one, where the answer of Slack was lost', async () => {
    const world = await startWorkspace();
    world.slack.failNext('chat.scheduleMessage', { lost: true });
    await world.say(ADAM, '/whoowns digest');
    expect(due(world)).toHaveLength(1);
    await ask(world, NIA, LUNCH);
    vi.setSystemTime(Date.now() + HOUR);
    await hour(world);
    expect(due(world)).toHaveLength(1);
    expect(textDue(world)).toContain('fruit baskets');
  });

  it('comes no more once it is switched off, though Slack has not called it back at first', async () => {
    const world = await startWorkspace({ errors: ['internal_error'] });
    await world.say(ADAM, '/whoowns digest');
    world.slack.failNext('chat.deleteScheduledMessage', { error: 'internal_error' });
    expect((await ask(world, ADAM, 'digest'))?.text).toContain('is off');
    vi.setSystemTime(Date.now() + HOUR);
    await hour(world);
    expect(due(world)).toEqual([]);
    expect((await ask(world, ADAM, 'digest'))?.text).toContain('is on');
    expect(due(world)).toHaveLength(1);
  });

  it('of somebody who wants to be forgotten is called back first', async () => {
    const world = await startWorkspace({ errors: ['internal_error'] });
    await world.say(ADAM, '/whoowns digest');
    world.slack.failNext('chat.deleteScheduledMessage', { error: 'internal_error' });
    expect((await ask(world, ADAM, 'forget me'))?.text).toContain('I have forgotten nothing yet');
    expect((await ask(world, ADAM, 'forget me'))?.text).not.toContain('not yet');
    expect(due(world)).toEqual([]);
    expect(await world.store.workspace(WORKSPACE.team).records('digest')).toEqual([]);
  });

  it('stays as it was where Slack does not take the new one, and keeps nobody else from theirs', async () => {
    const world = await startWorkspace({ errors: ['invalid_scheduled_message_id', 'channel_not_found'] });
    await nameCaretakers(world, OLGA);
    await world.say(ADAM, '/whoowns digest');
    await world.say(OLGA, '/whoowns digest');
    const memory = world.store.workspace(WORKSPACE.team);
    await memory.update('digest', OLGA, (value) => ({ ...(value as object), channel: 'D0NOWHERE' }));
    await ask(world, NIA, LUNCH);
    vi.setSystemTime(Date.now() + HOUR);
    await hour(world);
    expect(due(world).map(({ channel }) => channel)).toHaveLength(2);
    const his = due(world).find(({ channel }) => channel === 'D0ADMIN');
    expect(textsOf(his?.args.blocks).join('\n')).toContain('fruit baskets');
    const hers = due(world).find(({ channel }) => channel !== 'D0ADMIN');
    expect(textsOf(hers?.args.blocks).join('\n')).not.toContain('fruit baskets');
  });
});
