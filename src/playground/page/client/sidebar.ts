import { h, refill } from './dom.ts';
import type { Store } from './store.ts';

/** Draws the sidebar: the workspace, the places, and who the person is. */
export function showSidebar(nav: HTMLElement, store: Store): void {
  const { state, place, unread } = store;
  const link = (id: string, kind: string, name: string) => {
    const current = id === place.id;
    const isUnread = unread.has(id);
    const props = {
      href: `#${id}`,
      class: `place ${isUnread ? 'unread' : ''}`,
      'aria-current': current ? 'page' : undefined,
    };
    const sign = h('span', { class: 'sign', 'aria-hidden': 'true' }, kind === 'channel' ? '#' : '?');
    return h(
      'li',
      {},
      h(
        'a',
        props,
        sign,
        name,
        kind === 'direct' && h('span', { class: 'badge' }, 'APP'),
        isUnread && h('span', { class: 'visually-hidden' }, ', unread'),
      ),
    );
  };
  const listOf = (kind: 'channel' | 'direct') =>
    state.places.filter((entry) => entry.kind === kind).map(({ id, name }) => link(id, kind, name));
  refill(
    nav,
    h('h1', { class: 'workspace' }, state.workspace, h('span', { class: 'hint' }, 'a Slack of your own')),
    h('h2', {}, 'Channels'),
    h('ul', {}, ...listOf('channel')),
    h('h2', {}, 'Apps'),
    h('ul', {}, ...listOf('direct')),
    h('div', { class: 'spring' }),
    drawYou(store),
  );
}

function drawYou(store: Store): HTMLElement {
  const { state } = store;
  const here = state.people.filter(({ bot, gone }) => !bot && !gone);
  const select = h(
    'select',
    { id: 'you', 'aria-label': 'You are' },
    ...here.map(({ id, name, what }) =>
      h('option', { value: id, selected: id === state.me.id }, `${name}, ${what}`),
    ),
  );
  select.addEventListener('change', () => {
    location.search = `?as=${encodeURIComponent(select.value)}`;
  });
  const other = here.find(({ id }) => id !== state.me.id);
  const secondWindow = () => {
    window.open(`/?as=${other?.id ?? state.me.id}`, '_blank', 'noreferrer');
  };
  const passWeek = () => void store.act({ act: 'pass-week' });
  const invite = () => void store.act({ act: 'new-hire' });
  const leaver = h(
    'select',
    { class: 'quiet', 'aria-label': 'Somebody leaves the company' },
    h('option', { value: '' }, 'Somebody leaves…'),
    ...here
      .filter(({ id }) => id !== state.me.id)
      .map(({ id, name }) => h('option', { value: id }, `${name} leaves the company`)),
  );
  leaver.addEventListener('change', () => {
    if (leaver.value !== '') void store.act({ act: 'leave', person: leaver.value });
  });
  return h(
    'div',
    { class: 'you' },
    h('label', { for: 'you' }, 'You are'),
    select,
    h('button', { type: 'button', class: 'quiet', click: secondWindow }, 'Open a second window'),
    h('button', { type: 'button', class: 'quiet', click: invite }, 'Invite a new hire'),
    h('button', { type: 'button', class: 'quiet', click: passWeek }, 'Let a week pass'),
    leaver,
  );
}
