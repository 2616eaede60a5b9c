import type { Context } from '@slack/bolt';

/** The key under which a workspace's memory is kept: the organisation's where the app is installed for all of it. */
export function workspaceOf(context: Context): string {
  const key = context.isEnterpriseInstall ? context.enterpriseId : context.teamId;
  return key ?? context.teamId ?? context.enterpriseId ?? 'unknown';
}
