import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Posted } from '../../../src/playground/fake-slack/messages.ts';
import { WORKSPACE } from '../../../src/playground/fake-slack/world.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { LEARNING } from '../../support/bot.ts';
import { openFragile } from '../../support/fragile.ts';
import { ask, FRUIT, LUNCH, only, teach } from '../../support/learning.ts';
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

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const QUESTION = 'Is it still right?';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-03T09:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets the bot do what it does every hour, at this instant; gives the questions. */
async function runAt(world: Workspace, instant: string | number): Promise<Posted[]> {
  vi.setSystemTime(typeof instant === 'string' ? Date.parse(instant) : instant);
  const posted = await world.during(() => world.jobs.runAll());
  return posted.filter((message) => shown(message).includes(QUESTION));
}
const leave = (world: Workspace, id: string) => {
  const person = world.slack.world.people.get(id);
  if (!person) throw new Error(`No ${id}.`);
  person.deleted = true;
  return noticePeople(world);
};

/** Brings back from a backup what each of these people taught, in March. */
async function restore(world: Workspace, authors: readonly string[]): Promise<void> {
  const memory = world.store.workspace(WORKSPACE.team);
  const at = Date.parse('2026-03-03T09:00:00Z');
  for (const [i, by] of authors.entries()) {
    const said = { kind: 'answer', title: `Thing ${i}`, role: 'product-owner', answer: 'They do.' };
    const value = { ...said, source: 'wiki', asks: [`who does thing ${i}`], by, at, checked: at };
    await memory.update('taught', `t${i}`, () => value);
  }
}
/** Names those who look after the bot, beside the admins. */
async function name(world: Workspace, caretakers: readonly string[]): Promise<void> {
  await world.say(ADAM, '/whoowns settings');
  await world.submit(ADAM, { caretakers: { caretakers: [...caretakers] } });
}

describe('whether it is still right', { timeout: LEARNING }, () => {
  it('is asked of the author after ninety days; past that, the answer says so', async () => {
    const world = await startWorkspace();
    await teach(world);
    expect(await runAt(world, '2026-06-01T07:00:00Z')).toEqual([]);
    const question = only(await runAt(world, '2026-06-01T18:00:00Z'));
    expect(question.channel).toBe('D0ADMIN');
    expect(shown(question)).toContain('On 3 March 2026 you taught me this. Is it still right?');
    expect(shown(await ask(world, NIA, LUNCH))).toContain('Nobody has confirmed it since 3 March 2026');
    await world.press(ADAM, question, "It's still right");
    expect(shown(question)).toContain("Thanks! I'll ask again in 90 days.");
    expect(shown(question)).not.toContain('Withdraw');
    expect(shown(await ask(world, NIA, LUNCH))).not.toContain('Nobody has said');
    expect(await runAt(world, '2026-06-02T18:00:00Z')).toEqual([]);
    const later = shown(only(await runAt(world, '2026-08-31T18:00:00Z')));
    expect(later).toContain('Nobody has confirmed since 1 June 2026 what you taught me.');
  });

  it('is asked again every ninety days where the author does not say, and once each time', async () => {
    const world = await startWorkspace();
    await teach(world);
    const day = Date.parse('2026-06-01T18:00:00Z');
    expect(await runAt(world, day)).toHaveLength(1);
    expect(await runAt(world, day + HOUR)).toEqual([]);
    expect(await runAt(world, day + 89 * DAY)).toEqual([]);
    expect(await runAt(world, day + 91 * DAY)).toHaveLength(1);
    expect(await runAt(world, day + 91 * DAY + HOUR)).toEqual([]);
  });

  it('is asked on working days, by day', async () => {
    const world = await startWorkspace();
    await teach(world);
    // A Saturday, a Sunday, and Monday night where he lives.
    for (const instant of ['2026-06-06T18:00:00Z', '2026-06-07T18:00:00Z', '2026-06-08T12:00:00Z']) {
      expect(await runAt(world, instant)).toEqual([]);
    }
    expect(await runAt(world, '2026-06-08T18:00:00Z')).toHaveLength(1);
  });

  it.each([
    { name: 'has left', who: 'Emre Yildiz', go: (world: Workspace) => leave(world, EMRE) },
    {
      name: 'was forgotten',
      who: 'somebody',
      go: (world: Workspace) => world.say(EMRE, '/whoowns forget me'),
    },
  ])('is asked of one who looks after the bot where the author $name', async ({ who, go }) => {
    const world = await startWorkspace();
    await name(world, [EMRE, OLGA]);
    await ask(world, NIA, LUNCH);
    await world.press(EMRE, await ask(world, EMRE, 'gaps'), 'Answer this');
    await world.submit(EMRE, FRUIT);
    await go(world);
    const question = only(await runAt(world, '2026-06-01T12:00:00Z'));
    expect(question.channel).toBe('D0OWNER');
    expect(shown(question)).toContain(`On 3 March 2026 ${who} taught me this.`);
    await world.press(OLGA, question, "It's still right");
    expect(shown(await ask(world, NIA, LUNCH))).not.toContain('Nobody has said');
  });

  it('is asked of an admin who has had to do with it where nobody else is there', async () => {
    const world = await startWorkspace();
    await name(world, [EMRE]);
    await ask(world, NIA, LUNCH);
    await world.press(EMRE, await ask(world, EMRE, 'gaps'), 'Answer this');
    await world.submit(EMRE, FRUIT);
    await world.press(ADAM, await ask(world, ADAM, 'taught'), 'Edit');
    await world.submit(ADAM, { ...FRUIT, answer: { answer: 'The Product Owner, on Fridays.' } });
    await leave(world, EMRE);
    expect(only(await runAt(world, '2026-06-01T18:00:00Z')).channel).toBe('D0ADMIN');
  });

  it('is asked of the author though somebody else has edited it', async () => {
    const world = await startWorkspace();
    await teach(world);
    await name(world, [OLGA]);
    await world.press(OLGA, await ask(world, OLGA, 'taught'), 'Edit');
    await world.submit(OLGA, { ...FRUIT, answer: { answer: 'The Product Owner, on Fridays.' } });
    expect(only(await runAt(world, '2026-06-01T18:00:00Z')).channel).toBe('D0ADMIN');
  });

  it('is asked an hour later where Slack does not take it', async () => {
    const world = await startWorkspace({ errors: ['fatal_error'] });
    await teach(world);
    world.slack.failNext('chat.postMessage', { error: 'fatal_error' });
    expect(await runAt(world, '2026-06-01T18:00:00Z')).toEqual([]);
    expect(await runAt(world, '2026-06-01T19:00:00Z')).toHaveLength(1);
  });

  it('is asked by one of two instances', async () => {
    const store = await openStore({ url: 'memory:' });
    const world = await startWorkspace({ store });
    const other = await startWorkspace({ store });
    await teach(world);
    vi.setSystemTime(Date.parse('2026-06-01T18:00:00Z'));
    await Promise.all([world.jobs.runAll(), other.jobs.runAll()]);
    const asked = [...world.slack.messages, ...other.slack.messages].filter((message) =>
      shown(message).includes(QUESTION),
    );
    expect(asked).toHaveLength(1);
  });

  it('is not tried by another instance within minutes, while the first may be at it', async () => {
    const store = await openStore({ url: 'memory:' });
    const world = await startWorkspace({ store, errors: ['fatal_error'] });
    const other = await startWorkspace({ store });
    await restore(world, [ADAM]);
    world.slack.failNext('chat.postMessage', { error: 'fatal_error' });
    expect(await runAt(world, '2026-06-01T18:59:00Z')).toEqual([]);
    expect(await runAt(other, '2026-06-01T19:01:00Z')).toEqual([]);
    expect(await runAt(other, '2026-06-01T20:01:00Z')).toHaveLength(1);
  });

  it('is not asked of what was withdrawn, and nothing of that stays behind', async () => {
    const world = await startWorkspace();
    await teach(world);
    const question = only(await runAt(world, '2026-06-01T18:00:00Z'));
    await world.press(ADAM, question, 'Withdraw');
    expect(shown(question)).toContain('Withdrawn.');
    expect(await runAt(world, '2026-08-31T18:00:00Z')).toEqual([]);
    expect(await world.store.workspace(WORKSPACE.team).records('check')).toEqual([]);
  });

  it('is asked of what was brought back from a backup, a few at a time', async () => {
    const world = await startWorkspace();
    await restore(world, Array<string>(5).fill(ADAM));
    expect(await runAt(world, '2026-06-01T18:00:00Z')).toHaveLength(3);
    expect(await runAt(world, '2026-06-01T19:00:00Z')).toHaveLength(2);
    expect(await runAt(world, '2026-06-01T20:00:00Z')).toEqual([]);
  });

  it('is asked of a few dozen people in one run, and of the others in the next', async () => {
    const world = await startWorkspace();
    await restore(
      world,
      Array.from({ length: 40 }, () => world.slack.world.addPerson().id),
    );
    const first = await runAt(world, '2026-06-01T10:00:00Z');
    const second = await runAt(world, '2026-06-01T11:00:00Z');
    expect([first.length, second.length]).toEqual([30, 10]);
    expect(new Set([...first, ...second].map(({ channel }) => channel)).size).toBe(40);
  });

  it('is asked of everybody, whoever of them cannot be written to', async () => {
    const world = await startWorkspace({ errors: ['not_in_channel'] });
    const people = Array.from({ length: 40 }, () => world.slack.world.addPerson().id);
    await restore(world, people);
    for (const id of people.slice(3, -3)) {
      world.slack.world.directOf(id)?.members.delete(WORKSPACE.bot.user);
    }
    const first = await runAt(world, '2026-06-01T10:00:00Z');
    const second = await runAt(world, '2026-06-01T11:00:00Z');
    expect([...first, ...second]).toHaveLength(6);
  });

  it('is asked of one who looks after the bot where Slack knows nothing of the author for a week', async () => {
    const world = await startWorkspace({ errors: ['user_not_found'] });
    await name(world, [OLGA]);
    await restore(world, Array<string>(500).fill('U0ELSEWHERE'));
    const lookUps = () => world.slack.calls.filter(({ method }) => method === 'users.info').length;
    expect(await runAt(world, '2026-06-02T12:00:00Z')).toEqual([]);
    const before = lookUps();
    const asked = await runAt(world, '2026-06-09T12:00:00Z');
    expect(asked.map(({ channel }) => channel)).toEqual(['D0OWNER', 'D0OWNER', 'D0OWNER']);
    expect(before).toBeLessThan(6);
    expect(lookUps() - before).toBeLessThan(6);
  });

  it.each([
    { name: 'leaves', go: (world: Workspace) => leave(world, EMRE) },
    { name: 'wants to be forgotten', go: (world: Workspace) => world.say(EMRE, '/whoowns forget me') },
  ])('is asked of somebody else as soon as the author $name without a word', async ({ go }) => {
    const world = await startWorkspace();
    await name(world, [OLGA]);
    await restore(world, [EMRE]);
    expect(only(await runAt(world, '2026-06-01T12:00:00Z')).channel).toBe('D0ENGINEER');
    expect(await runAt(world, '2026-06-02T12:00:00Z')).toEqual([]);
    await go(world);
    expect(only(await runAt(world, '2026-06-03T12:00:00Z')).channel).toBe('D0OWNER');
    expect(await runAt(world, '2026-06-03T13:00:00Z')).toEqual([]);
  });

  it('is asked an hour later where the memory fails while Slack does not take it', async () => {
    const { store, trouble } = await openFragile();
    const world = await startWorkspace({ store, errors: ['fatal_error'] });
    await restore(world, [ADAM]);
    world.slack.failNext('chat.postMessage', { error: 'fatal_error' });
    let saves = 0;
    trouble.fails = (method) => method === 'update' && ++saves > 1;
    expect(await runAt(world, '2026-06-01T18:00:00Z')).toEqual([]);
    trouble.fails = () => false;
    expect(await runAt(world, '2026-06-01T19:00:00Z')).toHaveLength(1);
  });

  it.each(["It's still right", 'Edit', 'Withdraw'])(
    'makes place for what became of it where somebody presses “%s” too late',
    async (label) => {
      const world = await startWorkspace();
      await teach(world);
      const question = only(await runAt(world, '2026-06-01T18:00:00Z'));
      await world.press(ADAM, await ask(world, ADAM, 'taught'), 'Withdraw');
      expect(await world.press(ADAM, question, label)).toEqual([]);
      expect(shown(question)).toContain('Fruit baskets');
      expect(shown(question)).toContain("There's nothing left to do");
      expect(shown(question)).not.toContain("It's still right");
      expect(world.dialogOf(ADAM)).toBeUndefined();
    },
  );

  it('tells its author what became of it where the knowledge files have it by now', async () => {
    const world = await startWorkspace();
    await restore(world, [EMRE]);
    const question = only(await runAt(world, '2026-06-01T12:00:00Z'));
    await world.store.workspace(WORKSPACE.team).removeRecords('taught', ['t0']);
    expect(await world.press(EMRE, question, "It's still right")).toEqual([]);
    expect(shown(question)).toContain("There's nothing left to do");
    expect(shown(question)).not.toContain('Withdraw');
  });

  it('asks back before it withdraws', async () => {
    const world = await startWorkspace();
    await teach(world);
    const question = only(await runAt(world, '2026-06-01T18:00:00Z'));
    expect(JSON.stringify(question.blocks)).toContain('Withdraw this?');
  });

  it('is said by whoever decides between two sources', async () => {
    const world = await startWorkspace();
    await teach(world);
    await teach(world, 'who waters the plants?', { ...FRUIT, role: { role: 'product-manager' } });
    vi.setSystemTime(Date.parse('2026-06-02T07:00:00Z'));
    await world.press(ADAM, await ask(world, ADAM, 'gaps'), 'Product Manager is right');
    expect(shown(await ask(world, NIA, LUNCH))).not.toContain('Nobody has said');
    expect(await runAt(world, '2026-06-02T18:00:00Z')).toEqual([]);
  });
});
