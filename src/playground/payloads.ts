import { type Posted, type StandIn, WORKSPACE } from './stand-in.ts';

/** Who does something, and where. */
export interface Actor {
  readonly user: string;
  readonly channel: string;
  readonly thread?: string | undefined;
}

let count = 0;
const nextId = (letter: string) => `${letter}${String(++count).padStart(10, '0')}`;
const nextTs = () => `${Math.floor(Date.now() / 1000)}.${String(++count).padStart(6, '0')}`;

/** A slash command as Slack sends it. */
export function commandPayload(
  text: string,
  { user, channel }: Actor,
  slack: StandIn,
): Record<string, string> {
  return {
    token: 'deprecated',
    team_id: WORKSPACE.team,
    team_domain: 'local',
    channel_id: channel,
    channel_name: channel.startsWith('D') ? 'directmessage' : WORKSPACE.channel.name,
    user_id: user,
    user_name: WORKSPACE.person.name,
    command: '/whoowns',
    text,
    api_app_id: 'A0WHOOWNS',
    is_enterprise_install: 'false',
    response_url: slack.createResponseUrl({ channel, user }),
    trigger_id: nextId('trigger'),
  };
}

/** An event wrapped as Slack's Events API wraps it. */
export function eventPayload(event: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return {
    token: 'deprecated',
    team_id: WORKSPACE.team,
    api_app_id: 'A0WHOOWNS',
    event,
    type: 'event_callback',
    event_id: nextId('Ev'),
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [{ team_id: WORKSPACE.team, user_id: WORKSPACE.bot.user, is_bot: true }],
  };
}

/** A mention of the bot in a channel. */
export function mentionEvent(text: string, { user, channel, thread }: Actor): Record<string, unknown> {
  const ts = nextTs();
  return {
    type: 'app_mention',
    user,
    text,
    ts,
    channel,
    event_ts: ts,
    ...(thread === undefined ? {} : { thread_ts: thread }),
  };
}

/** A direct message to the bot. */
export function directMessageEvent(text: string, { user, channel, thread }: Actor): Record<string, unknown> {
  return { ...mentionEvent(text, { user, channel, thread }), type: 'message', channel_type: 'im' };
}

/** A press on a button of a message. */
export function pressPayload(
  message: Posted,
  element: Readonly<Record<string, unknown>>,
  { user }: { user: string },
  slack: StandIn,
): Record<string, unknown> {
  const { channel, ts, thread_ts } = message;
  const ephemeral = message.only !== undefined;
  return {
    type: 'block_actions',
    user: { id: user, username: WORKSPACE.person.name, name: WORKSPACE.person.name, team_id: WORKSPACE.team },
    api_app_id: 'A0WHOOWNS',
    token: 'deprecated',
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: ephemeral },
    trigger_id: nextId('trigger'),
    team: { id: WORKSPACE.team, domain: 'local' },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: channel, name: channel.startsWith('D') ? 'directmessage' : WORKSPACE.channel.name },
    // Slack leaves the message out where only one person sees it.
    ...(ephemeral
      ? {}
      : { message: { type: 'message', ts, text: message.text, thread_ts, blocks: message.blocks } }),
    state: { values: {} },
    response_url: slack.createResponseUrl({ channel, user, message }),
    actions: [{ ...element, block_id: nextId('b'), action_ts: nextTs() }],
  };
}
