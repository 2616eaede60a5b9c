import type { AnyMiddlewareArgs, Context, Middleware } from '@slack/bolt';
import type { People } from './directory/people.ts';
import { type Installed, workspaceOf } from './workspace.ts';

const KEY = 'whoownsOutsider';

/** Whether whoever acts is of another company, with whom a channel is shared: they get the documents alone. */
export function isOutsider(context: Context): boolean {
  return context[KEY] === true;
}

/** Finds that out before the doors, once for each payload. In ordinary channels it costs no call. */
export function markOutsiders(installed: Installed, people: People): Middleware<AnyMiddlewareArgs> {
  return async ({ body, context, client, next }) => {
    const { user, team, shared } = readSpeaker(body as unknown as Data);
    switch (judge(team, shared, installed)) {
      case 'outside':
        context[KEY] = true;
        break;
      case 'unclear': {
        const person = user === undefined ? undefined : await people.find(client, user, workspaceOf(context));
        context[KEY] = person?.foreign ?? true;
      }
    }
    await next();
  };
}

type Data = Readonly<Record<string, unknown>>;

interface Speaker {
  readonly user: string | undefined;
  /** Their own team, where the payload tells. */
  readonly team: string | undefined;
  readonly shared: boolean;
}

function judge(
  team: string | undefined,
  shared: boolean,
  { teamId, enterpriseId }: Installed,
): 'inside' | 'outside' | 'unclear' {
  if (team === undefined) return shared ? 'unclear' : 'inside';
  if (team === teamId || team === enterpriseId) return 'inside';
  // An organisation has many teams, and a person may act from any that is theirs.
  return enterpriseId === undefined ? 'outside' : 'unclear';
}

/** Reads who speaks out of an event, a command or a press; nobody out of what Slack itself tells. */
function readSpeaker(body: Data): Speaker {
  const event = body.event as Data | undefined;
  if (event) {
    if (event.type !== 'app_mention' && event.type !== 'message') return NOBODY;
    return {
      user: textOf(event.user),
      team: textOf(event.user_team) ?? textOf(event.source_team),
      shared: body.is_ext_shared_channel === true,
    };
  }
  if (body.command !== undefined)
    return { ...NOBODY, user: textOf(body.user_id), team: textOf(body.team_id) };
  const user = body.user as Data | undefined;
  const team = body.team as Data | null | undefined;
  return { ...NOBODY, user: textOf(user?.id), team: textOf(user?.team_id) ?? textOf(team?.id) };
}

const NOBODY: Speaker = { user: undefined, team: undefined, shared: false };

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
