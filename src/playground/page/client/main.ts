import type { Act, Change, ShownPlace, State } from '../protocol.ts';
import { type Composer, createComposer } from './composer.ts';
import { showDialogs } from './dialogs.ts';
import { fromServer, h, refill } from './dom.ts';
import { clearHood, showHood } from './hood.ts';
import { drawWelcome, keepAtEnd, showMain, showThread } from './messages.ts';
import { showSidebar } from './sidebar.ts';
import { applyChange, loadState, mainMessages, type Store, sendAct } from './store.ts';
import { connectSurface } from './surface.ts';
import { startTheme } from './theme.ts';

const NEWS = 6000;

/** The frame of the page; what is inside the parts is drawn as the state changes. */
function start(first: State): void {
  const store: Store = {
    state: first,
    place: first.places[0] as ShownPlace,
    tab: 'messages',
    thread: undefined,
    unread: new Set(),
    notice: '',
    async act(act: Act) {
      const done = await sendAct(store.state.me.id, act);
      store.notice = done.ok ? '' : done.error;
      showNotice();
      return done;
    },
  };
  const root = document.querySelector('#app') as HTMLElement;
  const nav = h('nav', { class: 'sidebar', 'aria-label': 'Workspace' });
  const head = h('header', { class: 'place-head' });
  const news = h('div', { class: 'news' });
  const list = h('div', { class: 'messages', role: 'log', tabindex: 0 });
  const home = h('div', { class: 'home', role: 'region', 'aria-label': 'Home', tabindex: 0 });
  const notice = h('p', { class: 'notice', role: 'status' });
  const slot = h('div', {});
  const main = h('main', { class: 'main' }, head, news, list, home, notice, slot);
  const threadList = h('div', { class: 'messages', role: 'log', 'aria-label': 'Replies', tabindex: 0 });
  const threadSlot = h('div', {});
  const closeThread = () => {
    store.thread = undefined;
    show();
    composerOf(store.place).field.focus();
  };
  const thread = h(
    'aside',
    { class: 'thread', 'aria-label': 'Thread' },
    h(
      'header',
      { class: 'place-head' },
      h('h2', {}, 'Thread'),
      h(
        'button',
        { type: 'button', class: 'close', 'aria-label': 'Close the thread', click: closeThread },
        '✕',
      ),
    ),
    threadList,
    threadSlot,
  );
  const exchanges = h('div', { class: 'exchanges' });
  const hood = h(
    'aside',
    { class: 'hood', 'aria-label': 'Under the hood' },
    h('header', { class: 'place-head' }, h('h2', {}, 'Under the hood')),
    h('p', { class: 'hint' }, 'What Slack sends to the bot, and what the bot calls. The newest first.'),
    exchanges,
  );
  root.replaceChildren(nav, main, thread, hood);
  const followList = keepAtEnd(list);
  const followThread = keepAtEnd(threadList);

  // A composer for each place and each thread, so that nothing typed is lost.
  const composers = new Map<string, Composer>();
  const keep = (key: string, make: () => Composer): Composer => {
    const composer = composers.get(key) ?? make();
    composers.set(key, composer);
    return composer;
  };
  const nameOf = (place: ShownPlace) => (place.kind === 'channel' ? `#${place.name}` : place.name);
  const composerOf = (place: ShownPlace) =>
    keep(place.id, () =>
      createComposer({
        store,
        label: `Message ${nameOf(place)}`,
        inThread: false,
        send: async (text) => {
          // Whoever writes wants to see what comes of it, wherever they had scrolled to.
          list.scrollTop = list.scrollHeight;
          return (await store.act({ act: 'say', place: place.id, text })).ok;
        },
      }),
    );
  const threadComposerOf = (place: ShownPlace, ts: string) =>
    keep(`${place.id}/${ts}`, () =>
      createComposer({
        store,
        label: `Reply in the thread in ${nameOf(place)}`,
        inThread: true,
        send: async (text) => (await store.act({ act: 'say', place: place.id, text, thread: ts })).ok,
      }),
    );

  const tryIt = (text: string, where: 'here' | 'direct') => {
    const target = where === 'here' ? store.place : store.state.places.find(({ kind }) => kind === 'direct');
    if (!target) return;
    location.hash = target.id;
    readHash();
    composerOf(target).fill(text);
  };

  function showNotice(): void {
    if (notice.textContent !== store.notice) notice.textContent = store.notice;
  }

  function showHead(): void {
    const { place, tab } = store;
    const invite = () => void store.act({ act: 'invite-bot', place: place.id });
    const tabs = (['home', 'messages'] as const).map((name) => {
      const href = `#${place.id}${name === 'home' ? '/home' : ''}`;
      const current = name === tab ? 'page' : undefined;
      return h('a', { href, class: 'tab', 'aria-current': current }, name === 'home' ? 'Home' : 'Messages');
    });
    const toggleHood = () => {
      root.classList.toggle('with-hood');
      localStorage.setItem('hood', root.classList.contains('with-hood') ? 'open' : 'closed');
      showHead();
    };
    const hoodOpen = root.classList.contains('with-hood');
    refill(
      head,
      h('h2', {}, nameOf(place)),
      place.kind === 'direct' && h('span', { class: 'badge' }, 'APP'),
      place.topic !== '' && h('span', { class: 'topic' }, place.topic),
      place.kind === 'direct' && h('nav', { class: 'tabs', 'aria-label': 'Tabs' }, ...tabs),
      h('span', { class: 'spring' }),
      !place.hasBot &&
        h('button', { type: 'button', class: 'button', click: invite }, 'Add whoowns to this channel'),
      ...store.state.shortcuts
        .filter(({ kind }) => kind === 'global')
        .map(({ callback, name }) => {
          const run = () => void store.act({ act: 'shortcut', callback });
          return h('button', { type: 'button', class: 'button', click: run }, name);
        }),
      h(
        'button',
        { type: 'button', class: 'button', click: toggleHood, 'aria-pressed': hoodOpen ? 'true' : 'false' },
        'Under the hood',
      ),
      startTheme(),
    );
  }

  function showHome(): void {
    const body =
      store.state.homeHtml === undefined
        ? h('p', { class: 'hint' }, 'whoowns shows nothing on this tab yet.')
        : fromServer(store.state.homeHtml, 'blocks');
    if (store.state.homeHtml !== undefined) connectSurface(body, { home: true }, store);
    home.replaceChildren(body);
  }

  function show(): void {
    const { place, tab, thread: ts } = store;
    showSidebar(nav, store);
    showHead();
    const isHome = tab === 'home';
    list.hidden = isHome;
    slot.hidden = isHome;
    home.hidden = !isHome;
    if (isHome) showHome();
    list.setAttribute('aria-label', `Messages in ${nameOf(place)}`);
    showMessages();
    const composer = composerOf(place).element;
    if (slot.firstChild !== composer) slot.replaceChildren(composer);
    thread.hidden = ts === undefined;
    root.classList.toggle('with-thread', ts !== undefined);
    if (ts !== undefined) {
      showThread(threadList, store, ts);
      const reply = threadComposerOf(place, ts).element;
      if (threadSlot.firstChild !== reply) threadSlot.replaceChildren(reply);
    }
    showNotice();
    showDialogs(store);
    showHood(exchanges, store);
    followList();
    followThread();
  }

  function showMessages(): void {
    const isEmpty = mainMessages(store).length === 0;
    const isWelcome = list.firstElementChild?.className === 'welcome';
    if (isEmpty && !isWelcome) list.replaceChildren(drawWelcome(tryIt));
    else if (!isEmpty) {
      if (isWelcome) list.replaceChildren();
      showMain(list, store);
    }
  }

  function showNews(text: string, report: boolean): void {
    const element = h(
      'div',
      { class: report ? 'report' : 'good-news', role: report ? 'alert' : 'status' },
      text,
    );
    news.replaceChildren(element);
    if (!report) setTimeout(() => element.remove(), NEWS);
  }

  function showKnowledge(): void {
    const { knowledge } = store.state;
    if (!knowledge) return;
    if (knowledge.outcome === 'refused') {
      showNews(`${knowledge.report}\nUntil that is mended, the bot uses what it knew before.`, true);
    } else showNews(`The knowledge has changed: ${knowledge.topics} topics, in use from now on.`, false);
  }

  function take(change: Change): void {
    store.state = applyChange(store.state, change);
    if (change.change === 'message') {
      const { message } = change;
      if (message.place !== store.place.id && message.author.id !== store.state.me.id) {
        store.unread.add(message.place);
      }
      openThreadFor(message);
    }
    store.place = store.state.places.find(({ id }) => id === store.place.id) ?? store.place;
    if (change.change === 'knowledge') showKnowledge();
    show();
  }

  /** The bot's answer to this person's own message opens its thread beside. */
  function openThreadFor({ place, thread: ts, author }: State['messages'][number]): void {
    if (ts === undefined || place !== store.place.id || !author.bot) return;
    const asked = store.state.messages.find((message) => message.place === place && message.ts === ts);
    if (asked?.author.id === store.state.me.id) store.thread = ts;
  }

  function readHash(): void {
    const [id, tab] = decodeURIComponent(location.hash.slice(1)).split('/');
    const place = store.state.places.find((entry) => entry.id === id) ?? store.state.places[0];
    if (!place) return;
    if (place.id !== store.place.id) store.thread = undefined;
    store.place = place;
    store.tab = tab === 'home' && place.kind === 'direct' ? 'home' : 'messages';
    store.unread.delete(place.id);
    store.notice = '';
    if (store.tab === 'home') void store.act({ act: 'open-home' });
    show();
    list.scrollTop = list.scrollHeight;
  }

  addEventListener('hashchange', () => {
    readHash();
    if (store.tab === 'messages') composerOf(store.place).field.focus();
  });
  document.addEventListener('show', () => {
    show();
    if (store.thread !== undefined) threadComposerOf(store.place, store.thread).field.focus();
  });

  if (localStorage.getItem('hood') !== 'closed' && innerWidth > 1000) root.classList.add('with-hood');
  readHash();
  composerOf(store.place).field.focus();
  follow(first.me.id, take, (fresh) => {
    clearHood(exchanges);
    store.state = fresh;
    showKnowledge();
    show();
  });
}

/** Listens for changes. After each new connection all is asked for again, as something may have been missed. */
function follow(as: string, take: (change: Change) => void, renew: (state: State) => void): void {
  const source = new EventSource(`/changes?as=${encodeURIComponent(as)}`);
  const lost = h('div', { class: 'lost', role: 'status' });
  document.body.append(lost);
  source.addEventListener('open', async () => {
    const state = await loadState();
    if (state) renew(state);
    lost.textContent = '';
  });
  source.addEventListener('message', ({ data }) => take(JSON.parse(data as string) as Change));
  source.addEventListener('error', () => {
    lost.textContent = 'The playground does not answer. Reconnecting…';
  });
}

const state = await loadState();
if (state) start(state);
else {
  const text = 'There is nobody of that name here. ';
  document
    .querySelector('#app')
    ?.append(h('p', { class: 'report' }, text, h('a', { href: '/' }, 'Start anew')));
}
