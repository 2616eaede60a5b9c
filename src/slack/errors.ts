import { ErrorCode } from '@slack/bolt';
import { isWord } from '../log.ts';

/** An error, what caused it, what caused that, and so on: fetch hides what happened two or three deep. */
export function causesOf(error: unknown): readonly unknown[] {
  const causes: unknown[] = [];
  for (let next = error; next !== undefined && next !== null && causes.length < 10; ) {
    causes.push(next);
    next = (next as { cause?: unknown }).cause;
  }
  return causes;
}

/** The code of a failed connection, such as ECONNREFUSED; undefined where an error has none. */
export function connectionCodeOf(error: unknown): string | undefined {
  for (const { code } of causesOf(error) as { code?: unknown }[]) {
    if (typeof code === 'string' && /^E[A-Z_]+$|^UND_ERR_CONNECT/.test(code)) return code;
  }
  return undefined;
}

/** Slack's word for what went wrong, for the log. */
export function slackErrorOf(error: unknown): string {
  const word = (error as { data?: { error?: unknown } } | undefined)?.data?.error;
  if (typeof word === 'string') return isWord(word) ? word : 'no word'; // a proxy answers with a page
  return error instanceof Error ? error.name : 'unknown';
}

/** What Slack has been seen to answer to a message whose blocks, such as a table, it does not take. */
const REFUSALS = ['invalid_blocks', 'invalid_attachments', 'internal_error', 'only_one_table_allowed'];

/** Whether Slack refused the blocks of a message. Of a reply to a command it may say so by the status alone. */
export function refusesBlocks(error: unknown): boolean {
  const { code, statusCode } = (error ?? {}) as { code?: unknown; statusCode?: unknown };
  if (code === ErrorCode.RespondError && statusCode === 400) return true;
  return REFUSALS.some((refusal) => slackErrorOf(error).startsWith(refusal));
}

/** Why the bot could not write in a channel, as a sentence for people, with what can be done. */
export function explainRefusal(error: unknown): string {
  if (isArchived(error)) return 'that channel is archived.';
  if (cannotPost(error)) {
    return "I'm not in that channel. Type `/invite @whoowns` there, and I can post in it.";
  }
  if (isRestricted(error)) {
    return 'only some people may post there. An admin of the channel can let me, too.';
  }
  return 'Slack rejected my message. Please tell them yourself this time.';
}

/** Whether Slack refused because the bot cannot post in the channel: it is no member, or the channel is archived. */
export function cannotPost(error: unknown): boolean {
  return ['not_in_channel', 'channel_not_found', 'is_archived'].includes(slackErrorOf(error));
}

/** Whether the channel is archived, so that inviting the bot would not help. */
export function isArchived(error: unknown): boolean {
  return slackErrorOf(error) === 'is_archived';
}

export function isRestricted(error: unknown): boolean {
  return slackErrorOf(error).startsWith('restricted_action');
}
