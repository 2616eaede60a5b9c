import { type LoopbackSlack, openLoopback } from './loopback.ts';

export const BOT_TOKEN = 'xoxb-1111-2222-wireBotToken';
export const APP_TOKEN = 'xapp-1-A0WHOOWNS-3333-wireAppToken';
export const SIGNING_SECRET = 'wire5igning5ecret0123456789abcdef';

/** A Slack on loopback that knows these tokens. */
export function openSlack(): Promise<LoopbackSlack> {
  return openLoopback({ botToken: BOT_TOKEN, appToken: APP_TOKEN });
}
