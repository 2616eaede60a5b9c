import type { Surface } from '../protocol.ts';
import { askFirst } from './ask.ts';
import { readFields, readValue } from './fields.ts';
import type { Store } from './store.ts';

/** Lets the controls of a message, a dialog or the home tab reach the bot. */
export function connectSurface(element: HTMLElement, on: Surface, store: Store): void {
  const press = async (control: HTMLElement) => {
    if (!(await askFirst(control))) return;
    if (control.dataset.url !== undefined) window.open(control.dataset.url, '_blank', 'noreferrer');
    const { block = '', action = '' } = control.dataset;
    control.closest('details')?.removeAttribute('open');
    control.setAttribute('aria-busy', 'true');
    await store.act({
      act: 'press',
      on,
      block,
      action,
      value: readValue(control),
      fields: readFields(element),
    });
    control.removeAttribute('aria-busy');
  };
  element.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLElement>('button[data-action]');
    if (button) void press(button);
  });
  element.addEventListener('change', (event) => {
    const control = (event.target as Element).closest<HTMLElement>('[data-action]');
    if (control && control.dataset.quiet === undefined) void press(control);
  });
}
