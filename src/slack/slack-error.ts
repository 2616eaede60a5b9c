import { webApi } from '@slack/bolt';

/** Slack's word for what went wrong, for the log. */
export function slackErrorOf(error: unknown): string {
  if (error instanceof webApi.WebAPIPlatformError) return error.data.error;
  return error instanceof Error ? error.name : 'unknown';
}
