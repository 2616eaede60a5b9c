import { nameAll } from '../../answer/here.ts';
import type { Log } from '../../log.ts';
import { describeRole } from '../blocks/team.ts';
import type { Doing } from './doing.ts';
import type { MemoryParts } from './parts.ts';
import { slackErrorOf } from './slack-error.ts';
import { workspaceOf } from './workspace.ts';

type Parts = Pick<MemoryParts, 'answerer' | 'store'> & { readonly log: Log };

/** So many channels are shown. */
const CHANNELS = 5;

/** Who holds what in the public channels of a person, a text for each; undefined where that cannot be known just now. */
export async function teamsOf({ answerer, store, log }: Parts, doing: Doing): Promise<string[] | undefined> {
  const { roles } = answerer.known();
  try {
    const snapshot = await store.workspace(workspaceOf(doing.context)).snapshot();
    if (snapshot.channels.size === 0) return [];
    const own = snapshot.homes.get(doing.user);
    const { channels = [] } = await doing.client.users.conversations({
      user: doing.user,
      types: 'public_channel',
      exclude_archived: true,
      limit: 999,
    });
    const ids = [...(own === undefined ? [] : [own]), ...channels.flatMap(({ id }) => id ?? [])];
    const theirs = [...new Set(ids)].flatMap((id) => {
      const team = snapshot.channels.get(id);
      return team && team.assignments.size > 0 ? [{ id, team }] : [];
    });
    return theirs.slice(0, CHANNELS).map(({ id, team }) => {
      const lines = roles.map((role) => {
        const { holders = [], note = '' } = team.assignments.get(role.id) ?? {};
        return describeRole({ role, holders: nameAll(holders, snapshot.names), note });
      });
      return `<#${id}>\n${lines.join('\n')}`;
    });
  } catch (error) {
    log.warn({ event: 'onboarding', outcome: 'no teams', slack: slackErrorOf(error) });
    return undefined; // the step says so, and the tour goes on
  }
}
