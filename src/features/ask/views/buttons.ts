import type { types } from '@slack/bolt';
import type { RolePair, Subject, TopicCard } from '../../../answer/types.ts';
import { plain } from '../../../slack/ui/blocks.ts';
import { cut, LIMIT } from '../../../slack/ui/text.ts';
import type { AnswerPlace } from '../../team/views/held.ts';
import { againButton } from '../../team/views/set-roles.ts';
import { ASK_ACTION } from '../actions.ts';

/** What a button carries, so that a press needs nothing but its payload. */
export interface Carried {
  readonly subject: Subject;
  /** The question as people may see it again, cut short. */
  readonly question?: string | undefined;
  /** The thread in which a private answer stands: Slack does not tell it for ephemeral messages. */
  readonly thread?: string | undefined;
  /** The channel that the answer spoke of, where it is not the one that it stands in. */
  readonly channel?: string | undefined;
}

export const QUESTION_LIMIT = 300;

/** Packs what a button carries into its value. */
function packValue({ subject, question, thread, channel }: Carried): string {
  const short = question === undefined ? undefined : cut(question, QUESTION_LIMIT);
  return JSON.stringify({ s: subject, q: short, t: thread, c: channel });
}

/** Reads a button's value; undefined where it is not one of ours, as on a message of another version. */
export function unpackValue(value: string | undefined): Carried | undefined {
  try {
    const { s, q, t, c } = JSON.parse(value ?? '') as Record<string, unknown>;
    const subject = readSubject(s);
    if (!subject) return undefined;
    return {
      subject,
      question: typeof q === 'string' ? q : undefined,
      thread: typeof t === 'string' ? t : undefined,
      channel: typeof c === 'string' ? c : undefined,
    };
  } catch {
    return undefined; // not JSON: the same as any other foreign value
  }
}

/** Reads a subject out of data that has been away; undefined where it is none. */
export function readSubject(value: unknown): Subject | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { topic, taught, roles, list } = value as Record<string, unknown>;
  if (typeof topic === 'string') return { topic };
  if (typeof taught === 'string') return { taught };
  if (list === 'topics') return { list };
  const [one, two] = Array.isArray(roles) ? roles : [];
  return typeof one === 'string' && typeof two === 'string' ? { roles: [one, two] } : undefined;
}

/** A button that carries a subject. `apart` tells it from the others of its message. */
export function button(
  action: (typeof ASK_ACTION)[keyof typeof ASK_ACTION],
  apart: string,
  label: string,
  carried: Carried,
): types.Button {
  return {
    type: 'button',
    action_id: cut(`${action}:${apart}`, 255),
    text: { type: 'plain_text', text: cut(label, LIMIT.button), emoji: true },
    value: packValue(carried),
  };
}

/** "Ask them", where somebody holds the role; it asks before it calls anybody. */
export function askButton(
  { audience, local, question, thread }: AnswerPlace,
  subject: Subject,
): types.Button | undefined {
  if (audience === 'dialog') return undefined;
  if (local?.here.state !== 'known') return undefined;
  const names = local.held.flatMap(({ holders }) => holders.filter(({ gone }) => !gone));
  if (names.length === 0) return undefined;
  const { channel, elsewhere, names: known } = local.here;
  const carried = { subject, question, thread, ...(elsewhere ? { channel } : {}) };
  const named = known.get(channel)?.name;
  const there = named === undefined ? 'in your channel' : `in #${named}`;
  const where = elsewhere ? there : thread === undefined ? 'in this channel' : 'in this thread';
  const list = cut(names.map(({ name }) => name).join(', '), 150);
  return {
    ...button(ASK_ACTION.ask, 'answer', 'Ask them', carried),
    confirm: {
      title: plain('Ask them?', 100),
      text: plain(`I post your question ${where}, where everybody sees it, and mention ${list}.`, 300),
      confirm: plain('Ask', 30),
      deny: plain('Not now', 30),
    },
  };
}

/** What a button that shows something does: below the message, or in the place of what a dialog shows. */
export const showing = ({ audience }: AnswerPlace) =>
  audience === 'dialog' ? ASK_ACTION.look : ASK_ACTION.show;

/** Builds the buttons below an answer: ask them, related topics, compare, why, share. */
export function nextSteps(
  subject: Subject,
  card: TopicCard,
  compare: RolePair | undefined,
  place: AnswerPlace,
): types.KnownBlock[] {
  const { thread, question } = place;
  const ask = askButton(place, subject);
  const buttons = card.related
    .filter((topic) => !compare || topic.kind !== 'comparison')
    .slice(0, 3)
    .map((topic) => button(showing(place), topic.id, topic.title, { subject: { topic: topic.id }, thread }));
  const again = againButton(place);
  if (again) buttons.unshift(again);
  if (ask) buttons.unshift(ask);
  if (compare) {
    const [one, two] = compare.map((role) => role.short ?? role.name);
    const roles = [compare[0].id, compare[1].id] as const;
    buttons.push(
      button(showing(place), '~compare', `Compare ${one} and ${two}`, { subject: { roles }, thread }),
    );
  }
  if (question !== undefined && question.length <= QUESTION_LIMIT)
    buttons.push(button(ASK_ACTION.why, 'answer', 'Why this answer?', { subject, question, thread }));
  if (place.audience === 'private') {
    buttons.push(button(ASK_ACTION.share, 'answer', 'Share in channel', { subject, question, thread }));
  }
  return buttons.length > 0 ? [{ type: 'actions', elements: buttons }] : [];
}
