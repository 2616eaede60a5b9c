import type { webApi } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import type { Log } from '../../log.ts';
import { slackErrorOf } from '../errors.ts';

/** A person, as far as the bot cares. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** A guest, a bot, or somebody of another company: they ask, and change nothing. */
  readonly outside: boolean;
  /** Somebody of another company. */
  readonly foreign: boolean;
  readonly admin: boolean;
  readonly gone: boolean;
  /** Their time zone, such as Europe/Berlin. */
  readonly zone: string | undefined;
}

export type People = ReturnType<typeof createPeople>;

/** Slack's user object, from a call or an event. */
export type SlackUser = NonNullable<webApi.UsersInfoResponse['user']>;

const KEPT_MS = 10 * 60_000;
const MAX_PEOPLE = 5_000;

/** Creates the directory of people, which this process remembers for ten minutes. `now` gives milliseconds. */
export function createPeople({ log, now = Date.now }: { log: Log; now?: () => number }) {
  const remembered = new LRUCache<string, { readonly person: Person; readonly isApp: boolean }>({
    max: MAX_PEOPLE,
    ttl: KEPT_MS,
    perf: { now },
  });

  /** What is known without asking. */
  const known = (id: string, workspace: string) => remembered.get(`${workspace}/${id}`)?.person;

  /** Takes in what Slack has told by itself. */
  function learn(user: SlackUser, workspace: string): Person {
    const person = readPerson(user, workspace);
    remembered.set(`${workspace}/${user.id}`, { person, isApp: user.is_bot === true });
    return person;
  }

  /** Asks Slack anew, as what is about to be changed depends on it. */
  async function ask(client: webApi.WebClient, id: string, workspace: string): Promise<Person | undefined> {
    try {
      const { user } = await client.users.info({ user: id });
      return user && learn(user, workspace);
    } catch (error) {
      log.warn({ event: 'directory', outcome: 'person unknown', slack: slackErrorOf(error) });
      return undefined; // the caller says what it means not to know
    }
  }

  return {
    known,
    learn,
    ask,
    /** Undefined where Slack does not tell. `workspace` is the team that the app is installed in. */
    find: async (client: webApi.WebClient, id: string, workspace: string) =>
      known(id, workspace) ?? ask(client, id, workspace),
    /** The names of the people of a workspace who are known without asking; apps have names as well, and those are words. */
    names: (workspace: string): string[] =>
      [...remembered.entries()].flatMap(([key, { person, isApp }]) =>
        key.startsWith(`${workspace}/`) && !isApp && person.name !== person.id ? [person.name] : [],
      ),
  };
}

function readPerson(user: SlackUser, workspace: string): Person {
  const { id = '', profile, team_id: team } = user;
  const { teams = [], enterprise_id: enterprise } = user.enterprise_user ?? {};
  const ofHere =
    team === undefined || team === workspace || teams.includes(workspace) || enterprise === workspace;
  // Slack calls nobody a stranger who is in a channel that is shared with us: their team tells.
  const foreign = user.is_stranger === true || !ofHere;
  // Slack's own bot says of itself that it is none.
  const isBot = user.is_bot === true || id === 'USLACKBOT';
  const outside = foreign || isBot || user.is_restricted === true || user.is_ultra_restricted === true;
  return {
    id,
    name: plainName(profile?.real_name || user.real_name || profile?.display_name || user.name || '') || id,
    outside,
    foreign,
    admin: !outside && (user.is_admin === true || user.is_owner === true),
    gone: user.deleted === true,
    zone: user.tz,
  };
}

/** A name on one line; nothing in it turns the writing of what stands after it. */
function plainName(name: string): string {
  return name.replace(/[\p{Cc}\s\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}
