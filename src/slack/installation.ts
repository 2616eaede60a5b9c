import { webApi } from '@slack/bolt';
import { explain } from './start-errors.ts';

/** The workspace that the app is installed in, as `auth.test` says. */
export interface Installed {
  readonly teamId: string;
  /** The organisation, where the workspace belongs to one. */
  readonly enterpriseId: string | undefined;
}

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

/** A payload came from a workspace in which somebody else has installed the same app; we have no token for it. */
export class OtherWorkspaceError extends Error {
  override readonly name = 'OtherWorkspaceError';

  readonly teamId: string;

  constructor(teamId: string) {
    super(`A payload for the workspace ${teamId} came here, where the app is installed in another one.`);
    this.teamId = teamId;
  }
}

/**
 * Lets in what Slack delivers for our workspace: what Bolt's `authorize` gives for a payload. Always a new object, as
 * Bolt writes into it what the payload says, and a payload from a shared channel may name another company's team.
 * Throws an OtherWorkspaceError for what Slack delivers for another installation of the app.
 */
export function authorizeAt({ teamId, enterpriseId }: Installed, body: unknown) {
  const target = targetOf(body);
  if (target !== undefined && target !== teamId) throw new OtherWorkspaceError(target);
  return { teamId, ...(enterpriseId === undefined ? {} : { enterpriseId }), [WORKSPACE_KEY]: teamId };
}

/** Bolt's context carries it through a payload's handlers. */
export const WORKSPACE_KEY = 'whoownsWorkspace';

/** The installation that a payload is for, where it says so. The team of whoever acts may be another one. */
function targetOf(body: unknown): string | undefined {
  const { authorizations, view } = (body ?? {}) as {
    readonly authorizations?: readonly { readonly team_id?: unknown }[];
    readonly view?: { readonly app_installed_team_id?: unknown } | null;
  };
  const target = view?.app_installed_team_id ?? authorizations?.[0]?.team_id;
  return typeof target === 'string' ? target : undefined;
}
