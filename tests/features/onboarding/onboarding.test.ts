import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Posted } from '../../../src/playground/fake-slack/messages.ts';
import { eventPayload, teamJoinEvent } from '../../../src/playground/fake-slack/payloads.ts';
import { WORKSPACE } from '../../../src/playground/fake-slack/world.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { LEARNING, openTestAnswerer } from '../../support/bot.ts';
import {
  buttonsOf,
  inviteNia,
  join,
  MONDAY,
  NIA_DIRECT,
  only,
  runAt,
  setZone,
  startTour,
  switchOn,
} from '../../support/onboarding.ts';
import {
  ADAM,
  EMRE,
  GWEN,
  NIA,
  OLGA,
  shown,
  startWorkspace,
  textsOf,
  type Workspace,
} from '../../support/workspace.ts';

const HOUR = 60 * 60 * 1000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(MONDAY) });
});
afterEach(() => {
  vi.useRealTimers();
});

/** The roles of each question, by the sentence that is asked. */
async function rightAnswers(): Promise<ReadonlyMap<string, string>> {
  const { roles, groups, onboarding } = (await openTestAnswerer()).known();
  const topics = groups.flatMap((group) => group.topics);
  return new Map(
    onboarding?.quiz.map(({ topic, question }) => {
      const role = topics.find(({ id }) => id === topic)?.roles[0];
      return [question, roles.find(({ id }) => id === role)?.name ?? ''];
    }),
  );
}

describe('somebody joins', { timeout: LEARNING }, () => {
  it('and nobody is written to while the greeting is off, as it is at first', async () => {
    const world = await startWorkspace();
    expect(await join(world)).toEqual([]);
    expect(await world.store.workspace(WORKSPACE.team).records('journey')).toEqual([]);
  });

  it('and is greeted once, with three buttons, when an admin has switched it on', async () => {
    const world = await startWorkspace();
    await switchOn(world);
    const person = world.slack.world.addPerson();
    const greetings = await world.during(async () => {
      for (let i = 0; i < 3; i++) await world.deliver(eventPayload(teamJoinEvent(person)));
    });
    const greeting = only(greetings);
    expect(greeting.channel).toBe('D0JOINED1');
    expect(shown(greeting)).toContain("I'm whoowns");
    expect(buttonsOf(greeting)).toEqual(['Start the tour', 'Show the cheat sheet', 'Not now']);
    const sheet = only(await world.press(person.id, greeting, 'Show the cheat sheet'));
    expect(sheet.channel).toBe('D0JOINED1');
    expect(shown(sheet)).toContain('side by side');
  });

  it('once also when the event comes three times at once, and after a restart', async () => {
    const store = await openStore({ url: 'memory:' });
    const world = await startWorkspace({ store });
    await switchOn(world);
    const person = world.slack.world.addPerson();
    const again = await startWorkspace({ store });
    again.slack.world.addPerson();
    const posted = await Promise.all(
      [world, world, again].map((one) => one.during(() => one.deliver(eventPayload(teamJoinEvent(person))))),
    );
    expect(new Set(posted.flat()).size).toBe(1);
  });

  it('and guests, bots, people of other companies and those who have left are not greeted', async () => {
    const world = await startWorkspace();
    await switchOn(world);
    for (const over of [
      { kind: 'guest' },
      { kind: 'bot' },
      { kind: 'outsider' },
      { deleted: true },
    ] as const) {
      expect(await join(world, over)).toEqual([]);
    }
  });

  it('and what was switched off again stays off', async () => {
    const world = await startWorkspace();
    await switchOn(world);
    await world.say(ADAM, '/whoowns settings');
    expect(JSON.stringify(world.dialogOf(ADAM)?.blocks)).toContain('Guests and bots never get one.');
    await world.submit(ADAM, { greet: { greet: 'off' } });
    expect(await join(world)).toEqual([]);
  });

  it('and a greeting that Slack does not take is reported to the admin, and tried again once', async () => {
    const world = await startWorkspace({ errors: ['cannot_dm_bot', 'user_disabled'] });
    await switchOn(world);
    world.slack.failNext('chat.postMessage', { error: 'user_disabled' });
    const report = only(await join(world));
    expect(report.channel).toBe('D0ADMIN');
    expect(report.text).toContain("couldn't deliver my greeting to Noor Haddad");
    world.slack.failNext('chat.postMessage', { error: 'user_disabled' });
    const still = only(await world.press(ADAM, report, 'Try again'));
    expect(still.text).toContain('rejected my greeting to Noor Haddad again');
    const list = only(await world.say(ADAM, '/whoowns onboard'));
    expect(shown(list)).toContain("Noor Haddad: the greeting couldn't be delivered");
    const posted = (
      await Promise.all([world.press(ADAM, report, 'Try again'), world.press(ADAM, report, 'Try again')])
    ).flat();
    const greetings = new Set(posted.filter(({ channel }) => channel === 'D0JOINED1'));
    expect(greetings.size).toBe(1);
  });
});

describe('somebody is invited', { timeout: LEARNING }, () => {
  it('by name, is greeted once, and the one who invited sees how far they are and nothing else', async () => {
    const world = await startWorkspace();
    await switchOn(world);
    const [greeting, told] = await world.say(EMRE, '/whoowns onboard @nia');
    if (!greeting || !told) throw new Error('Too little was said.');
    expect(greeting.channel).toBe(NIA_DIRECT);
    expect(shown(greeting)).toContain('Emre Yildiz asked me to say hello. Reply “stop”');
    expect(told.only).toBe(EMRE);
    expect(told.text).toContain("I've greeted Nia Newman");
    const see = async (as: string) => shown(only(await world.say(as, '/whoowns onboard')));
    expect(await see(EMRE)).toContain('Nia Newman: greeted');
    await world.press(NIA, greeting, 'Start the tour');
    expect(await see(EMRE)).toContain('Nia Newman: started');
    await world.press(NIA, greeting, 'Stop');
    expect(await see(EMRE)).toContain('Nia Newman: declined');
    expect(await see(OLGA)).toContain("I haven't greeted anybody for you yet");
    expect(await see(ADAM)).not.toContain('Nia');
  });

  it('“not now” is remembered, also when somebody else invites them', async () => {
    const world = await startWorkspace();
    const greeting = await inviteNia(world);
    await world.press(NIA, greeting, 'Not now');
    expect(shown(greeting)).toContain("I won't bring it up again");
    const told = only(await world.say(OLGA, '/whoowns onboard @nia'));
    expect(told.text).toContain('I greet everybody only once');
  });

  it('guests are not greeted, do not invite, and a name that is nobody is asked for again', async () => {
    const world = await startWorkspace();
    await switchOn(world);
    expect(shown(only(await world.say(EMRE, '/whoowns onboard @gwen')))).toContain('Gwen Abara is a guest');
    expect(shown(only(await world.say(GWEN, '/whoowns onboard @nia')))).toContain('Only members');
    expect(shown(only(await world.say(EMRE, '/whoowns onboard @nobody')))).toContain('Type @ and pick');
    expect(shown(only(await world.say(GWEN, "I'm new here", 'D0GUEST')))).toContain(
      'members of this workspace only',
    );
  });

  it('a question that begins with the word is a question', async () => {
    const world = await startWorkspace();
    const reply = only(await world.say(EMRE, '/whoowns onboard new customers, who does that?'));
    expect(reply.text).not.toContain('Type @');
  });
});

describe('the tour', { timeout: LEARNING }, () => {
  it('changes one message in place, forth and back, to the end', async () => {
    const world = await startWorkspace();
    await world.say(EMRE, '/whoowns assign', 'C0CHECKOUT');
    await world.submit(EMRE, { 'people:product-owner': { people: [OLGA] } });
    const message = await startTour(world);
    const count = world.slack.messages.length;
    expect(shown(message)).toContain('Step 1 of 5');
    expect(shown(message)).toContain('>A Product Manager (PM) is responsible');
    await world.press(NIA, message, 'Next');
    await world.press(NIA, message, 'Next');
    expect(shown(message)).toContain('Step 3 of 5');
    await world.press(NIA, message, 'Back');
    expect(shown(message)).toContain('Step 2 of 5');
    await world.press(NIA, message, 'Next');
    await world.press(NIA, message, 'Next');
    expect(shown(message)).toContain('<#C0CHECKOUT>');
    expect(shown(message)).toContain('Olga Petrova');
    await world.press(NIA, message, 'Next');
    expect(buttonsOf(message)).toEqual(['Back', 'Five quick questions', 'Finish here']);
    await world.press(NIA, message, 'Finish here');
    expect(shown(message)).toContain('Done!');
    expect(world.slack.messages.length).toBe(count);
  });

  it('shows the teams of the person’s own channels alone', async () => {
    const world = await startWorkspace();
    await world.say(EMRE, '/whoowns assign', 'C0CHECKOUT');
    await world.submit(EMRE, { 'people:product-owner': { people: [OLGA] } });
    world.slack.world.channels.get('C0CHECKOUT')?.members.delete(NIA);
    const message = await startTour(world);
    for (let i = 0; i < 3; i++) await world.press(NIA, message, 'Next');
    expect(shown(message)).toContain('No roles set in your channels yet');
    expect(shown(message)).not.toContain('Olga');
  });

  it('goes on when Slack does not say in which channels somebody is', async () => {
    const world = await startWorkspace({ errors: ['missing_scope'] });
    await world.say(EMRE, '/whoowns assign', 'C0CHECKOUT');
    await world.submit(EMRE, { 'people:product-owner': { people: [OLGA] } });
    const message = await startTour(world);
    await world.press(NIA, message, 'Next');
    await world.press(NIA, message, 'Next');
    world.slack.failNext('users.conversations', { error: 'missing_scope' });
    await world.press(NIA, message, 'Next');
    expect(shown(message)).toContain("I can't look that up right now");
    await world.press(NIA, message, 'Next');
    expect(shown(message)).toContain('Step 5 of 5');
  });

  it('takes two presses at once for one', async () => {
    const world = await startWorkspace();
    const message = only(await world.say(NIA, 'I am new here!', NIA_DIRECT));
    await Promise.all([
      world.press(NIA, message, 'Start the tour'),
      world.press(NIA, message, 'Start the tour'),
    ]);
    await Promise.all([world.press(NIA, message, 'Next'), world.press(NIA, message, 'Next')]);
    expect(shown(message)).toContain('Step 2 of 5');
  });

  it('goes on after a restart, and from an old message', async () => {
    const store = await openStore({ url: 'memory:' });
    const first = await startWorkspace({ store });
    const old = await startTour(first);
    await first.press(NIA, old, 'Next');
    const later = await startWorkspace({ store });
    const { channel, text, blocks } = old;
    const kept = later.slack.post({ channel, text, blocks });
    await later.press(NIA, kept, 'Next');
    expect(shown(kept)).toContain('Step 3 of 5');
    const fresh = only(await later.say(NIA, 'show me around', NIA_DIRECT));
    expect(shown(fresh)).toContain('Step 3 of 5');
    await later.press(NIA, fresh, 'Next');
    await later.press(NIA, kept, 'Back');
    expect(shown(kept)).toContain('Step 2 of 5');
  });

  it('is at hand on the home tab', async () => {
    const world = await startWorkspace();
    await world.act(NIA, { act: 'open-home' });
    const message = only(await world.pressIn(NIA, 'home', "I'm new here"));
    expect(message.channel).toBe(NIA_DIRECT);
    expect(world.homeOf(NIA)).toContain("I've sent you a direct message");
    await world.press(NIA, message, 'Start the tour');
    await world.press(NIA, message, 'Next');
    await world.act(NIA, { act: 'open-home' });
    expect(world.homeOf(NIA)).toContain("You're at step 2 of 5");
    const again = only(await world.pressIn(NIA, 'home', 'Continue the tour'));
    expect(shown(again)).toContain('Step 2 of 5');
    await world.act(GWEN, { act: 'open-home' });
    expect(world.homeOf(GWEN)).not.toContain('New here?');
  });

  it('begins from a channel too, and is held in direct messages', async () => {
    const world = await startWorkspace();
    const inThread = await world.say(NIA, "@whoowns hi, I'm new here");
    expect(inThread.map(({ channel }) => channel)).toEqual(['C0GENERAL', NIA_DIRECT]);
    expect(inThread[0]?.text).toContain('sent you a direct message');
    const posted = await world.say(NIA, '/whoowns I’m new here');
    expect(posted.map(({ channel, only: to }) => [channel, to])).toEqual([
      ['C0GENERAL', NIA],
      [NIA_DIRECT, undefined],
    ]);
  });

  it('a button of another version gets a calm sentence', async () => {
    const world = await startWorkspace();
    const message = await startTour(world);
    const actions = message.blocks.find(({ type }) => type === 'actions');
    const [next] = (actions?.elements ?? []) as { value: string }[];
    if (!next) throw new Error('There is no button.');
    next.value = 'x';
    const told = only(await world.press(NIA, message, 'Next'));
    expect(told.text).toContain('I no longer know what this button was for');
  });
});

describe('the quiz', { timeout: LEARNING }, () => {
  it('shows the sentence after each answer, asks again for what was missed, and keeps the score to them', async () => {
    const answers = await rightAnswers();
    const world = await startWorkspace();
    const greeting = await inviteNia(world);
    await world.press(NIA, greeting, 'Start the tour');
    for (let i = 0; i < 4; i++) await world.press(NIA, greeting, 'Next');
    await world.press(NIA, greeting, 'Five quick questions');
    const missed: string[] = [];
    for (let i = 0; i < 7; i++) {
      const texts = textsOf(greeting.blocks);
      expect(texts[0]).toBe(i < 5 ? `Question ${i + 1} of 5` : `Once more, ${i - 4} of 2`);
      const question = texts[1]?.replaceAll('*', '') ?? '';
      const right = answers.get(question) ?? '';
      expect(buttonsOf(greeting)).toEqual(['Product Manager', 'Product Owner', 'Stop']);
      const wrong = ['Product Manager', 'Product Owner'].find((role) => role !== right) ?? '';
      const isWrong = i === 1 || i === 3;
      if (isWrong) missed.push(question);
      if (i >= 5) expect(question).toBe(missed[i - 5]);
      await world.press(NIA, greeting, isWrong ? wrong : right);
      expect(shown(greeting)).toContain(isWrong ? "Not quite: it's the *" : 'Yes, *');
      expect(shown(greeting)).toMatch(/\n>/);
      await world.press(NIA, greeting, i < 6 ? 'Next question' : 'See how it went');
    }
    expect(shown(greeting)).toContain('You got 3 of 5. Only you can see this.');
    expect(shown(greeting)).toContain('on Wednesday 25 November');
    const list = shown(only(await world.say(EMRE, '/whoowns onboard')));
    expect(list).toContain('Nia Newman: finished');
    expect(list).not.toMatch(/3|of 5/);
    const followUp = only(await runAt(world, '2026-11-25T09:00:00Z'));
    expect(shown(followUp)).toContain('To remember:');
    expect(followUp.channel).toBe(NIA_DIRECT);
    const answer = only(await world.press(NIA, followUp, 'The order of the backlog'));
    expect(shown(answer)).toContain('POs prioritize the backlog');
  });
});

describe('the message of the third working day', { timeout: LEARNING }, () => {
  it.each([
    ['Pacific/Auckland', '2026-11-22T21:00:00Z', '2026-11-24T21:00:00Z'],
    ['Europe/Berlin', MONDAY, '2026-11-25T09:00:00Z'],
    ['America/Los_Angeles', '2026-11-23T17:00:00Z', '2026-11-25T18:00:00Z'],
  ])('comes at ten o’clock in %s, once', async (tz, start, at) => {
    vi.setSystemTime(Date.parse(start));
    const world = await startWorkspace();
    setZone(world, tz);
    await startTour(world);
    expect(await runAt(world, Date.parse(at) - 1)).toEqual([]);
    const message = only(await runAt(world, at));
    expect(message.channel).toBe(NIA_DIRECT);
    expect(shown(message)).toContain("I won't message you first again");
    expect(await runAt(world, Date.parse(at) + 24 * HOUR)).toEqual([]);
  });

  it.each([
    ['in words', (world: Workspace) => world.say(NIA, 'stop', NIA_DIRECT)],
    ['with a button', (world: Workspace, message: Posted) => world.press(NIA, message, 'Stop')],
    ['by asking to be forgotten', (world: Workspace) => world.say(NIA, '/whoowns forget me')],
    ['by leaving', (world: Workspace) => world.act(ADAM, { act: 'leave', person: NIA })],
  ])('comes no more to whoever ends it %s', async (_, end) => {
    const world = await startWorkspace();
    const message = await startTour(world);
    await end(world, message);
    expect(await runAt(world, '2026-11-25T09:00:00Z')).toEqual([]);
  });

  it('comes after all where they say yes again, and not because they press on', async () => {
    const world = await startWorkspace();
    const message = await startTour(world);
    expect(only(await world.say(NIA, 'stop', NIA_DIRECT)).text).toContain('Stopped.');
    expect(only(await world.say(NIA, 'Stop!', NIA_DIRECT)).text).toContain("There's nothing to stop");
    await world.press(NIA, message, 'Next');
    expect(shown(message)).toContain('Step 2 of 5');
    await world.say(NIA, 'stop', NIA_DIRECT);
    for (let i = 0; i < 3; i++) await world.press(NIA, message, 'Next');
    await world.press(NIA, message, 'Finish here');
    expect(shown(message)).not.toContain("I'll check in once more");
    const other = await startWorkspace();
    await startTour(other);
    await other.say(NIA, 'stop', NIA_DIRECT);
    const again = only(await other.say(NIA, "I'm new here", NIA_DIRECT));
    await other.press(NIA, again, 'Start the tour');
    expect(await runAt(other, '2026-11-25T09:00:00Z')).toHaveLength(1);
    expect(await runAt(world, '2026-11-25T09:00:00Z')).toEqual([]);
  });

  it('comes no more after “No more messages” on the last card, which says the day until then', async () => {
    const world = await startWorkspace();
    const message = await startTour(world);
    for (let i = 0; i < 4; i++) await world.press(NIA, message, 'Next');
    await world.press(NIA, message, 'Finish here');
    expect(shown(message)).toContain("I'll check in once more on Wednesday 25 November");
    await world.press(NIA, message, 'No more messages');
    expect(shown(message)).toContain('Done!');
    expect(shown(message)).not.toContain("I'll check in once more");
    expect(await runAt(world, '2026-11-25T09:00:00Z')).toEqual([]);
  });
});

it('an admin who is forgotten looks after the greetings no more', { timeout: LEARNING }, async () => {
  const world = await startWorkspace();
  await switchOn(world);
  const greeting = only(await join(world));
  expect(greeting.channel).toBe('D0JOINED1');
  await world.say(ADAM, '/whoowns forget me');
  const memory = world.store.workspace(WORKSPACE.team);
  expect((await memory.snapshot()).settings).not.toHaveProperty('greetBy');
  expect(JSON.stringify(await memory.records('journey'))).not.toContain(ADAM);
});
