import type { Role } from '../../knowledge/types.ts';
import type { Log } from '../../log.ts';
import { type Caller, workspaceOf } from '../../slack/caller.ts';
import { slackErrorOf } from '../../slack/errors.ts';
import type { ChannelTeam, Snapshot } from '../../store/types.ts';
import type { TeamParts } from './change-dialog.ts';
import { holdersOf } from './channel-facts.ts';
import { describeRole } from './views/announcement.ts';

interface Parts extends Pick<TeamParts, 'answerer' | 'store'> {
  readonly log: Log;
}

/** The tour shows this many channels. */
const TOUR_CHANNELS = 5;

/** The roles of one channel, line by line. */
export interface Team {
  readonly channel: string;
  readonly lines: readonly string[];
}

/** The roles in a person's channels, a text for each; undefined where they cannot be looked up. */
export async function teamsOf(
  { answerer, store, log }: Parts,
  caller: Caller,
): Promise<string[] | undefined> {
  const { roles } = answerer.known();
  try {
    const snapshot = await store.workspace(workspaceOf(caller.context)).snapshot();
    const ids = await channelsOf(caller, snapshot);
    const teams = describeTeams(snapshot, ids, roles).slice(0, TOUR_CHANNELS);
    return teams.map(({ channel, lines }) => `<#${channel}>\n${lines.join('\n')}`);
  } catch (error) {
    log.warn({ event: 'onboarding', outcome: 'no teams', slack: slackErrorOf(error) });
    return undefined; // the step says so, and the tour goes on
  }
}

/** The same for the home tab. Where Slack does not tell a person's channels: those in which they have a role. */
export async function teamsAtHome(
  { answerer, log }: Pick<Parts, 'answerer' | 'log'>,
  caller: Caller,
  snapshot: Snapshot,
): Promise<readonly Team[]> {
  const { roles } = answerer.known();
  try {
    return describeTeams(snapshot, await channelsOf(caller, snapshot), roles);
  } catch (error) {
    log.warn({ event: 'home', outcome: 'no channels', slack: slackErrorOf(error) });
    const own = snapshot.homes.get(caller.user);
    const withRole = [...snapshot.channels].filter(([, team]) => hasRole(team, caller.user));
    return describeTeams(
      snapshot,
      [...(own === undefined ? [] : [own]), ...withRole.map(([id]) => id)],
      roles,
    );
  }
}

function hasRole(team: ChannelTeam, person: string): boolean {
  return [...team.assignments.values()].some(({ holders }) => holders.some(({ id }) => id === person));
}

/**
 * The channels of a person; the one they picked comes first. Of private channels Slack tells those that the bot is in.
 * Where no channel has roles, Slack is not asked.
 */
async function channelsOf({ client, user }: Caller, { channels, homes }: Snapshot): Promise<string[]> {
  if (![...channels.values()].some(({ assignments }) => assignments.size > 0)) return [];
  const own = homes.get(user);
  const { channels: joined = [] } = await client.users.conversations({
    user,
    types: 'public_channel,private_channel',
    exclude_archived: true,
    limit: 999,
  });
  return [...(own === undefined ? [] : [own]), ...joined.flatMap(({ id }) => id ?? [])];
}

function describeTeams(
  { channels, names }: Snapshot,
  ids: readonly string[],
  roles: readonly Role[],
): readonly Team[] {
  return [...new Set(ids)].flatMap((channel) => {
    const team = channels.get(channel);
    if (!team || team.assignments.size === 0) return [];
    const lines = roles.map((role) => describeRole(holdersOf(role, team.assignments, names)));
    return [{ channel, lines }];
  });
}
