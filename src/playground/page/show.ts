import type { Exchange } from '../exchanges.ts';
import { messageId } from '../hands.ts';
import type { Posted } from '../stand-in/messages.ts';
import type { StandIn } from '../stand-in/stand-in.ts';
import type { OpenView } from '../stand-in/views.ts';
import type { Channel, Person } from '../stand-in/world.ts';
import { WORKSPACE } from '../stand-in/world.ts';
import { drawBlocks } from './draw.ts';
import type { ShownDialog, ShownExchange, ShownMessage, ShownPerson, ShownPlace } from './protocol.ts';

/** Turns what the stand-in holds into what one person sees. Each message is drawn once, until it changes. */
export function createShow(slack: StandIn) {
  const { world, views } = slack;
  const drawn = new WeakMap<Posted, string>();
  slack.listen({ message: (message) => void drawn.delete(message) });

  /** `viewer` and `place` tell which private channels may be spoken of. */
  const html = (
    scope: string,
    text: string,
    blocks: Posted['blocks'],
    viewer: string | undefined,
    place?: string,
  ) =>
    drawBlocks({
      text,
      blocks,
      scope,
      people: [...world.people.values()].map(({ id, name, realName }) => ({ id, name: realName || name })),
      channels: [...world.channels.values()]
        .filter(({ id, person: other, isPrivate, members }) => {
          if (other !== undefined) return false;
          return isPrivate !== true || id === place || (viewer !== undefined && members.has(viewer));
        })
        .map(({ id, name, isPrivate = false }) => ({ id, name, isPrivate })),
    });
  const draw = (message: Posted): string => {
    const { text, blocks, only, channel } = message;
    const viewer = only ?? world.channels.get(channel)?.person;
    const known = drawn.get(message) ?? html(messageId(message), text, blocks, viewer, channel);
    drawn.set(message, known);
    return known;
  };
  const drawView = ({ id, view, user }: OpenView) => html(id, '', view.blocks as Posted['blocks'], user);

  const mayBeIn = (channel: Channel | undefined, user: string) =>
    channel !== undefined &&
    (channel.person === undefined ? channel.members.has(user) : channel.person === user);
  /** Whether a person sees a message at all. */
  const sees = (user: string, { channel, only }: Posted): boolean =>
    mayBeIn(world.channels.get(channel), user) && (only === undefined || only === user);

  const message = (posted: Posted): ShownMessage => ({
    id: messageId(posted),
    place: posted.channel,
    ts: posted.ts,
    thread: posted.thread_ts,
    at: Number(posted.ts.split('.')[0]) * 1000,
    author: person(world.people.get(posted.user)),
    onlyYou: posted.only !== undefined,
    edited: posted.edited === true,
    fromSlack: posted.user === 'USLACKBOT',
    html: draw(posted),
  });

  return {
    sees,
    message,
    person: (id: string) => person(world.people.get(id)),
    people: () => [...world.people.values()].map(person),
    places: (user: string): ShownPlace[] =>
      [...world.channels.values()]
        .filter((channel) => mayBeIn(channel, user))
        .map(place)
        .sort((a, b) => a.kind.localeCompare(b.kind)),
    messages: (user: string) => slack.messages.filter((posted) => sees(user, posted)).map(message),
    home(user: string): string | undefined {
      const home = views.homeOf(user);
      return home && drawView(home);
    },
    dialogs: (user: string): ShownDialog[] =>
      views.dialogsOf(user).map((open) => ({
        id: open.id,
        title: textOf(open.view.title) ?? '',
        close: textOf(open.view.close) ?? 'Cancel',
        submit: textOf(open.view.submit),
        html: drawView(open),
        errors: open.errors,
      })),
    exchange: ({ kind: _, ack: _ack, ...shown }: Exchange): ShownExchange => shown,
  };
}

/** The author of what Slack itself says. */
const SLACK: ShownPerson = {
  id: 'USLACKBOT',
  name: 'Slack',
  handle: 'slackbot',
  what: '',
  initials: 'S',
  bot: false,
  gone: false,
};

function person(known: Person | undefined): ShownPerson {
  if (!known) return SLACK;
  const { id, name, realName, what, kind, deleted } = known;
  const initials = kind === 'bot' ? '?' : realName.replace(/(\w)\w*\s*/g, '$1');
  return { id, name: realName, handle: name, what, initials, bot: kind === 'bot', gone: deleted };
}

function place({ id, name, topic, person: other, members }: Channel): ShownPlace {
  if (other !== undefined) return { id, kind: 'direct', name: 'whoowns', topic: '', hasBot: true };
  return { id, kind: 'channel', name, topic, hasBot: members.has(WORKSPACE.bot.user) };
}

function textOf(value: unknown): string | undefined {
  const { text } = (value ?? {}) as { text?: unknown };
  return typeof text === 'string' ? text : undefined;
}
