import type { Context } from '@slack/bolt';

/** Where the app is installed, as `auth.test` says. */
export interface Installed {
  readonly teamId: string;
  /** The organisation, where the workspace belongs to one. */
  readonly enterpriseId: string | undefined;
  /** It is installed for all workspaces of the organisation. */
  readonly isEnterpriseInstall: boolean;
}

const KEY = 'whoownsWorkspace';

/**
 * Where the app is installed, as Bolt takes it for each payload. Always in an object of its own: Bolt writes what the
 * payload says into it, and a payload from a shared channel may speak of another company's team.
 */
export function authorizeAt({ teamId, enterpriseId, isEnterpriseInstall }: Installed) {
  const enterprise = enterpriseId === undefined ? {} : { enterpriseId };
  if (isEnterpriseInstall && enterpriseId !== undefined) return { ...enterprise, [KEY]: enterpriseId };
  return { teamId, ...enterprise, [KEY]: teamId };
}

/** The key under which a workspace's memory is kept: the organisation's where the app is installed for all of it. */
export function workspaceOf(context: Context): string {
  if (typeof context[KEY] === 'string') return context[KEY];
  // Bolt does not ask for an authorization where the app is taken out: there the payload speaks of us.
  const key = context.isEnterpriseInstall ? context.enterpriseId : context.teamId;
  return key ?? context.teamId ?? context.enterpriseId ?? 'unknown';
}
