import type { Container, Fields, FieldValue } from '../protocol.ts';
import { h } from './dom.ts';
import type { Session } from './session.ts';

/** Lets the controls of a message, a dialog or the home tab reach the bot. */
export function connectControls(element: HTMLElement, on: Container, session: Session): void {
  const press = async (control: HTMLElement) => {
    if (!(await confirmPress(control))) return;
    const { url, block = '', action = '' } = control.dataset;
    if (url !== undefined) window.open(url, '_blank', 'noreferrer');
    control.closest('details')?.removeAttribute('open');
    control.setAttribute('aria-busy', 'true');
    const value = readValue(control);
    await session.act({ act: 'press', on, block, action, value, fields: readFields(element) });
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

/** Asks for confirmation if the bot wants that. */
function confirmPress(control: HTMLElement): Promise<boolean> {
  const { confirm, confirmTitle = '', confirmYes = 'Yes', confirmNo = 'Cancel' } = control.dataset;
  if (confirm === undefined) return Promise.resolve(true);
  return new Promise((resolve) => {
    const dialog = h(
      'dialog',
      { class: 'dialog small', 'aria-labelledby': 'confirm-title' },
      h('h2', { id: 'confirm-title' }, confirmTitle),
      h('p', {}, confirm),
      h(
        'form',
        { method: 'dialog', class: 'dialog-buttons' },
        h('button', { class: 'button', value: 'no' }, confirmNo),
        h('button', { class: 'button primary', value: 'yes' }, confirmYes),
      ),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

function readValue(control: HTMLElement): FieldValue {
  const { type } = control.dataset;
  if (type === 'checkboxes' || type === 'radio_buttons') {
    const chosen = [...control.querySelectorAll<HTMLInputElement>('input:checked')].map(({ value }) => value);
    return type === 'checkboxes' ? chosen : (chosen[0] ?? null);
  }
  if (control instanceof HTMLSelectElement && control.multiple) {
    return [...control.selectedOptions].map(({ value }) => value);
  }
  if (control instanceof HTMLButtonElement) return control.dataset.value ?? null;
  const { value } = control as HTMLInputElement;
  if (value === '') return null;
  return type === 'datetimepicker' ? String(new Date(value).getTime() / 1000) : value;
}

export function readFields(element: Element): Fields {
  const fields: Record<string, Record<string, FieldValue>> = {};
  for (const control of element.querySelectorAll<HTMLElement>('[data-block][data-action]:not(button)')) {
    const { block = '', action = '' } = control.dataset;
    fields[block] = { ...fields[block], [action]: readValue(control) };
  }
  return fields;
}
