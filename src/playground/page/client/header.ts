import type { ShownPlace } from '../protocol.ts';
import { button, h, refill } from './dom.ts';
import type { Session } from './session.ts';

const system = matchMedia('(prefers-color-scheme: dark)');
const isDark = () => (localStorage.getItem('theme') ?? (system.matches ? 'dark' : 'light')) === 'dark';
const applyTheme = () => {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
};
system.addEventListener('change', applyTheme);
applyTheme();

/** The system decides between light and dark until the person does. */
const toggleTheme = () => {
  localStorage.setItem('theme', isDark() ? 'light' : 'dark');
  applyTheme();
};

export const labelOf = (place: ShownPlace) => (place.kind === 'channel' ? `#${place.name}` : place.name);

/** Shows the place's name, its tabs, and what can be done there. */
export function showHeader(
  header: HTMLElement,
  session: Session,
  exchanges: { readonly isOpen: boolean; toggle(): void },
): void {
  const { place, tab, state } = session;
  const isDirect = place.kind === 'direct';
  const linkTo = (name: 'home' | 'messages') => {
    const href = `#${place.id}${name === 'home' ? '/home' : ''}`;
    const current = name === tab ? 'page' : undefined;
    return h('a', { href, class: 'tab', 'aria-current': current }, name === 'home' ? 'Home' : 'Messages');
  };
  const invite = () => void session.act({ act: 'invite-bot', place: place.id });
  const shortcuts = state.shortcuts.filter(({ kind }) => kind === 'global');
  refill(
    header,
    h('h2', {}, labelOf(place)),
    isDirect && h('span', { class: 'badge' }, 'APP'),
    place.topic !== '' && h('span', { class: 'topic' }, place.topic),
    isDirect && h('nav', { class: 'tabs', 'aria-label': 'Tabs' }, linkTo('home'), linkTo('messages')),
    h('span', { class: 'spring' }),
    !place.hasBot && button('Add whoowns to this channel', invite),
    ...shortcuts.map(({ callback, name }) =>
      button(name, () => void session.act({ act: 'shortcut', callback })),
    ),
    button('Under the hood', exchanges.toggle, { 'aria-pressed': String(exchanges.isOpen) }),
    button('◐', toggleTheme, { class: 'button icon', 'aria-label': 'Light or dark' }),
  );
}
