import { h } from './dom.ts';

const system = matchMedia('(prefers-color-scheme: dark)');
const isDark = () => (localStorage.getItem('theme') ?? (system.matches ? 'dark' : 'light')) === 'dark';
const apply = () => {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
};
system.addEventListener('change', apply);
apply();

/** The button that changes between light and dark; until it is pressed the system decides. */
export function startTheme(): HTMLElement {
  const toggle = () => {
    localStorage.setItem('theme', isDark() ? 'light' : 'dark');
    apply();
  };
  return h(
    'button',
    { type: 'button', class: 'button icon', 'aria-label': 'Light or dark', click: toggle },
    '◐',
  );
}
