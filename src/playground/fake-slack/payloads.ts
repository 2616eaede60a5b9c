import type { FakeSlack } from './fake-slack.ts';
import type { Data, Posted } from './messages.ts';
import { describeView, type OpenView } from './views.ts';
import { type Channel, describePerson, type Person, teamOf, WORKSPACE } from './world.ts';

/** The acting person, and where they act. */
export interface Actor {
  readonly user: string;
  readonly channel: string;
  readonly thread?: string | undefined;
}

let count = 0;
const nextId = (letter: string) => `${letter}${String(++count).padStart(10, '0')}`;
const nextTs = () => `${Math.floor(Date.now() / 1000)}.${String(++count).padStart(6, '0')}`;

const nameOf = (user: string, slack: FakeSlack) => slack.world.people.get(user)?.name ?? user.toLowerCase();

/** Slack hides the name of a private channel in payloads. */
function payloadName(id: string, slack: FakeSlack): string | undefined {
  const channel = slack.world.channels.get(id);
  return channel?.isPrivate === true ? 'privategroup' : channel?.name;
}

/** A slash command as Slack sends it. */
export function commandPayload(
  text: string,
  { user, channel }: Actor,
  slack: FakeSlack,
  command = '/whoowns',
): Record<string, string> {
  return {
    token: 'deprecated',
    team_id: WORKSPACE.team,
    team_domain: 'acme',
    channel_id: channel,
    channel_name: payloadName(channel, slack) ?? 'privategroup',
    user_id: user,
    user_name: nameOf(user, slack),
    command,
    text,
    api_app_id: WORKSPACE.app,
    is_enterprise_install: 'false',
    response_url: slack.createResponseUrl({ channel, user }),
    trigger_id: slack.views.createTrigger(user),
  };
}

/** The envelope of an event in the Events API. */
export function eventPayload(event: Data): Data {
  return {
    token: 'deprecated',
    team_id: WORKSPACE.team,
    api_app_id: WORKSPACE.app,
    event,
    type: 'event_callback',
    event_id: nextId('Ev'),
    event_time: Math.floor(Date.now() / 1000),
    is_ext_shared_channel: false,
    authorizations: [{ team_id: WORKSPACE.team, user_id: WORKSPACE.bot.user, is_bot: true }],
  };
}

/** The envelope of a person's event in a channel shared with another company, which names the person's own team. */
export function sharedEventPayload(event: Data, person: Person | undefined): Data {
  const team = teamOf(person);
  const shared = eventPayload({ ...event, user_team: team, source_team: team });
  return { ...shared, is_ext_shared_channel: true };
}

/** A mention of the bot in a channel, written at `ts`. */
export function mentionEvent(text: string, { user, channel, thread }: Actor, ts = nextTs()): Data {
  const inThread = thread === undefined ? {} : { thread_ts: thread };
  return { type: 'app_mention', user, text, ts, channel, event_ts: ts, ...inThread };
}

/** A direct message to the bot, written at `ts`. */
export function directMessageEvent(text: string, actor: Actor, ts = nextTs()): Data {
  return { ...mentionEvent(text, actor, ts), type: 'message', channel_type: 'im' };
}

/** A person has joined the workspace. */
export function teamJoinEvent(person: Person): Data {
  return { type: 'team_join', user: describePerson(person), event_ts: nextTs() };
}

/** A person opens this tab of the app. */
export function appHomeOpenedEvent(user: string, tab: 'home' | 'messages', slack: FakeSlack): Data {
  const home = slack.views.homeOf(user);
  return {
    type: 'app_home_opened',
    user,
    channel: slack.world.directOf(user)?.id,
    tab,
    event_ts: nextTs(),
    ...(home ? { view: describeView(home) } : {}),
  };
}

/** The bot was added to a channel. */
export function joinedChannelEvent({ id, isPrivate }: Channel, inviter: string): Data {
  return {
    type: 'member_joined_channel',
    user: WORKSPACE.bot.user,
    channel: id,
    channel_type: isPrivate === true ? 'G' : 'C',
    team: WORKSPACE.team,
    inviter,
    event_ts: nextTs(),
  };
}

/** The fields that all interactions share. */
function interaction(type: string, user: string, slack: FakeSlack): Data {
  const name = nameOf(user, slack);
  const team = teamOf(slack.world.people.get(user));
  return {
    type,
    token: 'deprecated',
    api_app_id: WORKSPACE.app,
    user: { id: user, username: name, name, team_id: team },
    team: { id: team, domain: team === WORKSPACE.team ? 'acme' : 'elsewhere' },
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: slack.views.createTrigger(user),
  };
}

const channelOf = (id: string, slack: FakeSlack) => ({ id, name: payloadName(id, slack) ?? id });
const describeMessage = ({ user, ts, text, thread_ts, blocks }: Posted) => ({
  type: 'message',
  user,
  ts,
  text,
  ...(thread_ts === undefined ? {} : { thread_ts }),
  blocks,
});

/** A button of a message was pressed, or something picked in its menu. `values` is the state of the message's fields. */
export function pressPayload(
  message: Posted,
  action: Data,
  { user }: { user: string },
  slack: FakeSlack,
  values: Data = {},
): Data {
  const { channel, ts, thread_ts } = message;
  const ephemeral = message.only !== undefined;
  return {
    ...interaction('block_actions', user, slack),
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: channel,
      is_ephemeral: ephemeral,
      ...(thread_ts === undefined || ephemeral ? {} : { thread_ts }),
    },
    channel: channelOf(channel, slack),
    // Slack leaves out ephemeral messages.
    ...(ephemeral ? {} : { message: describeMessage(message) }),
    state: { values },
    response_url: slack.createResponseUrl({ channel, user, message }),
    actions: [{ block_id: nextId('b'), ...action, action_ts: nextTs() }],
  };
}

/** The same in a dialog or in the home tab. */
export function viewPressPayload(open: OpenView, action: Data, slack: FakeSlack, values: Data): Data {
  return {
    ...interaction('block_actions', open.user, slack),
    container: { type: 'view', view_id: open.id },
    view: describeView(open, values),
    actions: [{ ...action, action_ts: nextTs() }],
  };
}

/** A dialog was submitted. */
export function submissionPayload(open: OpenView, slack: FakeSlack, values: Data): Data {
  const view = describeView(open, values);
  return { ...interaction('view_submission', open.user, slack), view, response_urls: [] };
}

/** A dialog with `notify_on_close` was closed without being submitted. */
export function closedPayload(open: OpenView, slack: FakeSlack): Data {
  const { trigger_id: _, ...rest } = interaction('view_closed', open.user, slack);
  return { ...rest, view: describeView(open), is_cleared: false };
}

/** A shortcut from the search box. */
export function globalShortcutPayload(callback: string, user: string, slack: FakeSlack): Data {
  return { ...interaction('shortcut', user, slack), callback_id: callback, action_ts: nextTs() };
}

/** A shortcut on a message. */
export function messageShortcutPayload(
  callback: string,
  user: string,
  message: Posted,
  slack: FakeSlack,
): Data {
  const { channel, ts } = message;
  return {
    ...interaction('message_action', user, slack),
    callback_id: callback,
    action_ts: nextTs(),
    message_ts: ts,
    channel: channelOf(channel, slack),
    message: describeMessage(message),
    response_url: slack.createResponseUrl({ channel, user }),
  };
}
