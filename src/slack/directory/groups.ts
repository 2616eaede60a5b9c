import type { webApi } from '@slack/bolt';
import type { Group } from '../../features/team/views/assign-dialog.ts';

const KEPT = 10 * 60 * 1000;
const MOST = 1_000;

/** Lists the user groups of a workspace; undefined where Slack does not tell. What was found is kept for ten minutes. */
export type ListGroups = (
  client: webApi.WebClient,
  workspace: string,
) => Promise<readonly Group[] | undefined>;

/** Makes a lister with its memory. */
export function createListGroups(now: () => number = Date.now): ListGroups {
  const known = new Map<string, { groups: readonly Group[]; until: number }>();
  return async (client, workspace) => {
    const hit = known.get(workspace);
    if (hit && hit.until > now()) return hit.groups;
    try {
      const { usergroups = [] } = await client.usergroups.list({});
      const groups = usergroups.flatMap(({ id, name, handle }) =>
        id === undefined ? [] : [{ id, name: name ?? handle ?? id }],
      );
      if (known.size >= MOST) known.clear();
      known.set(workspace, { groups, until: now() + KEPT });
      return groups;
    } catch {
      return undefined; // a workspace on a plan without groups, or Slack is away: people can be set all the same
    }
  };
}
