import type { Context } from '@slack/bolt';

/** The workspace that the app is installed in, as `auth.test` says. */
export interface Installed {
  readonly teamId: string;
  /** The organisation, where the workspace belongs to one. */
  readonly enterpriseId: string | undefined;
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
  return { teamId, ...(enterpriseId === undefined ? {} : { enterpriseId }), [KEY]: teamId };
}

const KEY = 'whoownsWorkspace';

/** The installation that a payload is for, where it says so. The team of whoever acts may be another one. */
function targetOf(body: unknown): string | undefined {
  const { authorizations, view } = (body ?? {}) as {
    readonly authorizations?: readonly { readonly team_id?: unknown }[];
    readonly view?: { readonly app_installed_team_id?: unknown } | null;
  };
  const target = view?.app_installed_team_id ?? authorizations?.[0]?.team_id;
  return typeof target === 'string' ? target : undefined;
}

/** The key under which the records of a workspace are kept: its team id. */
export function workspaceOf(context: Context): string {
  // Bolt does not ask for an authorization where the app is taken out: there the payload speaks of us.
  return typeof context[KEY] === 'string' ? context[KEY] : (context.teamId ?? 'unknown');
}
