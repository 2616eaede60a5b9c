import { findRefusals } from '../limits.ts';
import { done, type Reply, refused } from './call.ts';
import { type Data, type Messages, type Posted, readMessage } from './messages.ts';
import type { Views } from './views.ts';
import {
  type Channel,
  describeChannel,
  describeGroup,
  describePerson,
  WORKSPACE,
  type World,
} from './world.ts';

type Method = (args: Data) => Reply;

/** Creates the Web API methods that the bot uses, with Slack's own errors (docs.slack.dev/reference/methods). */
export function createWebApi(
  world: World,
  messages: Messages,
  views: Views,
): Readonly<Record<string, Method>> {
  const bot = WORKSPACE.bot.user;

  /** The id of a person stands for the direct messages with them. */
  const findChannel = (id: unknown): Channel | undefined => knownChannel(id) ?? world.directOf(String(id));
  /** The bot can't see a private channel before it is a member. */
  const isKnown = ({ isPrivate, members }: Channel) => isPrivate !== true || members.has(bot);
  const knownChannel = (id: unknown): Channel | undefined => {
    const channel = world.channels.get(String(id));
    return channel && isKnown(channel) ? channel : undefined;
  };
  /** Slack's `types` filter; without one, public channels only. */
  const ofTypes = (types: unknown) => {
    const wanted = String(types ?? 'public_channel').split(/\s*,\s*/);
    return ({ person, isPrivate }: Channel) =>
      wanted.includes(
        person !== undefined ? 'im' : isPrivate === true ? 'private_channel' : 'public_channel',
      );
  };

  /** Runs if the bot may post these arguments in their channel. */
  const writing = (args: Data, then: (channel: Channel) => Reply): Reply => {
    const channel = findChannel(args.channel);
    if (!channel) return refused('channel_not_found');
    if (!channel.members.has(bot)) return refused('not_in_channel');
    const refusals = findRefusals(args);
    if (refusals.length === 0) return then(channel);
    const [first = ''] = refusals;
    const error = /^(msg_too_long|no_text):/.exec(first)?.[1] ?? 'invalid_blocks';
    return refused(error, refusals);
  };
  /** Runs with the message of these arguments if it is the bot's own. */
  const rewriting = (args: Data, error: string, then: (found: Posted) => Reply): Reply => {
    const found = messages.find(String(args.channel), String(args.ts));
    if (!found) return refused('message_not_found');
    return found.user === bot ? then(found) : refused(error);
  };

  return {
    'api.test': () => done(),
    'auth.test': () =>
      done({
        url: 'https://acme.slack.com/',
        team: WORKSPACE.name,
        team_id: WORKSPACE.team,
        user: 'whoowns',
        user_id: bot,
        bot_id: WORKSPACE.bot.bot,
        is_enterprise_install: false,
      }),
    'chat.postMessage': (args) =>
      writing(args, (channel) => {
        const posted = messages.post({ ...readMessage(args), channel: channel.id });
        const { ts, text, blocks } = posted;
        return done({ channel: channel.id, ts, message: { type: 'message', user: bot, ts, text, blocks } });
      }),
    'chat.postEphemeral': (args) =>
      writing(args, (channel) => {
        const user = String(args.user);
        if (!channel.members.has(user)) return refused('user_not_in_channel');
        const { ts } = messages.post({ ...readMessage(args), channel: channel.id, only: user });
        return done({ message_ts: ts });
      }),
    'chat.update': (args) =>
      rewriting(args, 'cant_update_message', (found) =>
        writing(args, (channel) => {
          messages.replace(found, args);
          return done({ channel: channel.id, ts: found.ts, text: found.text });
        }),
      ),
    'chat.delete': (args) =>
      rewriting(args, 'cant_delete_message', (found) => {
        messages.remove(found);
        return done({ channel: found.channel, ts: found.ts });
      }),
    'conversations.open': ({ users }) => {
      const channel = world.directOf(String(users));
      return channel ? done({ channel: { id: channel.id } }) : refused('user_not_found');
    },
    'conversations.info': (args) => {
      const channel = knownChannel(args.channel);
      return channel ? done({ channel: describeChannel(channel, world) }) : refused('channel_not_found');
    },
    'conversations.list': ({ types }) => {
      const channels = [...world.channels.values()].filter(isKnown).filter(ofTypes(types));
      return done({ channels: channels.map((entry) => describeChannel(entry, world)) });
    },
    'conversations.members': (args) => {
      const channel = knownChannel(args.channel);
      return channel ? done({ members: [...channel.members] }) : refused('channel_not_found');
    },
    'users.info': ({ user }) => {
      const found = world.people.get(String(user));
      return found ? done({ user: describePerson(found) }) : refused('user_not_found');
    },
    'users.list': () => done({ members: [...world.people.values()].map(describePerson) }),
    'users.conversations': ({ user = bot, types }) => {
      if (!world.people.has(String(user))) return refused('user_not_found');
      const all = [...world.channels.values()].filter(isKnown).filter(ofTypes(types));
      const channels = all.filter(({ members }) => members.has(String(user)));
      return done({ channels: channels.map((entry) => describeChannel(entry, world)) });
    },
    'usergroups.list': () => done({ usergroups: world.groups.map(describeGroup) }),
    'views.open': views.open,
    'views.push': views.push,
    'views.update': views.update,
    'views.publish': (args) =>
      world.people.has(String(args.user_id)) ? views.publish(args) : refused('user_not_found'),
  };
}
