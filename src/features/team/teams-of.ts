import type { Role } from '../../knowledge/types.ts';
import type { Log } from '../../log.ts';
import { type Caller, workspaceOf } from '../../slack/caller.ts';
import type { Channels } from '../../slack/directory/channels.ts';
import { slackErrorOf } from '../../slack/errors.ts';
import type { ChannelTeam, Snapshot } from '../../store/types.ts';
import type { TeamDependencies } from './change-dialog.ts';
import { holdersOf } from './channel-facts.ts';
import { isOpen } from './channel-lookup.ts';
import { describeRole } from './views/announcement.ts';

interface Dependencies extends Pick<TeamDependencies, 'answerer' | 'store' | 'channels'> {
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
  { answerer, store, channels, log }: Dependencies,
  caller: Caller,
): Promise<string[] | undefined> {
  const { roles } = answerer.known();
  try {
    const snapshot = await store.workspace(workspaceOf(caller.context)).snapshot();
    const ids = await channelsOf(channels, caller, snapshot);
    const teams = describeTeams(snapshot, ids, roles).slice(0, TOUR_CHANNELS);
    return teams.map(({ channel, lines }) => `<#${channel}>\n${lines.join('\n')}`);
  } catch (error) {
    log.warn({ event: 'onboarding', outcome: 'no teams', slack: slackErrorOf(error) });
    return undefined; // the step says so, and the tour goes on
  }
}

/** The same for the home tab. Where Slack does not tell a person's channels: public ones with a role of theirs. */
export async function teamsAtHome(
  { answerer, channels, log }: Omit<Dependencies, 'store'>,
  caller: Caller,
  snapshot: Snapshot,
): Promise<readonly Team[]> {
  const { roles } = answerer.known();
  try {
    return describeTeams(snapshot, await channelsOf(channels, caller, snapshot), roles);
  } catch (error) {
    log.warn({ event: 'home', outcome: 'no channels', slack: slackErrorOf(error) });
    const own = snapshot.homes.get(caller.user);
    const withRole = [...snapshot.channels].filter(([, team]) => hasRole(team, caller.user));
    const ids = [...(own === undefined ? [] : [own]), ...withRole.map(([id]) => id)];
    return describeTeams(
      snapshot,
      ids.filter((id) => isOpen(snapshot, id)),
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
async function channelsOf(directory: Channels, caller: Caller, snapshot: Snapshot): Promise<string[]> {
  if (![...snapshot.channels.values()].some(({ assignments }) => assignments.size > 0)) return [];
  const own = snapshot.homes.get(caller.user);
  const joined = await directory.of(caller);
  // They may have left it since.
  const isTheirs = own !== undefined && (joined.includes(own) || isOpen(snapshot, own));
  return [...(isTheirs ? [own] : []), ...joined];
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
