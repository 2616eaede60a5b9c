import type { FakeSlack } from '../fake-slack/fake-slack.ts';
import { messageId, type Posted } from '../fake-slack/messages.ts';
import type { OpenView } from '../fake-slack/views.ts';
import { type Channel, type Person, WORKSPACE } from '../fake-slack/world.ts';
import type { ShownDialog, ShownMessage, ShownPerson, ShownPlace } from './protocol.ts';
import { renderBlocks } from './render-blocks.ts';
import { textOf } from './render-controls.ts';

/** Creates the functions that show what one person sees of the workspace. A message is rendered once until it changes. */
export function createPresenter(slack: FakeSlack) {
  const { world, views } = slack;
  const rendered = new WeakMap<Posted, string>();
  slack.listen({ message: (message) => void rendered.delete(message) });

  /** Names private channels only to a viewer who is in them, and in the channel itself. */
  const render = (scope: string, text: string, blocks: Posted['blocks'], viewer?: string, place?: string) =>
    renderBlocks({
      text,
      blocks,
      scope,
      people: [...world.people.values()].map(({ id, realName }) => ({ id, name: realName })),
      channels: [...world.channels.values()]
        .filter(({ person }) => person === undefined)
        .filter(
          ({ id, isPrivate, members }) =>
            isPrivate !== true || id === place || (viewer !== undefined && members.has(viewer)),
        )
        .map(({ id, name, isPrivate = false }) => ({ id, name, isPrivate })),
    });
  const renderMessage = (message: Posted): string => {
    const { text, blocks, only, channel } = message;
    const viewer = only ?? world.channels.get(channel)?.person;
    const html = rendered.get(message) ?? render(messageId(message), text, blocks, viewer, channel);
    rendered.set(message, html);
    return html;
  };
  const renderView = ({ id, view, user }: OpenView) => render(id, '', view.blocks as Posted['blocks'], user);

  const mayEnter = ({ person, members }: Channel, user: string) =>
    person === undefined ? members.has(user) : person === user;
  const sees = (user: string, { channel: id, only }: Posted): boolean => {
    const channel = world.channels.get(id);
    return channel !== undefined && mayEnter(channel, user) && (only === undefined || only === user);
  };
  const message = (posted: Posted): ShownMessage => ({
    id: messageId(posted),
    place: posted.channel,
    ts: posted.ts,
    thread: posted.thread_ts,
    at: Number.parseInt(posted.ts, 10) * 1000,
    author: showPerson(world.people.get(posted.user)),
    isEphemeral: posted.only !== undefined,
    isEdited: posted.edited === true,
    isFromSlack: posted.user === SLACK.id,
    html: renderMessage(posted),
  });

  return {
    sees,
    message,
    person: (id: string) => showPerson(world.people.get(id)),
    people: () => [...world.people.values()].map(showPerson),
    places: (user: string): ShownPlace[] =>
      [...world.channels.values()]
        .filter((channel) => mayEnter(channel, user))
        .map(showPlace)
        .sort((a, b) => a.kind.localeCompare(b.kind)),
    messages: (user: string) => slack.messages.filter((posted) => sees(user, posted)).map(message),
    home(user: string): string | undefined {
      const home = views.homeOf(user);
      return home && renderView(home);
    },
    dialogs: (user: string): ShownDialog[] =>
      views.dialogsOf(user).map((open) => ({
        id: open.id,
        title: textOf(open.view.title) ?? '',
        close: textOf(open.view.close) ?? 'Cancel',
        submit: textOf(open.view.submit),
        html: renderView(open),
        errors: open.errors,
      })),
  };
}

const SLACK: ShownPerson = {
  id: 'USLACKBOT',
  name: 'Slack',
  handle: 'slackbot',
  role: '',
  initials: 'S',
  isBot: false,
  hasLeft: false,
};

function showPerson(person: Person | undefined): ShownPerson {
  if (!person) return SLACK;
  const { id, name: handle, realName: name, role, kind, deleted: hasLeft } = person;
  const isBot = kind === 'bot';
  const initials = isBot ? '?' : name.replace(/(\w)\w*\s*/g, '$1');
  return { id, name, handle, role, initials, isBot, hasLeft };
}

function showPlace({ id, name, topic, person, members }: Channel): ShownPlace {
  if (person !== undefined) return { id, kind: 'direct', name: 'whoowns', topic: '', hasBot: true };
  return { id, kind: 'channel', name, topic, hasBot: members.has(WORKSPACE.bot.user) };
}
