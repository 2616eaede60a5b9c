import type { Context, webApi } from '@slack/bolt';

/** Who does something, by way of which client. */
export interface Caller {
  readonly client: webApi.WebClient;
  readonly context: Context;
  readonly user: string;
}
