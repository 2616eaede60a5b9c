import type { Exchanges } from './exchanges.ts';
import { findElement, missingFields, readAction, readState } from './fake-slack/element-values.ts';
import type { FakeSlack } from './fake-slack/fake-slack.ts';
import { type Data, messageId, type Posted } from './fake-slack/messages.ts';
import * as payloads from './fake-slack/payloads.ts';
import type { OpenView } from './fake-slack/views.ts';
import { type Channel, isShared, WORKSPACE } from './fake-slack/world.ts';
import type { Manifest } from './manifest.ts';
import type { Act, Container, Done } from './page/protocol.ts';
import { encodeCommand, encodeTyped } from './typed-text.ts';

type ActOf<Name extends Act['act']> = Extract<Act, { act: Name }>;

const SLACK = 'USLACKBOT';
const BOT = WORKSPACE.bot.user;
const MAX_TEXT_LENGTH = 12_000;
const DONE: Done = { ok: true };
const fail = (error: string): Done => ({ ok: false, error });
const NOT_THERE = fail("That's not there any more.");
const NOT_A_MEMBER = fail("You're not in that channel.");

/** What an app does by itself as time passes; the page lets it do so at once. */
export interface Background {
  readonly passWeek?: () => Promise<void>;
  /** Lets the app notice who has left, as it does once a day. */
  readonly noticePeople?: () => Promise<void>;
}

/** Performs what people do on the page, with everything that Slack makes of it, payloads to the bot included. */
export function createPerformer(
  parts: {
    slack: FakeSlack;
    exchanges: Exchanges;
    manifest: Manifest;
  } & Background,
): (as: string, act: Act) => Promise<Done> {
  const { slack, exchanges, manifest, passWeek, noticePeople } = parts;
  const { world, views } = slack;

  const postAsSlack = (text: string, channel: string, more: Partial<Posted> = {}) =>
    slack.post({ user: SLACK, channel, text, blocks: [], ...more });

  const sendEvent = async (
    name: string,
    event: Data,
    payload = payloads.eventPayload(event),
  ): Promise<Done> => {
    const title = `event: ${name}`;
    if (manifest.events.has(name)) await exchanges.send('events_api', title, payload);
    else exchanges.withhold(title, payload);
    return DONE;
  };
  const sendMessageEvent = (name: string, event: Data, channel: Channel, user: string): Promise<Done> =>
    isShared(channel, world)
      ? sendEvent(name, event, payloads.sharedEventPayload(event, world.people.get(user)))
      : sendEvent(name, event);
  const interact = async (title: string, payload: Data, onAck?: (body: unknown) => void): Promise<Done> => {
    const { inTime } = await exchanges.send('interactive', title, payload, onAck);
    return inTime ? DONE : fail("whoowns didn't answer in time: Slack waits three seconds.");
  };

  const sendCommand = async (user: string, channel: Channel, text: string): Promise<Done> => {
    const [name = ''] = text.split(/\s/, 1);
    const say = (reply: string) => postAsSlack(encodeTyped(reply, world), channel.id, { only: user });
    if (world.people.get(user)?.kind === 'outsider') {
      say(`Only members of the workspace that installed the app can use ${name}. Mention the app instead.`);
    } else if (!manifest.commands.some(({ command }) => command === name)) {
      say(`${name} is not a valid command. To send a message that begins with “/”, put a space before it.`);
    } else {
      const target = { user, channel: channel.id };
      const words = encodeCommand(text.slice(name.length).trim(), world);
      const payload = payloads.commandPayload(words, target, slack, name);
      const { inTime } = await exchanges.send('slash_commands', `slash command ${name}`, payload, (body) =>
        slack.acceptAck(body, target),
      );
      if (!inTime) say(`${name} failed because the app did not respond.`);
    }
    return DONE;
  };

  const findMessage = (user: string, id: string): Posted | undefined =>
    slack.messages.find(
      (message) => messageId(message) === id && (message.only === undefined || message.only === user),
    );
  const findView = (user: string, on: Container): OpenView | undefined => {
    if ('home' in on) return views.homeOf(user);
    return 'dialog' in on ? views.dialogsOf(user).find((view) => view.id === on.dialog) : undefined;
  };

  const handlers: { readonly [Name in Act['act']]: (user: string, act: ActOf<Name>) => Promise<Done> } = {
    async say(user, { place, text, thread }) {
      const channel = world.channels.get(place);
      if (!channel?.members.has(user)) return NOT_A_MEMBER;
      const typed = text.trim();
      if (typed === '') return fail('There is nothing to send yet.');
      const onlyHere = { only: user, thread_ts: thread };
      if (text.startsWith('/')) {
        if (thread === undefined) return sendCommand(user, channel, typed);
        postAsSlack("Slash commands don't work in threads.", place, onlyHere);
        return DONE;
      }
      const encoded = encodeTyped(typed, world);
      if (encoded.length > MAX_TEXT_LENGTH) return fail("That's too long for one message in Slack.");
      const { ts } = slack.post({ user, channel: place, text: encoded, blocks: [], thread_ts: thread });
      const actor = { user, channel: place, thread };
      if (channel.person !== undefined) {
        return sendMessageEvent('message.im', payloads.directMessageEvent(encoded, actor, ts), channel, user);
      }
      if (!encoded.includes(`<@${BOT}>`)) return DONE;
      if (channel.members.has(BOT)) {
        return sendMessageEvent('app_mention', payloads.mentionEvent(encoded, actor, ts), channel, user);
      }
      postAsSlack(
        "You mentioned @whoowns, but it isn't in this channel and didn't hear you.",
        place,
        onlyHere,
      );
      return DONE;
    },
    async press(user, { on, block, action, value, fields }) {
      const message = 'message' in on ? findMessage(user, on.message) : undefined;
      const view = findView(user, on);
      const blocks = message?.blocks ?? (view?.view.blocks as Data[] | undefined) ?? [];
      const element = findElement(blocks, block, action);
      if (!element) return NOT_THERE;
      const pressed = readAction(element, block, value);
      const values = readState(blocks, fields);
      const title = `${String(element.type).replaceAll('_', ' ')} ${action}`;
      if (message) return interact(title, payloads.pressPayload(message, pressed, { user }, slack, values));
      return view ? interact(title, payloads.viewPressPayload(view, pressed, slack, values)) : NOT_THERE;
    },
    async submit(user, { dialog, fields }) {
      const view = findView(user, { dialog });
      if (!view) return NOT_THERE;
      const blocks = view.view.blocks as Data[];
      const values = readState(blocks, fields);
      const missing = missingFields(blocks, values);
      // Slack doesn't submit a dialog whose required fields are empty.
      views.refuse(
        view,
        Object.fromEntries(missing.map((id) => [id, 'Please complete this required field.'])),
      );
      if (missing.length > 0) return DONE;
      return interact('dialog submitted', payloads.submissionPayload(view, slack, values), (body) =>
        slack.acceptSubmission(view, body),
      );
    },
    async dismiss(user, { dialog }) {
      const view = findView(user, { dialog });
      if (!view) return NOT_THERE;
      views.close(view);
      if (view.view.notify_on_close !== true) return DONE;
      return interact('dialog closed', payloads.closedPayload(view, slack));
    },
    async 'open-home'(user) {
      if (!manifest.hasHomeTab) return DONE;
      return sendEvent('app_home_opened', payloads.appHomeOpenedEvent(user, 'home', slack));
    },
    async shortcut(user, { callback, message }) {
      if (message === undefined) {
        return interact(`shortcut ${callback}`, payloads.globalShortcutPayload(callback, user, slack));
      }
      const found = findMessage(user, message);
      if (!found) return NOT_THERE;
      const payload = payloads.messageShortcutPayload(callback, user, found, slack);
      return interact(`message shortcut ${callback}`, payload);
    },
    async 'invite-bot'(user, { place }) {
      const channel = world.channels.get(place);
      if (!channel?.members.has(user)) return NOT_A_MEMBER;
      if (channel.members.has(BOT)) return fail('whoowns is in this channel already.');
      channel.members.add(BOT);
      postAsSlack(`<@${user}> added <@${BOT}> to this channel.`, place);
      return sendEvent('member_joined_channel', payloads.joinedChannelEvent(channel, user));
    },
    async 'new-hire'() {
      const person = world.addPerson();
      postAsSlack(`<@${person.id}> has joined the workspace.`, WORKSPACE.channel.id);
      await sendEvent('team_join', payloads.teamJoinEvent(person));
      return { ok: true, person: person.id };
    },
    async 'pass-week'() {
      await passWeek?.();
      return DONE;
    },
    async leave(_, { person: id }) {
      const person = world.people.get(id);
      if (!person || person.kind === 'bot') return fail('There is no such person.');
      person.deleted = true;
      await noticePeople?.();
      return DONE;
    },
  };

  return async (as, act) => {
    const person = world.people.get(as);
    if (!person || person.kind === 'bot' || person.deleted) return fail('That person is not here any more.');
    // The table has the handler of this very act, which the compiler can't see.
    return handlers[act.act](as, act as never);
  };
}
