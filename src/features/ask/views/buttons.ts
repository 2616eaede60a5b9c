import type { types } from '@slack/bolt';
import type { Subject } from '../../../answer/types.ts';
import { cut, LIMIT } from '../../../slack/ui/text.ts';
import type { ASK_ACTION } from '../actions.ts';

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
