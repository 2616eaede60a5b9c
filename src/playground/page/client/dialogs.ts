import type { ShownDialog } from '../protocol.ts';
import { fromServer, h } from './dom.ts';
import { readFields } from './fields.ts';
import type { Store } from './store.ts';
import { connectSurface } from './surface.ts';

let shown: { dialog: ShownDialog; element: HTMLDialogElement } | undefined;

/** Shows the dialog on top, if there is one. What was typed stays while only its errors change. */
export function showDialogs(store: Store): void {
  const top = store.state.dialogs.at(-1);
  if (shown && (!top || top.id !== shown.dialog.id || top.html !== shown.dialog.html)) {
    shown.element.remove();
    shown = undefined;
  }
  if (!top) return;
  if (!shown) {
    const element = drawDialog(top, store);
    document.body.append(element);
    element.showModal();
    element.querySelector<HTMLElement>('input, textarea, select')?.focus();
    shown = { dialog: top, element };
  }
  showErrors(shown.element, top.errors);
  shown = { ...shown, dialog: top };
}

function drawDialog(dialog: ShownDialog, store: Store): HTMLDialogElement {
  const body = fromServer(dialog.html, 'dialog-body blocks');
  connectSurface(body, { dialog: dialog.id }, store);
  // Out of the way at once; the server then says what lies beneath.
  const dismiss = () => {
    element.close();
    void store.act({ act: 'dismiss', dialog: dialog.id });
  };
  const submit = (event: Event) => {
    event.preventDefault();
    void store.act({ act: 'submit', dialog: dialog.id, fields: readFields(body) });
  };
  const titleId = `title-${dialog.id}`;
  const element = h(
    'dialog',
    { class: 'dialog', 'aria-labelledby': titleId },
    h(
      'form',
      { submit, novalidate: true },
      h(
        'header',
        { class: 'dialog-head' },
        h('h2', { id: titleId }, dialog.title),
        h('button', { type: 'button', class: 'close', 'aria-label': 'Close', click: dismiss }, '✕'),
      ),
      body,
      h(
        'footer',
        { class: 'dialog-buttons' },
        h('button', { type: 'button', class: 'button', click: dismiss }, dialog.close),
        dialog.submit !== undefined &&
          h('button', { type: 'submit', class: 'button primary' }, dialog.submit),
      ),
    ),
  );
  element.addEventListener('cancel', (event) => {
    event.preventDefault();
    dismiss();
  });
  return element;
}

function showErrors(element: HTMLElement, errors: ShownDialog['errors']): void {
  let first: HTMLElement | null = null;
  for (const field of element.querySelectorAll<HTMLElement>('[data-field]')) {
    const error = errors[field.dataset.field ?? ''] ?? '';
    const slot = field.querySelector('.field-error');
    if (slot && slot.textContent !== error) slot.textContent = error;
    const control = field.querySelector<HTMLElement>('[data-action]');
    if (error === '') control?.removeAttribute('aria-invalid');
    else control?.setAttribute('aria-invalid', 'true');
    if (error !== '') first ??= control;
  }
  first?.focus();
}
