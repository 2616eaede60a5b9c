import type { Change, ShownMessage, ShownPlace, State } from '../protocol.ts';
import { type Composer, createComposer } from './composer.ts';
import { connectControls } from './controls.ts';
import { showDialogs } from './dialogs.ts';
import { button, fromServer, h, keepAtEnd } from './dom.ts';
import { clearExchanges, showExchanges } from './exchanges-panel.ts';
import { labelOf, showHeader } from './header.ts';
import { renderWelcome, showMain, showThread } from './messages.ts';
import { applyChange, followChanges, loadState, type Session, sendAct } from './session.ts';
import { showSidebar } from './sidebar.ts';

const NEWS_MS = 6000;
/** Narrower windows open without the panel of exchanges. */
const WIDE_PX = 1000;

function start(root: HTMLElement, first: State): void {
  const session: Session = {
    state: first,
    place: first.places[0] as ShownPlace,
    tab: 'messages',
    thread: undefined,
    unread: new Set(),
    notice: '',
    async act(act) {
      const done = await sendAct(session.state.me.id, act);
      session.notice = done.ok ? '' : done.error;
      showNotice();
      return done;
    },
    openThread(ts) {
      session.thread = ts;
      show();
      composerOf(session.place, ts).field.focus();
    },
  };
  const nav = h('nav', { class: 'sidebar', 'aria-label': 'Workspace' });
  const header = h('header', { class: 'place-head' });
  const news = h('div', { class: 'news' });
  const list = h('div', { class: 'messages', role: 'log', tabindex: 0 });
  const home = h('div', { class: 'home', role: 'region', 'aria-label': 'Home', tabindex: 0 });
  const notice = h('p', { class: 'notice', role: 'status' });
  const slot = h('div', {});
  const main = h('main', { class: 'main' }, header, news, list, home, notice, slot);
  const replies = h('div', { class: 'messages', role: 'log', 'aria-label': 'Replies', tabindex: 0 });
  const replySlot = h('div', {});
  const closeThread = () => {
    session.thread = undefined;
    show();
    composerOf(session.place).field.focus();
  };
  const closeButton = button('✕', closeThread, { class: 'close', 'aria-label': 'Close the thread' });
  const thread = h(
    'aside',
    { class: 'thread', 'aria-label': 'Thread' },
    h('header', { class: 'place-head' }, h('h2', {}, 'Thread'), closeButton),
    replies,
    replySlot,
  );
  const exchanges = h('div', { class: 'exchanges' });
  const panel = h(
    'aside',
    { class: 'exchanges-panel', 'aria-label': 'Under the hood' },
    h('header', { class: 'place-head' }, h('h2', {}, 'Under the hood')),
    h('p', { class: 'hint' }, 'What Slack sends to the bot, and what the bot calls. Newest first.'),
    exchanges,
  );
  root.replaceChildren(nav, main, thread, panel);
  const followMain = keepAtEnd(list);
  const followReplies = keepAtEnd(replies);

  // Each place and each thread keeps its own composer, so that nothing typed is lost.
  const composers = new Map<string, Composer>();
  const composerOf = (place: ShownPlace, ts?: string): Composer => {
    const key = `${place.id}/${ts ?? ''}`;
    const label = ts === undefined ? `Message ${labelOf(place)}` : `Reply in the thread in ${labelOf(place)}`;
    const send = async (text: string) => {
      // The sender wants to see the answer, wherever they had scrolled to.
      if (ts === undefined) list.scrollTop = list.scrollHeight;
      return (await session.act({ act: 'say', place: place.id, text, thread: ts })).ok;
    };
    const composer =
      composers.get(key) ?? createComposer({ session, label, inThread: ts !== undefined, send });
    composers.set(key, composer);
    return composer;
  };
  const put = (target: HTMLElement, { element }: Composer) => {
    if (target.firstChild !== element) target.replaceChildren(element);
  };

  const tryIt = (text: string, where: 'here' | 'direct') => {
    const target =
      where === 'here' ? session.place : session.state.places.find(({ kind }) => kind === 'direct');
    if (!target) return;
    location.hash = target.id;
    readHash();
    composerOf(target).fill(text);
  };

  function showNotice(): void {
    if (notice.textContent !== session.notice) notice.textContent = session.notice;
  }

  function showHome({ homeHtml }: State): void {
    const body =
      homeHtml === undefined
        ? h('p', { class: 'hint' }, 'whoowns shows nothing on this tab yet.')
        : fromServer(homeHtml, 'blocks');
    connectControls(body, { home: true }, session);
    home.replaceChildren(body);
  }

  const togglePanel = () => {
    const isOpen = root.classList.toggle('with-exchanges');
    localStorage.setItem('exchanges', isOpen ? 'open' : 'closed');
    show();
  };

  function show(): void {
    const { place, tab, thread: ts } = session;
    showSidebar(nav, session);
    showHeader(header, session, { isOpen: root.classList.contains('with-exchanges'), toggle: togglePanel });
    const isHome = tab === 'home';
    list.hidden = isHome;
    slot.hidden = isHome;
    home.hidden = !isHome;
    if (isHome) showHome(session.state);
    list.setAttribute('aria-label', `Messages in ${labelOf(place)}`);
    showMain(list, session, () => renderWelcome(tryIt));
    put(slot, composerOf(place));
    thread.hidden = ts === undefined;
    root.classList.toggle('with-thread', ts !== undefined);
    if (ts !== undefined) {
      showThread(replies, session, ts);
      put(replySlot, composerOf(place, ts));
    }
    showNotice();
    showDialogs(session);
    showExchanges(exchanges, session);
    followMain();
    followReplies();
  }

  function showKnowledge({ knowledge }: State): void {
    if (!knowledge) return;
    if (knowledge.outcome === 'refused') {
      const report = `${knowledge.report}\nUntil this is fixed, the bot uses what it knew before.`;
      news.replaceChildren(h('div', { class: 'report', role: 'alert' }, report));
    } else {
      const text = `The knowledge has changed: ${knowledge.topics} topics are live.`;
      const element = h('div', { class: 'good-news', role: 'status' }, text);
      news.replaceChildren(element);
      setTimeout(() => element.remove(), NEWS_MS);
    }
  }

  function onChange(change: Change): void {
    session.state = applyChange(session.state, change);
    if (change.change === 'message') onMessage(change.message);
    session.place = session.state.places.find(({ id }) => id === session.place.id) ?? session.place;
    if (change.change === 'state' && change.state.knowledge) showKnowledge(session.state);
    show();
  }

  function onMessage({ place, thread: ts, author }: ShownMessage): void {
    const { state } = session;
    if (place !== session.place.id && author.id !== state.me.id) session.unread.add(place);
    // The bot's answer to this person's own message opens its thread.
    if (ts === undefined || place !== session.place.id || !author.isBot) return;
    const asked = state.messages.find((message) => message.place === place && message.ts === ts);
    if (asked?.author.id === state.me.id) session.thread = ts;
  }

  function readHash(): void {
    const [id, tab] = decodeURIComponent(location.hash.slice(1)).split('/');
    const place = session.state.places.find((entry) => entry.id === id) ?? session.state.places[0];
    if (!place) return;
    if (place.id !== session.place.id) session.thread = undefined;
    session.place = place;
    session.tab = tab === 'home' && place.kind === 'direct' ? 'home' : 'messages';
    session.unread.delete(place.id);
    session.notice = '';
    if (session.tab === 'home') void session.act({ act: 'open-home' });
    show();
    list.scrollTop = list.scrollHeight;
  }

  addEventListener('hashchange', () => {
    readHash();
    if (session.tab === 'messages') composerOf(session.place).field.focus();
  });
  const isWanted = localStorage.getItem('exchanges') !== 'closed';
  root.classList.toggle('with-exchanges', isWanted && innerWidth > WIDE_PX);
  readHash();
  composerOf(session.place).field.focus();
  followChanges(first.me.id, onChange, (state) => {
    clearExchanges(exchanges);
    session.state = state;
    showKnowledge(state);
    show();
  });
}

const root = document.querySelector('#app') as HTMLElement;
const state = await loadState();
if (state) start(root, state);
else {
  const link = h('a', { href: '/' }, 'Start anew');
  root.append(h('p', { class: 'report' }, 'There is no such person here. ', link));
}
