import type { ShownPlace } from '../protocol.ts';
import { button, h, refill } from './dom.ts';
import type { Session } from './session.ts';

/** Shows the workspace, its places, and who the person is. */
export function showSidebar(nav: HTMLElement, session: Session): void {
  const { workspace, places } = session.state;
  const listOf = (kind: ShownPlace['kind']) =>
    places.filter((place) => place.kind === kind).map((place) => renderLink(place, session));
  refill(
    nav,
    h('h1', { class: 'workspace' }, workspace, h('span', { class: 'hint' }, 'a Slack of your own')),
    h('h2', {}, 'Channels'),
    h('ul', {}, ...listOf('channel')),
    h('h2', {}, 'Apps'),
    h('ul', {}, ...listOf('direct')),
    h('div', { class: 'spring' }),
    renderPerson(session),
  );
}

function renderLink({ id, kind, name }: ShownPlace, { place, unread }: Session): HTMLElement {
  const isUnread = unread.has(id);
  const current = id === place.id ? 'page' : undefined;
  const link = h(
    'a',
    { href: `#${id}`, class: `place ${isUnread ? 'unread' : ''}`, 'aria-current': current },
    h('span', { class: 'sign', 'aria-hidden': 'true' }, kind === 'channel' ? '#' : '?'),
    name,
    kind === 'direct' && h('span', { class: 'badge' }, 'APP'),
    isUnread && h('span', { class: 'visually-hidden' }, ', unread'),
  );
  return h('li', {}, link);
}

function renderPerson({ state, act }: Session): HTMLElement {
  const { me } = state;
  const people = state.people.filter(({ isBot, hasLeft }) => !isBot && !hasLeft);
  const others = people.filter(({ id }) => id !== me.id);
  const person = h(
    'select',
    { id: 'you', 'aria-label': 'You are' },
    ...people.map(({ id, name, role }) =>
      h('option', { value: id, selected: id === me.id }, `${name}, ${role}`),
    ),
  );
  person.addEventListener('change', () => {
    location.search = `?as=${encodeURIComponent(person.value)}`;
  });
  const leaver = h(
    'select',
    { class: 'quiet', 'aria-label': 'Someone leaves the company' },
    h('option', { value: '' }, 'Someone leaves…'),
    ...others.map(({ id, name }) => h('option', { value: id }, `${name} leaves the company`)),
  );
  leaver.addEventListener('change', () => {
    if (leaver.value !== '') void act({ act: 'leave', person: leaver.value });
  });
  const openWindow = () => void window.open(`/?as=${(others[0] ?? me).id}`, '_blank', 'noreferrer');
  const quiet = { class: 'quiet' };
  return h(
    'div',
    { class: 'you' },
    h('label', { for: 'you' }, 'You are'),
    person,
    button('Open a second window', openWindow, quiet),
    button('Invite a new hire', () => void act({ act: 'new-hire' }), quiet),
    button('Let a week pass', () => void act({ act: 'pass-week' }), quiet),
    leaver,
  );
}
