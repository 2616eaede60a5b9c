import type { Context, webApi } from '@slack/bolt';

/** Who does something, by way of which client. */
export interface Doing {
  readonly client: webApi.WebClient;
  readonly context: Context;
  readonly user: string;
}
