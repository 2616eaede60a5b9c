import { ErrorCode, webApi } from '@slack/bolt';
import type { Message } from '../../slack/ui/message.ts';
import type { MemoryParts } from '../parts.ts';
import { makeSheet } from './sheet.ts';
import { buildSheet, buildTextSheet } from './views.ts';

/** Sends the cheat sheet by way of `send`: with Slack's table, or as text where Slack does not take that. */
export async function sendSheet(
  { answerer }: Pick<MemoryParts, 'answerer'>,
  send: (message: Message) => Promise<unknown>,
): Promise<void> {
  const { roles, groups } = answerer.known();
  const sheet = makeSheet(roles, groups);
  try {
    await send(buildSheet(sheet));
  } catch (error) {
    if (!refusesBlocks(error)) throw error;
    await send(buildTextSheet(sheet));
  }
}

/** Slack says so of a call by name, of a reply to a command by the status alone. */
function refusesBlocks(error: unknown): boolean {
  if (error instanceof webApi.WebAPIPlatformError) return error.data.error.startsWith('invalid_blocks');
  const { code, statusCode } = (error ?? {}) as { code?: unknown; statusCode?: unknown };
  return code === ErrorCode.RespondError && statusCode === 400;
}
