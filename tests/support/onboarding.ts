import { expect, vi } from 'vitest';
import type { Posted } from '../../src/playground/fake-slack/messages.ts';
import { eventPayload, teamJoinEvent } from '../../src/playground/fake-slack/payloads.ts';
import type { Person } from '../../src/playground/fake-slack/world.ts';
import { ADAM, EMRE, NIA, startWorkspace, type Workspace } from './workspace.ts';

/** A Monday, and where Nia is written to. */
export const MONDAY = '2026-11-23T09:00:00Z';
export const NIA_DIRECT = 'D0NEWHIRE';

/** The only one of a list; anything else is a failure of the test. */
export const only = <Item>(list: readonly Item[]): Item => {
  const [first, ...more] = list;
  if (first === undefined || more.length > 0) throw new Error(`Expected one, got ${list.length}.`);
  return first;
};
/** The labels of a message's buttons, in order. */
export const buttonsOf = (message: Posted): string[] =>
  message.blocks
    .flatMap((block) => (block.type === 'actions' ? (block.elements as { text: { text: string } }[]) : []))
    .map(({ text }) => text.text);

/** An admin switches the greetings on. */
export async function switchOn(world: Workspace): Promise<void> {
  await world.say(ADAM, '/whoowns settings');
  await world.submit(ADAM, { greet: { greet: 'on' } });
  expect(world.dialogOf(ADAM)).toBeUndefined();
}

/** Somebody joins; what was posted to them and others by the bot. */
export async function join(world: Workspace, over: Partial<Person> = {}): Promise<Posted[]> {
  const person = world.slack.world.addPerson();
  const event = teamJoinEvent({ ...person, ...over });
  return world.during(() => world.deliver(eventPayload(event)));
}

/** Nia asks to be shown around, and starts. */
export async function startTour(world: Workspace): Promise<Posted> {
  const message = only(await world.say(NIA, 'I’m new here', NIA_DIRECT));
  await world.press(NIA, message, 'Start the tour');
  return message;
}

/** Emre has Nia greeted, where an admin has switched that on. */
export async function inviteNia(world: Workspace): Promise<Posted> {
  await switchOn(world);
  const [greeting] = await world.say(EMRE, '/whoowns onboard @nia');
  if (greeting?.channel !== NIA_DIRECT) throw new Error('Nia was not greeted.');
  return greeting;
}

/** A workspace in which Emre has Nia greeted, and she has started the tour. */
export async function startInvited(
  options: Parameters<typeof startWorkspace>[0] = {},
): Promise<{ readonly world: Workspace; readonly message: Posted }> {
  const world = await startWorkspace(options);
  const message = await inviteNia(world);
  await world.press(NIA, message, 'Start the tour');
  return { world, message };
}

/** Lets the bot do what is due at an instant; gives what it posted. */
export async function runAt(world: Workspace, instant: string | number): Promise<Posted[]> {
  vi.setSystemTime(typeof instant === 'string' ? Date.parse(instant) : instant);
  return world.during(() => world.jobs.runAll());
}

/** Nia lives in another time zone. */
export function setZone(world: Workspace, tz: string): void {
  (world.slack.world.people.get(NIA) as { tz: string }).tz = tz;
}
