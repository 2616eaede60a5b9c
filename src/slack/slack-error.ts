import { ErrorCode, webApi } from '@slack/bolt';

/** Slack's word for what went wrong, for the log. */
export function slackErrorOf(error: unknown): string {
  if (error instanceof webApi.WebAPIPlatformError) return error.data.error;
  return error instanceof Error ? error.name : 'unknown';
}

/** What Slack has been seen to answer to a message whose blocks, such as a table, it does not take. */
const REFUSALS = ['invalid_blocks', 'invalid_attachments', 'internal_error', 'only_one_table_allowed'];

/** Whether Slack refused the blocks of a message. Of a reply to a command it says so by the status alone. */
export function refusesBlocks(error: unknown): boolean {
  if (error instanceof webApi.WebAPIPlatformError) {
    return REFUSALS.some((refusal) => error.data.error.startsWith(refusal));
  }
  const { code, statusCode } = (error ?? {}) as { code?: unknown; statusCode?: unknown };
  return code === ErrorCode.RespondError && statusCode === 400;
}
