import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { RolePair, Subject, TopicCard } from '../../../answer/types.ts';
import { plain, readJson } from '../../../slack/ui/blocks.ts';
import { cut, LIMIT } from '../../../slack/ui/text.ts';
import type { AnswerPlace } from '../../team/channel-facts.ts';
import { reassignButton } from '../../team/views/change-buttons.ts';
import { ASK_ACTION } from '../actions.ts';
import { COPY } from '../copy.ts';

/** What a button carries, so that a press needs nothing but its payload. */
export interface Carried {
  readonly subject: Subject;
  /** The question as people may see it again, cut short. */
  readonly question?: string | undefined;
  /** The thread of a private answer: Slack does not tell it for ephemeral messages. */
  readonly thread?: string | undefined;
  /** The channel that the answer is about, where it stands in another. */
  readonly channel?: string | undefined;
}

/** Slack's limit for a button's value is 2,000 characters; the question is the one long part. */
export const QUESTION_LIMIT = 300;

export const subjectSchema = z.union([
  z.object({ topic: z.string() }),
  z.object({ taught: z.string() }),
  z.object({ list: z.literal('topics') }),
  z.object({ roles: z.tuple([z.string(), z.string()]).readonly() }),
]);

/** Text that may be missing, or of another kind on a message of another version. */
export const optionalText = z.string().optional().catch(undefined);

const valueSchema = z.object({ s: subjectSchema, q: optionalText, t: optionalText, c: optionalText });

function packValue({ subject, question, thread, channel }: Carried): string {
  const short = question === undefined ? undefined : cut(question, QUESTION_LIMIT);
  return JSON.stringify({ s: subject, q: short, t: thread, c: channel });
}

/** Reads a button's value; undefined where it is not one of ours, as on a message of another version. */
export function unpackValue(value: string | undefined): Carried | undefined {
  const read = readJson(valueSchema, value);
  return read && { subject: read.s, question: read.q, thread: read.t, channel: read.c };
}

/** A button that carries a subject. Slack wants action ids unique in a message: `suffix` makes this one so. */
export function button(
  action: (typeof ASK_ACTION)[keyof typeof ASK_ACTION],
  suffix: string,
  label: string,
  carried: Carried,
): types.Button {
  return {
    type: 'button',
    action_id: cut(`${action}:${suffix}`, 255),
    text: plain(label, LIMIT.button),
    value: packValue(carried),
  };
}

/** "Ask them", where somebody has the role. Slack asks for a confirmation before anybody is notified. */
export function askButton(
  { audience, facts, question, thread }: AnswerPlace,
  subject: Subject,
): types.Button | undefined {
  if (audience === 'dialog' || facts?.lookup.state !== 'known') return undefined;
  const people = facts.roleHolders.flatMap(({ holders }) => holders.filter(({ gone }) => !gone));
  if (people.length === 0) return undefined;
  const { channel, elsewhere, names } = facts.lookup;
  const name = names.get(channel)?.name;
  const there = name === undefined ? COPY.asking.inTheirs : COPY.asking.inNamed(name);
  const inPlace = thread === undefined ? COPY.asking.inChannel : COPY.asking.inThread;
  const list = cut(people.map((person) => person.name).join(', '), 150);
  const carried = { subject, question, thread, ...(elsewhere ? { channel } : {}) };
  return {
    ...button(ASK_ACTION.ask, 'answer', COPY.buttons.askThem, carried),
    confirm: {
      title: plain(COPY.asking.title, 100),
      text: plain(COPY.asking.confirm(elsewhere ? there : inPlace, list), 300),
      confirm: plain(COPY.asking.ask, 30),
      deny: plain(COPY.asking.notNow, 30),
    },
  };
}

export function shareButton({ question, thread }: AnswerPlace, subject: Subject): types.Button {
  return button(ASK_ACTION.share, 'answer', COPY.buttons.share, { subject, question, thread });
}

/** The action that shows a subject: below the message, or in place of what a dialog shows. */
export const showAction = ({ audience }: AnswerPlace) =>
  audience === 'dialog' ? ASK_ACTION.look : ASK_ACTION.show;

/** Builds the buttons below an answer: ask them, assign again, related topics, compare, why, share. */
export function buildNextSteps(
  subject: Subject,
  card: TopicCard,
  compare: RolePair | undefined,
  place: AnswerPlace,
): types.KnownBlock[] {
  const { thread, question } = place;
  const elements = [askButton(place, subject), reassignButton(place)].flatMap((element) => element ?? []);
  const related = card.related.filter((topic) => !compare || topic.kind !== 'comparison').slice(0, 3);
  for (const { id, title } of related) {
    elements.push(button(showAction(place), id, title, { subject: { topic: id }, thread }));
  }
  if (compare) {
    const [one, other] = compare.map((role) => role.short ?? role.name);
    const label = COPY.buttons.compare(one ?? '', other ?? '');
    const roles = [compare[0].id, compare[1].id] as const;
    elements.push(button(showAction(place), '~compare', label, { subject: { roles }, thread }));
  }
  // The reasons are worked out again from the question, so it must be whole.
  if (question !== undefined && question.length <= QUESTION_LIMIT) {
    elements.push(button(ASK_ACTION.why, 'answer', COPY.buttons.why, { subject, question, thread }));
  }
  if (place.audience === 'private') elements.push(shareButton(place, subject));
  return elements.length > 0 ? [{ type: 'actions', elements }] : [];
}
