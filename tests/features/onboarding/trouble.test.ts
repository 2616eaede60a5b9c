import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readProgress } from '../../../src/features/onboarding/progress.ts';
import { eventPayload, teamJoinEvent, userChangeEvent } from '../../../src/playground/stand-in/payloads.ts';
import { WORKSPACE } from '../../../src/playground/stand-in/world.ts';
import { LEARNING } from '../../support/bot.ts';
import { openFragile } from '../../support/fragile.ts';
import {
  inviteNia,
  join,
  MONDAY,
  NIA_DIRECT,
  only,
  startInvited,
  startTour,
  switchOn,
} from '../../support/onboarding.ts';
import { ADAM, EMRE, NIA, OLGA, shown, startWorkspace, type Workspace } from '../../support/workspace.ts';

// What goes wrong on somebody's first week: Slack says no, or nothing; the memory is away; the bot is stopped.

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(MONDAY) });
});
afterEach(() => {
  vi.useRealTimers();
});

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
const MINUTE = 60_000;
const listOf = ({ slack }: Workspace) =>
  slack.schedule.list.map(({ postAt }) => new Date(postAt * 1000).toISOString().slice(0, 16));
const setZone = (world: Workspace, tz: string) => {
  (world.slack.world.people.get(NIA) as { tz: string }).tz = tz;
};

describe('a message that is to be called back', { timeout: LEARNING }, () => {
  it.each(['in words', 'with a button'])(
    'is said to be with Slack still, until it is not (%s)',
    async (how) => {
      const { world, message } = await startInvited({ errors: ['internal_error'] });
      world.slack.failNext('chat.deleteScheduledMessage', { error: 'internal_error' });
      world.slack.failNext('chat.deleteScheduledMessage', { error: 'internal_error' });
      const told =
        how === 'in words'
          ? await world.say(NIA, 'stop', NIA_DIRECT)
          : await world.press(NIA, message, 'Stop');
      expect(told.at(-1)?.text).toContain('could not call it back yet');
      expect(listOf(world)).toHaveLength(1);
      // Whatever she does next.
      await world.say(NIA, 'backlog', NIA_DIRECT);
      await world.say(NIA, 'backlog', NIA_DIRECT);
      expect(listOf(world)).toEqual([]);
    },
  );

  it('is called back at once where the memory cannot keep which it is', async () => {
    const { store, trouble } = await openFragile();
    const world = await startWorkspace({ store });
    const message = only(await world.say(NIA, "I'm new here", NIA_DIRECT));
    let saves = 0;
    trouble.fails = (method) => method === 'update' && ++saves > 2; // the step, and the claim
    await world.press(NIA, message, 'Start the tour');
    trouble.fails = () => false;
    expect(listOf(world)).toEqual([]);
    expect(world.slack.calls.some(({ method }) => method === 'chat.deleteScheduledMessage')).toBe(true);
    later(2 * MINUTE);
    await world.press(NIA, message, 'Next');
    expect(listOf(world)).toHaveLength(1);
  });

  it('keeps somebody who wants to be forgotten waiting, and is called back when they leave', async () => {
    const { world } = await startInvited({ errors: ['internal_error'] });
    world.slack.failNext('chat.deleteScheduledMessage', { error: 'internal_error' });
    expect(only(await world.say(NIA, '/whoowns forget me')).text).toContain('forgotten nothing yet');
    await world.say(NIA, '/whoowns forget me');
    expect(listOf(world)).toEqual([]);
    const other = await startInvited({ errors: ['internal_error'] });
    other.world.slack.failNext('chat.deleteScheduledMessage', { error: 'internal_error' });
    await other.world.act(ADAM, { act: 'leave', person: NIA });
    await other.world.act(ADAM, { act: 'leave', person: NIA });
    expect(listOf(other.world)).toEqual([]);
  });
});

describe('a message that is to come', { timeout: LEARNING }, () => {
  it('is scheduled at the next press where Slack has failed once', async () => {
    const world = await startWorkspace({ errors: ['internal_error'] });
    const message = only(await world.say(NIA, "I'm new here", NIA_DIRECT));
    world.slack.failNext('chat.scheduleMessage', { error: 'internal_error' });
    world.slack.failNext('chat.scheduleMessage', { error: 'internal_error' });
    await world.press(NIA, message, 'Start the tour');
    expect(listOf(world)).toEqual([]);
    await Promise.all([world.press(NIA, message, 'Next'), world.press(NIA, message, 'Next')]);
    expect(listOf(world)).toEqual(['2026-11-25T09:00']);
  });

  it('is scheduled once where the answer of Slack was lost on its way', async () => {
    const world = await startWorkspace();
    const message = only(await world.say(NIA, "I'm new here", NIA_DIRECT));
    world.slack.failNext('chat.scheduleMessage', { lost: true });
    await world.press(NIA, message, 'Start the tour');
    await world.press(NIA, message, 'Next');
    expect(listOf(world)).toEqual(['2026-11-25T09:00']);
  });

  it('is scheduled after a restart where the bot was stopped between keeping and scheduling it', async () => {
    const { store } = await openFragile();
    const at = Date.parse('2026-11-25T09:00:00Z');
    const place = { channel: NIA_DIRECT };
    const kept = { stage: 'tour', since: Date.now(), step: 0, zone: 'Europe/Berlin', place };
    const claimed = { ...kept, followUp: { at, claimed: Date.now() - 2 * MINUTE } };
    await store.workspace(WORKSPACE.team).update('journey', NIA, () => claimed);
    const world = await startWorkspace({ store });
    await world.say(NIA, '/whoowns backlog');
    expect(listOf(world)).toEqual(['2026-11-25T09:00']);
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
    expect(listOf(world)).toEqual([]);
    await world.press(NIA, message, 'Next');
    expect(listOf(world)).toEqual(['2026-11-25T18:00']);
    setZone(world, 'Pacific/Auckland');
    const nia = world.slack.world.people.get(NIA);
    if (!nia) throw new Error('There is no Nia.');
    await world.deliver(eventPayload(userChangeEvent(nia)));
    expect(listOf(world)).toEqual(['2026-11-24T21:00']);
  });

  it('keeps the time zone of the greeting where Slack does not tell it later', async () => {
    const world = await startWorkspace({ errors: ['internal_error'] });
    setZone(world, 'America/Los_Angeles');
    const message = await inviteNia(world);
    later(11 * MINUTE);
    world.slack.failNext('users.info', { error: 'internal_error' });
    await world.press(NIA, message, 'Start the tour');
    expect(listOf(world)).toEqual(['2026-11-25T18:00']);
  });

  it('is sent once, however often somebody stops and starts', async () => {
    const { world } = await startInvited();
    later(49 * 60 * MINUTE);
    expect(await world.during(async () => world.slack.schedule.pass(Date.now()))).toHaveLength(1);
    await world.say(NIA, 'stop', NIA_DIRECT);
    const again = only(await world.say(NIA, "I'm new here", NIA_DIRECT));
    await world.press(NIA, again, 'Start the tour');
    expect(listOf(world)).toEqual([]);
  });
});

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
    expect(JSON.stringify(list.blocks)).toContain('It may have arrived already.');
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
    expect(shown(list)).toContain('Noor Haddad: the greeting could not be delivered');
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
    expect(list.find((line) => line.includes(': '))).toContain('could not be delivered');
  });

  it('of several is reported as far as it came when the memory fails in between', async () => {
    const { store, trouble } = await openFragile();
    const world = await startWorkspace({ store });
    await switchOn(world);
    let saves = 0;
    trouble.fails = (method) => method === 'update' && ++saves > 2;
    const told = (await world.say(EMRE, '/whoowns onboard @nia @olga')).at(-1);
    expect(told?.text).toContain('I have greeted Nia Newman');
    expect(told?.text).toContain('I got no further than that');
  });

  it('is not sent for a name with nobody behind it, and a name cannot turn the writing round', async () => {
    const world = await startWorkspace();
    await switchOn(world);
    for (const text of ['@Emre Yildiz', 'Nia', 'me', '@nobody']) {
      const [told] = (await world.say(EMRE, `/whoowns onboard ${text}`)).slice(-1);
      if (!text.startsWith('@Emre')) expect(told?.text).toContain('Type @ and choose');
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
    expect(told.text).toContain('write “I’m new here” to me');
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
    expect(only(await world.say(EMRE, '/whoowns onboard @nia')).text).toContain('I greet everybody once');
  });

  it('counts after they were forgotten, without their id being kept', async () => {
    const world = await startWorkspace();
    const greeting = await inviteNia(world);
    await world.press(NIA, greeting, 'Not now');
    expect(only(await world.say(NIA, '/whoowns forget me')).text).toContain('a scrambled form of your id');
    const memory = world.store.workspace(WORKSPACE.team);
    const records = await memory.records('greeted');
    expect(records).toHaveLength(1);
    expect(JSON.stringify(records)).not.toContain(NIA);
    expect(only(await world.say(EMRE, '/whoowns onboard @nia')).text).toContain('I greet everybody once');
  });

  it('“I’m new here” after stop begins the tour again, and the older message promises nothing', async () => {
    const { world, message } = await startInvited();
    for (let i = 0; i < 4; i++) await world.press(NIA, message, 'Next');
    await world.press(NIA, message, 'Finish here');
    expect(shown(message)).toContain('On Wednesday 25 November I write to you once more');
    await world.say(NIA, 'stop', NIA_DIRECT);
    expect(shown(message)).not.toContain('I write to you once more');
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
    expect(only(await world.say(NIA, 'stop', NIA_DIRECT)).text).toContain('no longer holds');
  });

  it('is not taken for somebody else’s where Slack does not say who they are', async () => {
    const world = await startWorkspace({ errors: ['internal_error'] });
    world.slack.failNext('users.info', { error: 'internal_error' });
    const told = only(await world.say(NIA, "I'm new here", NIA_DIRECT));
    expect(told.text).toContain('could not check with Slack who you are');
    world.slack.failNext('users.info', { error: 'internal_error' });
    const invited = only(await world.say(ADAM, '/whoowns onboard @nia'));
    expect(invited.text).toContain('could not check with Slack who you are');
  });
});

describe('what was missed', { timeout: LEARNING }, () => {
  it('is in the message to come at every moment, also when somebody leaves in the middle', async () => {
    const { world, message } = await startInvited();
    const listed = () => JSON.stringify(only(world.slack.schedule.list).args.blocks).includes('To remember');
    for (let i = 0; i < 4; i++) await world.press(NIA, message, 'Next');
    await world.press(NIA, message, 'Five quick questions');
    expect(listed()).toBe(false);
    const missed = async () =>
      readProgress((await world.store.workspace(WORKSPACE.team).record('journey', NIA))?.value)?.quiz
        ?.missed ?? [];
    let asked = 0;
    while ((await missed()).length === 0) {
      if (asked > 0) await world.press(NIA, message, 'Next question');
      asked += 1;
      await world.press(NIA, message, 'Product Manager');
    }
    expect(listed()).toBe(true);
    await world.press(NIA, message, 'Stop');
    const right = asked - 1;
    expect(shown(message)).toContain(`You knew ${right} of the ${asked} that you answered`);
    await world.press(NIA, message, 'Take the quiz');
    expect(listed()).toBe(false);
  });

  it('stands beside what people ask most here', async () => {
    const world = await startWorkspace();
    for (let i = 0; i < 6; i++) await world.say(OLGA, '/whoowns market research');
    await startTour(world);
    const { args } = only(world.slack.schedule.list);
    expect(JSON.stringify(args.blocks)).toContain('market-research');
  });
});
