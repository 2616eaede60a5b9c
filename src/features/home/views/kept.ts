import type { types } from '@slack/bolt';
import type { Role } from '../../../knowledge/types.ts';
import { context, plain, section } from '../../../slack/ui/blocks.ts';
import { cut, escapeText, LIMIT } from '../../../slack/ui/text.ts';
import { HOME_ACTION } from '../actions.ts';

/** What is kept about one person. */
export interface KeptAbout {
  /** The channel that they picked as theirs. */
  readonly home: string | undefined;
  readonly holds: readonly { readonly role: string; readonly channel: string }[];
  /** How many roles and rules they have set, and how many answers they have taught. */
  readonly set: number;
  readonly taught: number;
  /** Of how many questions they want to be told an answer. */
  readonly waiting: number;
  /** How many people they have invited to the tour. */
  readonly invited: number;
  /** Whether they have begun the tour, and whether a message of it is to come. */
  readonly tour: boolean;
  readonly followUp: boolean;
  /** Whether they want the weekly digest, have switched the greetings on, and look after the bot. */
  readonly digest: boolean;
  readonly greets: boolean;
  readonly caretaker: boolean;
  /** Whether all of it could be looked up. */
  readonly complete: boolean;
}

const some = (count: number, one: string, many: string) => (count === 1 ? `one ${one}` : `${count} ${many}`);

/** What is kept, each as people read it, and as the question before it goes names it; '' where it stays. */
function listKept(kept: KeptAbout, roles: readonly Role[]): { line: string; goes: string }[] {
  const nameOf = (id: string) => escapeText(roles.find((role) => role.id === id)?.name ?? id);
  const held = kept.holds.map(({ role, channel }) => `*${nameOf(role)}* in <#${channel}>`);
  const all: (readonly [boolean, string, string])[] = [
    [kept.home !== undefined, `Your channel is <#${kept.home}>.`, 'your channel'],
    [held.length > 0, `You are ${held.join(', ')}.`, 'the roles that you hold'],
    [kept.tour, 'How far you are with the tour, and what you missed in the quiz.', 'the tour'],
    [kept.followUp, 'A message of the tour that is to come.', 'its last message'],
    [
      kept.waiting > 0,
      `You want to be told the answer to ${some(kept.waiting, 'question', 'questions')}.`,
      'what you want to be told',
    ],
    [kept.digest, 'You get the weekly digest.', 'the weekly digest'],
    [
      kept.set > 0,
      `You have set ${some(kept.set, 'role or rule', 'roles and rules')}.`,
      'your name on what you have set',
    ],
    [
      kept.taught > 0,
      `You have taught me ${some(kept.taught, 'answer', 'answers')}.`,
      'your name on what you have taught',
    ],
    [
      kept.invited > 0,
      `You have invited ${some(kept.invited, 'person', 'people')} to the tour.`,
      'whom you have invited',
    ],
    [
      kept.greets,
      'You have switched on that people who join are greeted.',
      'that you switched the greetings on',
    ],
    [kept.caretaker, 'You are one of those who look after me; an admin changes that.', ''],
  ];
  return all.flatMap(([is, line, goes]) => (is ? [{ line, goes }] : []));
}

/** Builds what is kept about a person; it says so where that could not be looked up. */
export function buildKept(kept: KeptAbout | undefined, roles: readonly Role[]): types.KnownBlock[] {
  if (!kept) return [section('I cannot look that up just now. “Forget me” works as soon as I can.')];
  const lines = listKept(kept, roles).map(({ line }) => `•  ${line}`);
  const text = lines.length === 0 && kept.complete ? 'Nothing yet.' : lines.join('\n');
  return [
    ...(text === '' ? [] : [section(cut(text, LIMIT.section))]),
    ...(kept.complete ? [] : [context('I cannot look up all of it just now.')]),
    context('Unless you want to be told an answer, I keep no question with your name.'),
  ];
}

/** The button that makes the bot forget a person; it asks first, and names all that goes. */
export function forgetButton(kept: KeptAbout | undefined, roles: readonly Role[]): types.Button {
  const goes = (kept ? listKept(kept, roles) : []).map(({ goes: thing }) => thing).filter((it) => it !== '');
  const last = goes.pop();
  const list = goes.length === 0 ? last : `${goes.join(', ')} and ${last}`;
  const text =
    list === undefined
      ? 'Whatever I have of yours goes, also out of my history.'
      : `This goes for good: ${list}.`;
  return {
    type: 'button',
    action_id: HOME_ACTION.forget,
    text: plain('Forget me', 75),
    style: 'danger',
    confirm: {
      title: plain('Forget you?', 100),
      text: plain(text, 300),
      confirm: plain('Forget me', 30),
      deny: plain('Keep', 30),
    },
  };
}
