import type { ShownMessage } from '../protocol.ts';
import { fromServer, h, refill } from './dom.ts';
import { mainMessages, repliesTo, type Store } from './store.ts';
import { connectSurface } from './surface.ts';

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const drawn = new WeakMap<ShownMessage, HTMLElement>();

/** Fills a list with messages; those that are as they were keep their elements, and with them focus and fields. */
function fillMessages(list: HTMLElement, messages: readonly ShownMessage[], store: Store): void {
  const wanted = messages.map((message) => elementOf(message, store));
  const same = wanted.length === list.children.length && wanted.every((it, i) => list.children[i] === it);
  if (!same) {
    const fresh = new Set<Element>(wanted);
    for (const child of [...list.children]) if (!fresh.has(child)) replaceOrRemove(child, wanted);
    wanted.forEach((element, i) => {
      if (list.children[i] !== element) list.insertBefore(element, list.children[i] ?? null);
    });
  }
  for (const message of messages) markReplies(elementOf(message, store), message, store);
}

/** An element that has a successor gives it its place, so that the focus can follow. */
function replaceOrRemove(child: Element, wanted: readonly HTMLElement[]): void {
  const next = wanted.find((element) => element.dataset.id === (child as HTMLElement).dataset.id);
  const focused = child.contains(document.activeElement);
  if (!next) {
    child.remove();
    return;
  }
  child.replaceWith(next);
  if (focused) next.focus();
}

function elementOf(message: ShownMessage, store: Store): HTMLElement {
  const known = drawn.get(message);
  if (known) return known;
  const element = drawMessage(message, store);
  drawn.set(message, element);
  return element;
}

function drawMessage(message: ShownMessage, store: Store): HTMLElement {
  const { author, at, onlyYou, edited, fromSlack } = message;
  const time = clock.format(at);
  const label = [author.name, time, onlyYou && 'only visible to you', edited && 'edited']
    .filter(Boolean)
    .join(', ');
  const body = fromServer(message.html, 'blocks');
  const hash = [...author.id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 5;
  const element = h(
    'article',
    {
      class: `message ${fromSlack ? 'from-slack' : ''} ${onlyYou ? 'private' : ''}`,
      'aria-label': label,
      'data-id': message.id,
      tabindex: -1,
    },
    h(
      'div',
      { class: `avatar ${author.bot ? 'bot' : `tint-${hash}`}`, 'aria-hidden': 'true' },
      author.initials,
    ),
    h(
      'div',
      { class: 'message-body' },
      onlyYou && h('div', { class: 'only-you' }, 'Only visible to you'),
      h(
        'div',
        { class: 'byline' },
        h('span', { class: 'author' }, author.name),
        author.bot && h('span', { class: 'badge' }, 'APP'),
        h('time', { datetime: new Date(at).toISOString() }, time),
        edited && h('span', { class: 'edited' }, '(edited)'),
      ),
      body,
      h('div', { class: 'replies' }),
    ),
    !fromSlack && drawTools(message, store),
  );
  connectSurface(body, { message: message.id }, store);
  return element;
}

/** What can be done with a message: shown when it is pointed at, or has the focus inside. */
function drawTools(message: ShownMessage, store: Store): HTMLElement | undefined {
  if (message.onlyYou) return undefined;
  const reply = message.thread === undefined && [
    h(
      'button',
      { type: 'button', class: 'tool', click: () => openThread(message, store) },
      'Reply in thread',
    ),
  ];
  const shortcuts = store.state.shortcuts
    .filter(({ kind }) => kind === 'message')
    .map(({ callback, name }) => {
      const run = () => void store.act({ act: 'shortcut', callback, message: message.id });
      return h('button', { type: 'button', class: 'tool', click: run }, name);
    });
  const all = [...(reply || []), ...shortcuts];
  return all.length > 0 ? h('div', { class: 'tools' }, ...all) : undefined;
}

function openThread(message: ShownMessage, store: Store): void {
  store.thread = message.ts;
  document.dispatchEvent(new CustomEvent('show', { detail: { focus: 'thread' } }));
}

function markReplies(element: HTMLElement, message: ShownMessage, store: Store): void {
  const slot = element.querySelector('.replies');
  if (!slot || message.thread !== undefined) return;
  const count = repliesTo(store, message.ts).length;
  if (slot.getAttribute('data-count') === String(count)) return;
  slot.setAttribute('data-count', String(count));
  const text = count === 1 ? '1 reply' : `${count} replies`;
  const open = () => openThread(message, store);
  refill(slot, count > 0 && h('button', { type: 'button', class: 'link', click: open }, text));
}

/** What stands in a channel before anybody has written: three things to try. */
export function drawWelcome(try_: (text: string, where: 'here' | 'direct') => void): HTMLElement {
  const suggestions = [
    ['/whoowns backlog', 'here', 'a command: only you see the answer'],
    ['@whoowns who signs off a finished story?', 'here', 'a mention: answered in a thread'],
    ['who makes the roadmap?', 'direct', 'a direct message'],
  ] as const;
  return h(
    'section',
    { class: 'welcome', 'aria-labelledby': 'welcome-title' },
    h('h3', { id: 'welcome-title' }, 'This is a small Slack of your own'),
    h(
      'p',
      {},
      'Everything here goes through the real bot, and nothing leaves this machine. Try one of these:',
    ),
    h(
      'ul',
      {},
      ...suggestions.map(([text, where, what]) =>
        h(
          'li',
          {},
          h('button', { type: 'button', class: 'button suggestion', click: () => try_(text, where) }, text),
          h('span', { class: 'hint' }, what),
        ),
      ),
    ),
  );
}

/** Keeps the end of a list in view while it grows or its width changes, unless the person has scrolled up. */
export function keepAtEnd(list: HTMLElement): () => void {
  let atEnd = true;
  list.addEventListener('scroll', () => {
    atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  });
  const follow = () => {
    if (atEnd) list.scrollTop = list.scrollHeight;
  };
  new ResizeObserver(follow).observe(list);
  return follow;
}

/** Draws the messages of the place into its list. */
export function showMain(list: HTMLElement, store: Store): void {
  fillMessages(list, mainMessages(store), store);
}

/** Draws a thread: the message that it began with, and the replies. */
export function showThread(list: HTMLElement, store: Store, ts: string): void {
  const root = store.state.messages.find((message) => message.place === store.place.id && message.ts === ts);
  const replies = repliesTo(store, ts);
  // The same message stands in the channel too: here it is a picture of it.
  const copy = root && { ...root, id: `${root.id}#thread`, thread: root.ts };
  const known = list.dataset.ts === ts ? copies.get(list) : undefined;
  const first = known && root && known.html === root.html ? known : copy;
  list.dataset.ts = ts;
  if (first) copies.set(list, first);
  fillMessages(list, first ? [first, ...replies] : replies, store);
}

const copies = new WeakMap<HTMLElement, ShownMessage>();
