import type { types } from '@slack/bolt';
import type { Subject } from '../../answer/types.ts';
import { cut, LIMIT } from './text.ts';

/** What the bot's buttons do. An action id is one of these, or one of these with `:` and more to tell buttons apart. */
export const ACTION = {
  /** Shows a topic below what is there. */
  show: 'topic.show',
  /** Puts the answer in the place of the question "Did you mean". */
  pick: 'topic.pick',
  /** Posts a private answer where everybody sees it. */
  share: 'answer.share',
  /** Says, to whoever presses, why the question was understood as it was. */
  why: 'answer.why',
  /** Asks those who hold the role, where everybody sees it. */
  ask: 'answer.ask',
  /** Opens the dialog in which the roles of a channel are set. */
  assign: 'team.assign',
  /** Opens the dialog for a rule of a channel. */
  rule: 'team.rule',
  /** Takes a change back. */
  undo: 'team.undo',
  /** A person picks the channel that is theirs. */
  home: 'home.pick',
  /** Shows a topic in the place of what a dialog shows. */
  look: 'dialog.look',
  /** On the home tab: a question, a topic, the settings, and "Forget me". */
  askHome: 'home.ask',
  topic: 'home.topic',
  settings: 'home.settings',
  forget: 'home.forget',
  /** A step of the tour or the quiz; `begin` asks for it; `again` tries once more to greet somebody. */
  step: 'onboarding.step',
  begin: 'onboarding.begin',
  again: 'onboarding.again',
  /** "Was this helpful?" with Slack's own buttons, and in a dialog; "Tell me when there is an answer". */
  judge: 'feedback.judge',
  unhelpful: 'feedback.not',
  tell: 'feedback.tell',
  /** What people could not be told: pages, an answer, "Not ours", another way to ask, and who is right. */
  gapsPage: 'gaps.page',
  gapsAnswer: 'gaps.answer',
  gapsNotOurs: 'gaps.not-ours',
  gapsAccept: 'gaps.accept',
  gapsDecide: 'gaps.decide',
  /** What somebody taught: pages, edit, withdraw, its history, and that it still holds. */
  taughtPage: 'taught.page',
  taughtEdit: 'taught.edit',
  taughtWithdraw: 'taught.withdraw',
  taughtHistory: 'taught.history',
  taughtHolds: 'taught.holds',
  /** Shows the cheat sheet below. */
  sheet: 'sheet.show',
} as const;

const idOf = (action: string) => new RegExp(`^${action.replace('.', '\\.')}(?::|$)`);

/** How a door knows its presses. `foreign` is every id that is none of ours. */
export const ACTION_ID = {
  show: idOf(ACTION.show),
  pick: idOf(ACTION.pick),
  share: idOf(ACTION.share),
  why: idOf(ACTION.why),
  ask: idOf(ACTION.ask),
  assign: idOf(ACTION.assign),
  rule: idOf(ACTION.rule),
  undo: idOf(ACTION.undo),
  home: idOf(ACTION.home),
  look: idOf(ACTION.look),
  askHome: idOf(ACTION.askHome),
  topic: idOf(ACTION.topic),
  settings: idOf(ACTION.settings),
  forget: idOf(ACTION.forget),
  step: idOf(ACTION.step),
  begin: idOf(ACTION.begin),
  again: idOf(ACTION.again),
  sheet: idOf(ACTION.sheet),
  judge: idOf(ACTION.judge),
  unhelpful: idOf(ACTION.unhelpful),
  tell: idOf(ACTION.tell),
  gapsPage: idOf(ACTION.gapsPage),
  gapsAnswer: idOf(ACTION.gapsAnswer),
  gapsNotOurs: idOf(ACTION.gapsNotOurs),
  gapsAccept: idOf(ACTION.gapsAccept),
  gapsDecide: idOf(ACTION.gapsDecide),
  taughtPage: idOf(ACTION.taughtPage),
  taughtEdit: idOf(ACTION.taughtEdit),
  taughtWithdraw: idOf(ACTION.taughtWithdraw),
  taughtHistory: idOf(ACTION.taughtHistory),
  taughtHolds: idOf(ACTION.taughtHolds),
  foreign: new RegExp(`^(?!(?:${Object.values(ACTION).join('|').replaceAll('.', '\\.')})(?::|$))`),
} as const;

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
  action: (typeof ACTION)[keyof typeof ACTION],
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

/** A button that carries a plain value; `apart` tells it from the others of its message. */
export function plainButton(action: string, apart: string, label: string, value: string): types.Button {
  return {
    type: 'button',
    action_id: cut(`${action}:${apart}`, 255),
    text: { type: 'plain_text', text: cut(label, LIMIT.button), emoji: true },
    value: cut(value, 2000),
  };
}
