import type { webApi } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import type { Log } from '../../log.ts';
import { slackErrorOf } from '../post.ts';

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

/** Looks people up; what was found is kept for a while. */
export interface People {
  /** Undefined where Slack does not tell. `workspace` is the team that the app is installed in. */
  find(client: webApi.WebClient, id: string, workspace: string): Promise<Person | undefined>;
  /** The same, asked anew: what is about to be changed depends on it. */
  ask(client: webApi.WebClient, id: string, workspace: string): Promise<Person | undefined>;
  /** What is known without asking. */
  known(id: string, workspace: string): Person | undefined;
  /** The names of the people of a workspace who are known without asking; apps have names as well, and those are words. */
  names(workspace: string): string[];
  /** Takes in what Slack has told by itself. */
  learn(user: SlackUser, workspace: string): Person;
}

/** The fields of Slack's user object that are read. */
export interface SlackUser {
  readonly id?: string | undefined;
  readonly team_id?: string | undefined;
  readonly name?: string | undefined;
  readonly real_name?: string | undefined;
  readonly deleted?: boolean | undefined;
  readonly tz?: string | undefined;
  readonly is_admin?: boolean | undefined;
  readonly is_owner?: boolean | undefined;
  readonly is_bot?: boolean | undefined;
  readonly is_restricted?: boolean | undefined;
  readonly is_ultra_restricted?: boolean | undefined;
  readonly is_stranger?: boolean | undefined;
  readonly enterprise_user?:
    | { readonly enterprise_id?: string | undefined; readonly teams?: string[] | undefined }
    | undefined;
  readonly profile?:
    | { readonly display_name?: string | undefined; readonly real_name?: string | undefined }
    | undefined;
}

const KEPT_MS = 10 * 60_000;
const MOST = 5_000;

/** Creates the directory of people, which this process remembers for ten minutes. `now` gives milliseconds. */
export function createPeople({
  log,
  now = Date.now,
}: {
  readonly log: Log;
  readonly now?: () => number;
}): People {
  const known = new LRUCache<string, { readonly person: Person; readonly isApp: boolean }>({
    max: MOST,
    ttl: KEPT_MS,
    perf: { now },
  });
  const people: People = {
    known: (id, workspace) => known.get(`${workspace}/${id}`)?.person,
    find: async (client, id, workspace) => people.known(id, workspace) ?? people.ask(client, id, workspace),
    async ask(client, id, workspace) {
      try {
        const { user } = await client.users.info({ user: id });
        return user ? people.learn(user as SlackUser, workspace) : undefined;
      } catch (error) {
        log.warn({ event: 'directory', outcome: 'person unknown', slack: slackErrorOf(error) });
        return undefined; // the caller says what it means not to know
      }
    },
    names: (workspace) =>
      [...known.entries()].flatMap(([key, { person, isApp }]) =>
        key.startsWith(`${workspace}/`) && !isApp && person.name !== person.id ? [person.name] : [],
      ),
    learn(user, workspace) {
      const person = readPerson(user, workspace);
      known.set(`${workspace}/${user.id}`, { person, isApp: user.is_bot === true });
      return person;
    },
  };
  return people;
}

function readPerson(user: SlackUser, workspace: string): Person {
  const { id = '', profile, team_id: team } = user;
  const { teams = [], enterprise_id: enterprise } = user.enterprise_user ?? {};
  const ofHere =
    team === undefined || team === workspace || teams.includes(workspace) || enterprise === workspace;
  // Slack calls nobody a stranger who is in a channel that is shared with us: their team tells.
  const foreign = user.is_stranger === true || !ofHere;
  const outside =
    foreign ||
    user.is_restricted === true ||
    user.is_ultra_restricted === true ||
    user.is_bot === true ||
    // Slack's own bot says of itself that it is none.
    id === 'USLACKBOT';
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
