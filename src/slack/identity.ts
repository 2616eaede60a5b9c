import { webApi } from '@slack/bolt';
import type { Installed } from './caller.ts';
import { explain } from './start-errors.ts';

/** Who the bot is in its workspace, as `auth.test` says. */
export interface Identity extends Installed {
  readonly botToken: string;
  readonly botUserId: string;
  readonly botId: string;
}

/** At the start somebody waits at the terminal: fail early. */
const AT_START = { retryConfig: { retries: 1, minTimeout: 300 }, timeout: 5_000 };

/** Asks Slack who the bot is. Throws a ConnectError that says what is wrong with the token. */
export async function identify(botToken: string, common: webApi.WebClientOptions): Promise<Identity> {
  try {
    const me = await new webApi.WebClient(botToken, { ...AT_START, ...common }).auth.test();
    return {
      botToken,
      botUserId: me.user_id ?? '',
      botId: me.bot_id ?? '',
      teamId: me.team_id ?? '',
      enterpriseId: me.enterprise_id,
    };
  } catch (error) {
    throw explain(error, 'SLACK_BOT_TOKEN');
  }
}
