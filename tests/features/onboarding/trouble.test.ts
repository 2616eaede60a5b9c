import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readProgress } from '../../../src/features/onboarding/progress.ts';
import { eventPayload, teamJoinEvent } from '../../../src/playground/fake-slack/payloads.ts';
import { WORKSPACE } from '../../../src/playground/fake-slack/world.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { LEARNING } from '../../support/bot.ts';
import { openFragile } from '../../support/fragile.ts';
import {
  inviteNia,
  join,
  MONDAY,
  NIA_DIRECT,
  only,
  runAt,
  setZone,
  startInvited,
  startTour,
  switchOn,
} from '../../support/onboarding.ts';
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

// What goes wrong on somebody's first week: Slack says no, or nothing; the memory is away; the bot is stopped.

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(MONDAY) });
});
afterEach(() => {
  vi.useRealTimers();
});

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
const MINUTE = 60_000;
const WEDNESDAY = Date.parse('2026-11-25T09:00:00Z');
/** As Slack has it of somebody of whom nothing is known any more. */
const forgetWhoTheyAre = () => later(11 * MINUTE);

describe('the message of the third working day', { timeout: LEARNING }, () => {
  it('comes once from two instances that run at the same moment', async () => {
    const store = await openStore({ url: 'memory:' });
    const [one, two] = [await startWorkspace({ store }), await startWorkspace({ store })];
    await startTour(one);
    vi.setSystemTime(WEDNESDAY);
    await Promise.all([one.jobs.runAll(), two.jobs.runAll()]);
    const all = [...one.slack.messages, ...two.slack.messages];
    expect(all.filter((message) => shown(message).includes("I won't message you first again"))).toHaveLength(
      1,
    );
  });

  it('is tried again in an hour where Slack has refused it, for a day', async () => {
    const { world } = await startInvited({ errors: ['fatal_error'] });
    world.slack.failNext('chat.postMessage', { error: 'fatal_error' });
    expect(await runAt(world, WEDNESDAY)).toEqual([]);
    expect(await runAt(world, WEDNESDAY + 5 * MINUTE)).toEqual([]);
    expect(await runAt(world, WEDNESDAY + 60 * MINUTE)).toHaveLength(1);
    expect(await runAt(world, WEDNESDAY + 120 * MINUTE)).toEqual([]);
  });

  it('is not sent twice where nobody can say whether it has arrived', async () => {
    const { world } = await startInvited({ errors: ['undefined'] });
    world.slack.failNext('chat.postMessage', { status: 500 });
    expect(await runAt(world, WEDNESDAY)).toEqual([]);
    expect(await runAt(world, WEDNESDAY + 60 * MINUTE)).toEqual([]);
  });

  it('comes later on the day, or on the next one, where the bot was down', async () => {
    const { world } = await startInvited();
    expect(await runAt(world, WEDNESDAY + 11 * 60 * MINUTE)).toEqual([]);
    expect(await runAt(world, WEDNESDAY + 24 * 60 * MINUTE)).toHaveLength(1);
  });

  it('waits for the time zone where Slack does not tell it, and moves with the person', async () => {
    const world = await startWorkspace({ errors: ['internal_error'] });
    setZone(world, 'America/Los_Angeles');
    const memory = world.store.workspace(WORKSPACE.team);
    await memory.update('journey', NIA, () => ({ stage: 'greeted', since: Date.now(), step: 0 }));
    const message = world.slack.post({ channel: NIA_DIRECT, ...(await greetingOf()) });
    world.slack.failNext('users.info', { error: 'internal_error' });
    world.slack.failNext('users.info', { error: 'internal_error' });
    await world.press(NIA, message, 'Start the tour');
    expect(await dueAt(world)).toBeUndefined();
    await world.jobs.run('follow-ups');
    expect(await dueAt(world)).toBeUndefined();
    await world.jobs.run('follow-ups');
    expect(await dueAt(world)).toBe('2026-11-25T18:00');
    setZone(world, 'Pacific/Auckland');
    await noticePeople(world);
    expect(await dueAt(world)).toBe('2026-11-24T21:00');
  });

  it('keeps the time zone of the greeting where Slack does not tell it later', async () => {
    const world = await startWorkspace({ errors: ['internal_error'] });
    setZone(world, 'America/Los_Angeles');
    const message = await inviteNia(world);
    forgetWhoTheyAre();
    world.slack.failNext('users.info', { error: 'internal_error' });
    await world.press(NIA, message, 'Start the tour');
    expect(await dueAt(world)).toBe('2026-11-25T18:00');
  });

  it('is not sent to somebody who has left while the bot was down', async () => {
    const { world } = await startInvited();
    const restarted = await startWorkspace({ store: world.store });
    (restarted.slack.world.people.get(NIA) as { deleted?: boolean }).deleted = true;
    expect(await runAt(restarted, WEDNESDAY)).toEqual([]);
    expect(await dueAt(restarted)).toBeUndefined();
  });

  it('is sent once, however often somebody stops and starts', async () => {
    const { world } = await startInvited();
    expect(await runAt(world, WEDNESDAY)).toHaveLength(1);
    await world.say(NIA, 'stop', NIA_DIRECT);
    const again = only(await world.say(NIA, "I'm new here", NIA_DIRECT));
    await world.press(NIA, again, 'Start the tour');
    expect(await runAt(world, WEDNESDAY + 7 * 24 * 60 * MINUTE)).toEqual([]);
  });

  it('costs Slack nothing until it is due', async () => {
    const { world } = await startInvited();
    const before = world.slack.calls.length;
    for (let i = 0; i < 24; i++) await runAt(world, Date.now() + 60 * MINUTE);
    // Who has left is asked once a day.
    const calls = world.slack.calls.slice(before).filter(({ method }) => method !== 'users.info');
    expect(calls).toEqual([]);
    expect(world.slack.calls.length).toBeLessThanOrEqual(before + 4);
  });
});

/** When Nia's message is due, as far as that is written down. */
async function dueAt({ store }: Workspace): Promise<string | undefined> {
  const progress = readProgress((await store.workspace(WORKSPACE.team).record('journey', NIA))?.value);
  const { at } = progress?.followUp ?? {};
  return at === undefined ? undefined : new Date(at).toISOString().slice(0, 16);
}

async function greetingOf() {
  const world = await startWorkspace();
  const { text, blocks } = only(await world.say(NIA, "I'm new here", NIA_DIRECT));
  return { text, blocks };
}

describe('a greeting', { timeout: LEARNING }, () => {
  it('that the memory could not confirm may have arrived, and is sent again only after a question', async () => {
    const { store, trouble } = await openFragile();
    const world = await startWorkspace({ store });
    await switchOn(world);
    let saves = 0;
    trouble.fails = (method) => method === 'update' && ++saves > 1;
    expect(await join(world)).toHaveLength(1);
    trouble.fails = () => false;
    later(2 * MINUTE);
    const list = only(await world.say(ADAM, '/whoowns onboard'));
    expect(shown(list)).toContain('Noor Haddad: the greeting may not have arrived');
    expect(JSON.stringify(list.blocks)).toContain('may have arrived after all');
  });

  it('whose request was lost on the way may have arrived', async () => {
    const world = await startWorkspace({ errors: ['undefined'] });
    await switchOn(world);
    world.slack.failNext('chat.postMessage', { status: 500 });
    const report = only(await join(world));
    expect(report.text).toContain('may not have arrived');
    expect(JSON.stringify(report.blocks)).toContain('Greet them again?');
  });

  it('waits for a memory that is away for a moment, and is reported where it stays away', async () => {
    const { store, trouble } = await openFragile();
    const world = await startWorkspace({ store });
    await switchOn(world);
    let calls = 0;
    trouble.fails = (method) => method === 'snapshot' && ++calls < 3;
    expect(only(await join(world)).channel).toBe('D0JOINED1');
    trouble.fails = (method) => method === 'update';
    const report = only(await join(world));
    expect(report.channel).toBe('D0ADMIN');
    expect(report.text).toContain('Mateo Silva may not have arrived');
    trouble.fails = () => false;
    const posted = await world.press(ADAM, report, 'Try again');
    expect(posted.map(({ channel }) => channel)).toEqual(['D0JOINED2', 'D0ADMIN']);
  });

  it('that was claimed and never sent is reported when Slack tells of the person again', async () => {
    const world = await startWorkspace();
    await switchOn(world);
    const person = world.slack.world.addPerson();
    const lost = { stage: 'new', by: ADAM, since: Date.now(), step: 0 };
    await world.store.workspace(WORKSPACE.team).update('journey', person.id, () => lost);
    later(60 * MINUTE);
    const report = only(await world.during(() => world.deliver(eventPayload(teamJoinEvent(person)))));
    expect(report.channel).toBe('D0ADMIN');
    expect(report.text).toContain('may not have arrived');
  });

  it('with nobody to look after it is seen and tried again by any admin, and the next one to save takes over', async () => {
    const world = await startWorkspace({ errors: ['user_disabled'] });
    await switchOn(world);
    await world.say(ADAM, '/whoowns forget me');
    world.slack.failNext('chat.postMessage', { error: 'user_disabled' });
    expect(await join(world)).toEqual([]);
    const list = only(await world.say(ADAM, '/whoowns onboard'));
    expect(shown(list)).toContain("Noor Haddad: the greeting couldn't be delivered");
    expect(shown(only(await world.say(EMRE, '/whoowns onboard')))).not.toContain('Noor');
    const [greeting] = await world.press(ADAM, list, 'Try again');
    expect(greeting?.channel).toBe('D0JOINED1');
    (world.slack.world.people.get(OLGA) as { kind: string }).kind = 'admin';
    await world.say(OLGA, '/whoowns settings');
    await world.submit(OLGA, { greet: { greet: 'on' } });
    const { settings } = await world.store.workspace(WORKSPACE.team).snapshot();
    expect(settings.greetBy).toBe(OLGA);
  });

  it('of somebody who has left is taken over by the admin who saves the settings', async () => {
    const world = await startWorkspace();
    await switchOn(world);
    (world.slack.world.people.get(OLGA) as { kind: string }).kind = 'admin';
    await world.act(OLGA, { act: 'leave', person: ADAM });
    await world.say(OLGA, '/whoowns settings');
    await world.submit(OLGA, { greet: { greet: 'on' } });
    const { settings } = await world.store.workspace(WORKSPACE.team).snapshot();
    expect(settings.greetBy).toBe(OLGA);
  });

  it('that failed stands first in a long list', async () => {
    const world = await startWorkspace({ errors: ['user_disabled'] });
    await switchOn(world);
    world.slack.failNext('chat.postMessage', { error: 'user_disabled' });
    for (let i = 0; i < 24; i++) {
      await join(world);
      later(1000);
    }
    const list = shown(only(await world.say(ADAM, '/whoowns onboard'))).split('\n');
    expect(list.find((line) => line.includes(': '))).toContain("couldn't be delivered");
  });

  it('of several is reported as far as it came when the memory fails in between', async () => {
    const { store, trouble } = await openFragile();
    const world = await startWorkspace({ store });
    await switchOn(world);
    let saves = 0;
    trouble.fails = (method) => method === 'update' && ++saves > 2;
    const told = (await world.say(EMRE, '/whoowns onboard @nia @olga')).at(-1);
    expect(told?.text).toContain("I've greeted Nia Newman");
    expect(told?.text).toContain('I got no further than that');
  });

  it('is not sent for a name with nobody behind it, and a name cannot turn the writing round', async () => {
    const world = await startWorkspace();
    await switchOn(world);
    for (const text of ['@Emre Yildiz', 'Nia', 'me', '@nobody']) {
      const [told] = (await world.say(EMRE, `/whoowns onboard ${text}`)).slice(-1);
      if (!text.startsWith('@Emre')) expect(told?.text).toContain('Type @ and pick');
    }
    (world.slack.world.people.get(NIA) as { realName: string }).realName = 'Nia\n\n> quote \u202Eevil';
    later(11 * MINUTE);
    const told = (await world.say(EMRE, '/whoowns onboard @nia')).at(-1);
    expect(told?.text).toContain('Nia &gt; quote evil');
  });
});

describe('while the greetings are off', { timeout: LEARNING }, () => {
  it('only admins have people greeted; a member is told what to do instead', async () => {
    const world = await startWorkspace();
    const told = only(await world.say(EMRE, '/whoowns onboard @nia'));
    expect(told.text).toContain('an admin can switch greetings on');
    expect(told.text).toContain("write “I'm new here” to me");
    const [greeting] = await world.say(ADAM, '/whoowns onboard @nia');
    expect(greeting?.channel).toBe(NIA_DIRECT);
  });
});

describe('what somebody has said', { timeout: LEARNING }, () => {
  it('counts before they were ever greeted', async () => {
    const world = await startWorkspace();
    await switchOn(world);
    expect(only(await world.say(NIA, 'please don’t write to me again', NIA_DIRECT)).text).toContain(
      'Stopped',
    );
    expect(only(await world.say(EMRE, '/whoowns onboard @nia')).text).toContain(
      'I greet everybody only once',
    );
  });

  it('counts after they were forgotten, without their id being kept', async () => {
    const world = await startWorkspace();
    const greeting = await inviteNia(world);
    await world.press(NIA, greeting, 'Not now');
    expect(only(await world.say(NIA, '/whoowns forget me')).text).toContain('only a hash of your user ID');
    const memory = world.store.workspace(WORKSPACE.team);
    const records = await memory.records('greeted');
    expect(records).toHaveLength(1);
    expect(JSON.stringify(records)).not.toContain(NIA);
    expect(only(await world.say(EMRE, '/whoowns onboard @nia')).text).toContain(
      'I greet everybody only once',
    );
  });

  it('“I’m new here” after stop begins the tour again, and the older message promises nothing', async () => {
    const { world, message } = await startInvited();
    for (let i = 0; i < 4; i++) await world.press(NIA, message, 'Next');
    await world.press(NIA, message, 'Finish here');
    expect(shown(message)).toContain("I'll check in once more on Wednesday 25 November");
    await world.say(NIA, 'stop', NIA_DIRECT);
    expect(shown(message)).not.toContain("I'll check in once more");
    const again = only(await world.say(NIA, "I'm new here", NIA_DIRECT));
    expect(shown(again)).toContain('Step 1 of 5');
    const list = only(await world.say(EMRE, '/whoowns onboard'));
    expect(shown(list)).toContain('Nia Newman: finished');
  });

  it('is said to no longer hold where the older message cannot be changed', async () => {
    const { world, message } = await startInvited({ errors: ['message_not_found'] });
    for (let i = 0; i < 4; i++) await world.press(NIA, message, 'Next');
    await world.press(NIA, message, 'Finish here');
    world.slack.failNext('chat.update', { error: 'message_not_found' });
    expect(only(await world.say(NIA, 'stop', NIA_DIRECT)).text).toContain('Ignore the message I announced');
  });

  it('is not taken for somebody else’s where Slack does not say who they are', async () => {
    const world = await startWorkspace({ errors: ['internal_error'] });
    world.slack.failNext('users.info', { error: 'internal_error' });
    const told = only(await world.say(NIA, "I'm new here", NIA_DIRECT));
    expect(told.text).toContain("couldn't check with Slack who you are");
    world.slack.failNext('users.info', { error: 'internal_error' });
    const invited = only(await world.say(ADAM, '/whoowns onboard @nia'));
    expect(invited.text).toContain("couldn't check with Slack who you are");
  });
});

describe('what was missed', { timeout: LEARNING }, () => {
  it('is in the message also where somebody leaves the quiz in the middle', async () => {
    const { world, message } = await startInvited();
    for (let i = 0; i < 4; i++) await world.press(NIA, message, 'Next');
    await world.press(NIA, message, 'Five quick questions');
    const missed = async () =>
      readProgress((await world.store.workspace(WORKSPACE.team).record('journey', NIA))?.value)?.quiz
        ?.missed ?? [];
    let asked = 0;
    while ((await missed()).length === 0) {
      if (asked > 0) await world.press(NIA, message, 'Next question');
      asked += 1;
      await world.press(NIA, message, 'Product Manager');
    }
    await world.press(NIA, message, 'Stop');
    expect(shown(message)).toContain(`You got ${asked - 1} of the ${asked} you answered`);
    expect(shown(only(await runAt(world, WEDNESDAY)))).toContain('To remember:');
  });

  it('stands beside what people ask most here', async () => {
    const world = await startWorkspace();
    for (let i = 0; i < 6; i++) await world.say(OLGA, '/whoowns market research');
    await startTour(world);
    expect(JSON.stringify(only(await runAt(world, WEDNESDAY)).blocks)).toContain('market-research');
  });
});
