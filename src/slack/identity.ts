import { webApi } from '@slack/bolt';
import type { SlackConnection } from '../config.ts';
import { explain } from './start-errors.ts';
import type { Installed } from './workspace.ts';

/** Who the bot is in its workspace, as `auth.test` says. */
export interface Identity extends Installed {
  readonly botToken: string;
  readonly botUserId: string;
  readonly botId: string;
}

/** At the start somebody waits at the terminal: fail early. */
const AT_START = { retryConfig: { retries: 1, minTimeout: 300 }, timeout: 5_000 };

/** Asks Slack who the bot is, with each token that will be used. Throws a ConnectError that names the wrong one. */
export async function identify(
  connection: SlackConnection,
  common: webApi.WebClientOptions,
): Promise<Identity> {
  const { botToken } = connection;
  const options = { ...common, ...AT_START };
  try {
    const me = await new webApi.WebClient(botToken, { ...options }).auth.test();
    if (connection.mode === 'socket') {
      await new webApi.WebClient(connection.appToken, { ...options }).apps.connections
        .open()
        .catch((error) => {
          throw explain(error, 'SLACK_APP_TOKEN');
        });
    }
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
