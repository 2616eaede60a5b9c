import type { ShownMessage } from '../protocol.ts';
import { connectControls } from './controls.ts';
import { button, fromServer, h, refill } from './dom.ts';
import { mainMessages, repliesTo, type Session } from './session.ts';

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const AVATAR_COLORS = ['#cfe5d4', '#d8dcf5', '#f6ddc9', '#eed3e6', '#cbe4ee'];
const elements = new WeakMap<ShownMessage, HTMLElement>();
const threadRoots = new WeakMap<HTMLElement, ShownMessage>();

/** Shows the messages of the place, or a welcome if there are none. */
export function showMain(list: HTMLElement, session: Session, welcome: () => HTMLElement): void {
  const messages = mainMessages(session);
  const isWelcome = list.firstElementChild?.className === 'welcome';
  if (messages.length > 0) {
    if (isWelcome) list.replaceChildren();
    fill(list, messages, session);
  } else if (!isWelcome) list.replaceChildren(welcome());
}

/** Shows a thread: the message that it began with, and the replies. */
export function showThread(list: HTMLElement, session: Session, ts: string): void {
  const root = session.state.messages.find(
    (message) => message.place === session.place.id && message.ts === ts,
  );
  const known = list.dataset.ts === ts ? threadRoots.get(list) : undefined;
  // The channel shows the same message, and an element can be in one place only.
  const copy = root && { ...root, id: `${root.id}#thread`, thread: root.ts };
  const first = known && known.html === root?.html ? known : copy;
  list.dataset.ts = ts;
  if (first) threadRoots.set(list, first);
  fill(list, first ? [first, ...repliesTo(session, ts)] : repliesTo(session, ts), session);
}

/** Fills a list. Messages that haven't changed keep their elements, and with them focus and fields. */
function fill(list: HTMLElement, messages: readonly ShownMessage[], session: Session): void {
  const wanted = messages.map((message) => elementOf(message, session));
  const kept = new Set<Element>(wanted);
  for (const child of [...list.children]) if (!kept.has(child)) replaceOrRemove(child, wanted);
  for (const [i, element] of wanted.entries()) {
    if (list.children[i] !== element) list.insertBefore(element, list.children[i] ?? null);
  }
  for (const message of messages) showReplyCount(elementOf(message, session), message, session);
}

/** If the message has changed, its new element takes the place and the focus of the old one. */
function replaceOrRemove(child: Element, wanted: readonly HTMLElement[]): void {
  const next = wanted.find((element) => element.dataset.id === (child as HTMLElement).dataset.id);
  const hadFocus = child.contains(document.activeElement);
  if (next) child.replaceWith(next);
  else child.remove();
  if (hadFocus) next?.focus();
}

function elementOf(message: ShownMessage, session: Session): HTMLElement {
  const element = elements.get(message) ?? renderMessage(message, session);
  elements.set(message, element);
  return element;
}

function renderMessage(message: ShownMessage, session: Session): HTMLElement {
  const { id, author, at, isEphemeral, isEdited, isFromSlack } = message;
  const time = clock.format(at);
  const label = [author.name, time, isEphemeral && 'only visible to you', isEdited && 'edited'];
  const body = fromServer(message.html, 'blocks');
  connectControls(body, { message: id }, session);
  const sum = [...author.id].reduce((before, letter) => before + letter.charCodeAt(0), 0);
  const color = author.isBot ? undefined : `background: ${AVATAR_COLORS[sum % AVATAR_COLORS.length]}`;
  return h(
    'article',
    {
      class: `message ${isFromSlack ? 'from-slack' : ''} ${isEphemeral ? 'private' : ''}`,
      'aria-label': label.filter(Boolean).join(', '),
      'data-id': id,
      tabindex: -1,
    },
    h(
      'div',
      { class: `avatar ${author.isBot ? 'bot' : ''}`, style: color, 'aria-hidden': 'true' },
      author.initials,
    ),
    h(
      'div',
      { class: 'message-body' },
      isEphemeral && h('div', { class: 'only-you' }, 'Only visible to you'),
      h(
        'div',
        { class: 'byline' },
        h('span', { class: 'author' }, author.name),
        author.isBot && h('span', { class: 'badge' }, 'APP'),
        h('time', { datetime: new Date(at).toISOString() }, time),
        isEdited && h('span', { class: 'edited' }, '(edited)'),
      ),
      body,
      h('div', { class: 'replies' }),
    ),
    !isFromSlack && !isEphemeral && renderTools(message, session),
  );
}

/** Visible while the message is pointed at or has the focus inside. */
function renderTools({ id, ts, thread }: ShownMessage, session: Session): HTMLElement | undefined {
  const tool = { class: 'tool' };
  const shortcuts = session.state.shortcuts.filter(({ kind }) => kind === 'message');
  const tools = shortcuts.map(({ callback, name }) =>
    button(name, () => void session.act({ act: 'shortcut', callback, message: id }), tool),
  );
  if (thread === undefined) tools.unshift(button('Reply in thread', () => session.openThread(ts), tool));
  return tools.length > 0 ? h('div', { class: 'tools' }, ...tools) : undefined;
}

function showReplyCount(element: HTMLElement, { ts, thread }: ShownMessage, session: Session): void {
  const slot = element.querySelector<HTMLElement>('.replies');
  if (!slot || thread !== undefined) return;
  const count = repliesTo(session, ts).length;
  if (slot.dataset.count === String(count)) return;
  slot.dataset.count = String(count);
  const text = count === 1 ? '1 reply' : `${count} replies`;
  refill(slot, count > 0 && button(text, () => session.openThread(ts), { class: 'link' }));
}

/** Three things to try in a channel without messages. */
export function renderWelcome(tryIt: (text: string, where: 'here' | 'direct') => void): HTMLElement {
  const suggestions = [
    ['/whoowns backlog', 'here', 'a command: only you see the answer'],
    ['@whoowns who signs off a finished story?', 'here', 'a mention: answered in a thread'],
    ['who makes the roadmap?', 'direct', 'a direct message'],
  ] as const;
  const items = suggestions.map(([text, where, kind]) =>
    h(
      'li',
      {},
      button(text, () => tryIt(text, where), { class: 'button suggestion' }),
      h('span', { class: 'hint' }, kind),
    ),
  );
  return h(
    'section',
    { class: 'welcome', 'aria-labelledby': 'welcome-title' },
    h('h3', { id: 'welcome-title' }, 'This is a small Slack of your own'),
    h('p', {}, 'You talk to the real bot here, and nothing leaves this machine. Try one of these:'),
    h('ul', {}, ...items),
  );
}
