import type { Exchanges } from './exchanges.ts';
import type { Asked } from './manifest.ts';
import type { Act, Done, Fields, Surface } from './page/protocol.ts';
import { findElement, missingFields, readAction, readState } from './stand-in/elements.ts';
import type { Data, Posted } from './stand-in/messages.ts';
import {
  appHomeOpenedEvent,
  closedPayload,
  commandPayload,
  directMessageEvent,
  eventPayload,
  globalShortcutPayload,
  joinedChannelEvent,
  mentionEvent,
  messageShortcutPayload,
  pressPayload,
  sharedEventPayload,
  submissionPayload,
  teamJoinEvent,
  viewPressPayload,
} from './stand-in/payloads.ts';
import type { StandIn } from './stand-in/stand-in.ts';
import type { OpenView } from './stand-in/views.ts';
import { type Channel, isShared, WORKSPACE } from './stand-in/world.ts';
import { encodeCommand, encodeTyped } from './typed-text.ts';

interface Parts {
  readonly slack: StandIn;
  readonly exchanges: Exchanges;
  readonly asked: Asked;
  /** Lets the bot notice who has left, as it does once a day. */
  readonly noticePeople?: (() => Promise<void>) | undefined;
  /** Lets a week pass for the bot, where it has something to do by itself. */
  readonly passWeek?: (() => Promise<void>) | undefined;
}

type Caller<Name extends Act['act']> = Extract<Act, { act: Name }>;

const SLACK = 'USLACKBOT';
const DONE: Done = { ok: true };
const LATE = 'whoowns did not answer in time: Slack waits three seconds, and no longer.';
const OLD_SURFACE = 'That is not there any more.';
const fail = (error: string): Done => ({ ok: false, error });

/** The id under which the page knows a message. */
export const messageId = (message: Posted) => `${message.channel}/${message.ts}`;

/** What people can do: each act becomes what Slack would make of it, payloads to the bot included. */
export function createHands(parts: Parts): (as: string, act: Act) => Promise<Done> {
  const { slack, exchanges, asked } = parts;
  const { world, views } = slack;

  const sayAsSlack = (text: string, channel: string, only?: string) =>
    slack.post({ user: SLACK, channel, text, blocks: [], only });

  const sendEvent = async (name: string, event: Data, payload = eventPayload(event)): Promise<void> => {
    const what = `event: ${name}`;
    if (asked.events.has(name)) await exchanges.send('events_api', what, payload);
    else exchanges.withhold('events_api', what, payload);
  };
  /** What somebody wrote in a channel. */
  const sendWritten = (name: string, event: Data, channel: Channel, user: string): Promise<void> =>
    isShared(channel, world)
      ? sendEvent(name, event, sharedEventPayload(event, world.people.get(user)))
      : sendEvent(name, event);
  const interact = async (what: string, payload: Data, onAck?: (body: unknown) => void): Promise<Done> => {
    const { inTime } = await exchanges.send('interactive', what, payload, onAck);
    return inTime ? DONE : fail(LATE);
  };

  const sendCommand = async (user: string, channel: Channel, text: string): Promise<Done> => {
    const [name = ''] = text.split(/\s/, 1);
    if (world.people.get(user)?.kind === 'outsider') {
      const foreign = `${name} is not there for you: only members of the workspace that has the app can use its slash commands. Mention it instead.`;
      sayAsSlack(encodeTyped(foreign, world), channel.id, user);
      return DONE;
    }
    if (!asked.commands.some(({ command }) => command === name)) {
      const valid = `${name} is not a valid command. Slack takes every message that begins with “/” for one; put a space before it to send it as it is.`;
      sayAsSlack(encodeTyped(valid, world), channel.id, user);
      return DONE;
    }
    const spot = { user, channel: channel.id };
    const words = encodeCommand(text.slice(name.length).trim(), world);
    const payload = commandPayload(words, spot, slack, name);
    const { inTime } = await exchanges.send('slash_commands', `slash command ${name}`, payload, (body) =>
      slack.acceptAck(body, spot),
    );
    if (!inTime) sayAsSlack(`${name} failed because the app did not respond.`, channel.id, user);
    return DONE;
  };

  const say = async (user: string, { place, text, thread }: Caller<'say'>): Promise<Done> => {
    const channel = world.channels.get(place);
    if (!channel?.members.has(user)) return fail('You are not in that channel.');
    const typed = text.trim();
    if (typed === '') return fail('There is nothing to send yet.');
    if (text.startsWith('/')) {
      if (thread === undefined) return sendCommand(user, channel, typed);
      const only = { channel: place, thread_ts: thread, only: user, user: SLACK, blocks: [] };
      slack.post({ ...only, text: 'Slash commands do not work in threads.' });
      return DONE;
    }
    const encoded = encodeTyped(typed, world);
    if (encoded.length > 12_000) return fail('That is longer than Slack takes in one message.');
    const inThread = thread === undefined ? {} : { thread_ts: thread };
    const { ts } = slack.post({ user, channel: place, text: encoded, blocks: [], ...inThread });
    const actor = { user, channel: place, thread };
    if (channel.person !== undefined) {
      await sendWritten('message.im', directMessageEvent(encoded, actor, ts), channel, user);
    } else if (encoded.includes(`<@${WORKSPACE.bot.user}>`)) {
      if (channel.members.has(WORKSPACE.bot.user)) {
        await sendWritten('app_mention', mentionEvent(encoded, actor, ts), channel, user);
      } else {
        const absent = 'You mentioned @whoowns, but it is not in this channel and did not hear you.';
        slack.post({ user: SLACK, channel: place, text: absent, blocks: [], only: user, ...inThread });
      }
    }
    return DONE;
  };

  const findMessage = (user: string, id: string): Posted | undefined =>
    slack.messages.find(
      (message) => messageId(message) === id && (message.only === undefined || message.only === user),
    );
  const findView = (user: string, on: Surface): OpenView | undefined => {
    if ('home' in on) return views.homeOf(user);
    return 'dialog' in on ? views.dialogsOf(user).find((view) => view.id === on.dialog) : undefined;
  };

  const press = async (user: string, act: Caller<'press'>): Promise<Done> => {
    const { on, block, action, value, fields } = act;
    const message = 'message' in on ? findMessage(user, on.message) : undefined;
    const view = findView(user, on);
    const blocks = message?.blocks ?? (view?.view.blocks as Data[] | undefined) ?? [];
    const element = findElement(blocks, block, action);
    if (!element) return fail(OLD_SURFACE);
    const acted = readAction(element, block, value);
    const values = readState(blocks, fields);
    const what = `${String(element.type).replaceAll('_', ' ')} ${action}`;
    if (message) return interact(what, pressPayload(message, acted, { user }, slack, values));
    return view ? interact(what, viewPressPayload(view, acted, slack, values)) : fail(OLD_SURFACE);
  };

  const submit = async (user: string, dialog: string, fields: Fields): Promise<Done> => {
    const view = findView(user, { dialog });
    if (!view) return fail(OLD_SURFACE);
    const values = readState(view.view.blocks as Data[], fields);
    const missing = missingFields(view.view.blocks as Data[], values);
    // Slack does not send a dialog whose required fields are empty.
    views.refuse(view, Object.fromEntries(missing.map((id) => [id, 'Please complete this required field.'])));
    if (missing.length > 0) return DONE;
    return interact('dialog sent', submissionPayload(view, slack, values), (body) =>
      slack.acceptSubmission(view, body),
    );
  };

  const dismiss = async (user: string, dialog: string): Promise<Done> => {
    const view = findView(user, { dialog });
    if (!view) return fail(OLD_SURFACE);
    views.close(view);
    return view.view.notify_on_close === true ? interact('dialog closed', closedPayload(view, slack)) : DONE;
  };

  const shortcut = async (user: string, { callback, message }: Caller<'shortcut'>): Promise<Done> => {
    if (message === undefined) {
      return interact(`shortcut ${callback}`, globalShortcutPayload(callback, user, slack));
    }
    const found = findMessage(user, message);
    if (!found) return fail(OLD_SURFACE);
    return interact(`message shortcut ${callback}`, messageShortcutPayload(callback, user, found, slack));
  };

  const inviteBot = async (user: string, place: string): Promise<Done> => {
    const channel = world.channels.get(place);
    if (!channel?.members.has(user)) return fail('You are not in that channel.');
    if (channel.members.has(WORKSPACE.bot.user)) return fail('whoowns is in this channel already.');
    channel.members.add(WORKSPACE.bot.user);
    sayAsSlack(`<@${user}> added <@${WORKSPACE.bot.user}> to this channel.`, place);
    await sendEvent('member_joined_channel', joinedChannelEvent(channel, user));
    return DONE;
  };

  const welcomeNewHire = async (): Promise<Done> => {
    const person = world.addPerson();
    sayAsSlack(`<@${person.id}> has joined the workspace.`, WORKSPACE.channel.id);
    await sendEvent('team_join', teamJoinEvent(person));
    return { ok: true, person: person.id };
  };

  const leave = async (id: string): Promise<Done> => {
    const person = world.people.get(id);
    if (!person || person.kind === 'bot') return fail('There is no such person.');
    person.deleted = true;
    await parts.noticePeople?.();
    return DONE;
  };

  return async (as, act) => {
    const person = world.people.get(as);
    if (!person || person.kind === 'bot' || person.deleted) return fail('That person is not here any more.');
    switch (act.act) {
      case 'say':
        return say(as, act);
      case 'press':
        return press(as, act);
      case 'submit':
        return submit(as, act.dialog, act.fields);
      case 'dismiss':
        return dismiss(as, act.dialog);
      case 'open-home':
        if (asked.homeTab) await sendEvent('app_home_opened', appHomeOpenedEvent(as, 'home', slack));
        return DONE;
      case 'shortcut':
        return shortcut(as, act);
      case 'invite-bot':
        return inviteBot(as, act.place);
      case 'new-hire':
        return welcomeNewHire();
      case 'pass-week':
        await parts.passWeek?.();
        return DONE;
      case 'leave':
        return leave(act.person);
    }
  };
}
