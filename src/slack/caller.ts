import type { AnyMiddlewareArgs, Context, Middleware, webApi } from '@slack/bolt';
import { withTimeout } from '../time/with-timeout.ts';
import type { People } from './directory/people.ts';
import { type Installed, WORKSPACE_KEY } from './installation.ts';

/** The acting user, with this payload's Bolt client and context. */
export interface Caller {
  readonly client: webApi.WebClient;
  readonly context: Context;
  readonly user: string;
}

/** The key under which the records of a workspace are kept: its team id. */
export function workspaceOf(context: Context): string {
  // Bolt does not ask for an authorization where the app is taken out: there the payload speaks of us.
  return typeof context[WORKSPACE_KEY] === 'string' ? context[WORKSPACE_KEY] : (context.teamId ?? 'unknown');
}

/** Bolt's context carries it through a payload's handlers. */
const OUTSIDER_KEY = 'whoownsOutsider';
const SHARED_KEY = 'whoownsShared';

/** Whether whoever acts is of another company, with whom a channel is shared: they get the documents alone. */
export function isOutsider(context: Context): boolean {
  return context[OUTSIDER_KEY] === true;
}

/** Whether a channel is shared with another company, where this payload is an event in it that tells. */
export function isSharedHere(context: Context, channel: string): boolean | undefined {
  const told = context[SHARED_KEY] as { readonly channel: unknown; readonly isShared: boolean } | undefined;
  return told?.channel === channel ? told.isShared : undefined;
}

/** Slack waits three seconds for an acknowledgement, and this comes before it. */
const LOOK_UP_MS = 1_500;

/**
 * Marks payloads of outsiders, before any feature sees them. In ordinary channels it costs no call; where Slack has to be
 * asked and is slow, whoever acts is taken for an outsider.
 */
export function markOutsiders(
  { teamId, enterpriseId }: Installed,
  people: People,
): Middleware<AnyMiddlewareArgs> {
  return async ({ body, context, client, next }) => {
    const { user, team, shared = false } = readSpeaker(body as unknown as Data);
    const { is_ext_shared_channel: isShared, event } = body as unknown as Data;
    if (typeof isShared === 'boolean') context[SHARED_KEY] = { channel: (event as Data)?.channel, isShared };
    const isOurs = team === undefined ? !shared : team === teamId || team === enterpriseId;
    if (!isOurs) {
      // An organisation has many teams, and a person may act from any that is theirs.
      const isSure = user === undefined || (team !== undefined && enterpriseId === undefined);
      const finding = isSure ? undefined : people.find(client, user, workspaceOf(context));
      const person = finding && (await withTimeout(finding, LOOK_UP_MS, () => undefined));
      context[OUTSIDER_KEY] = person?.foreign ?? true;
    }
    await next();
  };
}

type Data = Readonly<Record<string, unknown>>;

interface Speaker {
  readonly user?: string | undefined;
  /** Their own team, where the payload tells. */
  readonly team?: string | undefined;
  readonly shared?: boolean;
}

/** Reads who acts from an event, a command or a press; nobody from what Slack itself tells. */
function readSpeaker(body: Data): Speaker {
  const event = body.event as Data | undefined;
  if (event) {
    if (event.type !== 'app_mention' && event.type !== 'message') return {};
    return {
      user: textOf(event.user),
      team: textOf(event.user_team) ?? textOf(event.source_team),
      shared: body.is_ext_shared_channel === true,
    };
  }
  if (body.command !== undefined) return { user: textOf(body.user_id), team: textOf(body.team_id) };
  const user = body.user as Data | undefined;
  const team = body.team as Data | null | undefined;
  return { user: textOf(user?.id), team: textOf(user?.team_id) ?? textOf(team?.id) };
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** What Slack sends in place of a private channel's name, and its made-up names for group conversations. */
const NO_NAMES = /^(?:privategroup|directmessage|mpdm-.*)$/;

/** The name of a channel as people know it; '' where Slack keeps it to itself, as it does with private channels. */
export function channelName(given: string | undefined): string {
  return given === undefined || NO_NAMES.test(given) ? '' : given;
}
