import type { webApi } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import type { Log } from '../../log.ts';
import { slackErrorOf } from '../errors.ts';

/** A user group that can have a role. */
export interface Group {
  readonly id: string;
  readonly name: string;
}

const KEPT_MS = 10 * 60_000;
const MAX_WORKSPACES = 1_000;

export type ListGroups = ReturnType<typeof createListGroups>;

/**
 * Creates what lists the user groups of a workspace, and remembers them for ten minutes; undefined where Slack does not
 * tell. `now` gives milliseconds.
 */
export function createListGroups({ log, now = Date.now }: { log: Log; now?: () => number }) {
  const known = new LRUCache<string, readonly Group[]>({ max: MAX_WORKSPACES, ttl: KEPT_MS, perf: { now } });
  return async (client: webApi.WebClient, workspace: string): Promise<readonly Group[] | undefined> => {
    const hit = known.get(workspace);
    if (hit) return hit;
    try {
      const { usergroups = [] } = await client.usergroups.list({});
      const groups = usergroups.flatMap(({ id, name, handle }) =>
        id === undefined ? [] : [{ id, name: name ?? handle ?? id }],
      );
      known.set(workspace, groups);
      return groups;
    } catch (error) {
      // A workspace on a plan without groups, or Slack is away: people can be set all the same.
      log.warn({ event: 'directory', outcome: 'groups unknown', slack: slackErrorOf(error) });
      return undefined;
    }
  };
}
