import type { ShownDialog } from '../protocol.ts';
import { connectControls, readFields } from './controls.ts';
import { button, fromServer, h } from './dom.ts';
import type { Session } from './session.ts';

let shown: { dialog: ShownDialog; element: HTMLDialogElement } | undefined;

/** Shows the dialog on top, if there is one. Typed text stays while only the errors change. */
export function showDialogs(session: Session): void {
  const top = session.state.dialogs.at(-1);
  if (shown && (!top || top.id !== shown.dialog.id || top.html !== shown.dialog.html)) {
    shown.element.remove();
    shown = undefined;
  }
  if (!top) return;
  if (!shown) {
    const element = renderDialog(top, session);
    document.body.append(element);
    element.showModal();
    element.querySelector<HTMLElement>('input, textarea, select')?.focus();
    shown = { dialog: top, element };
  }
  showErrors(shown.element, top.errors);
  shown.dialog = top;
}

function renderDialog(dialog: ShownDialog, session: Session): HTMLDialogElement {
  const body = fromServer(dialog.html, 'dialog-body blocks');
  connectControls(body, { dialog: dialog.id }, session);
  // Closes at once; the server then says which dialog is below.
  const dismiss = () => {
    element.close();
    void session.act({ act: 'dismiss', dialog: dialog.id });
  };
  const submit = (event: Event) => {
    event.preventDefault();
    void session.act({ act: 'submit', dialog: dialog.id, fields: readFields(body) });
  };
  const cancel = (event: Event) => {
    event.preventDefault();
    dismiss();
  };
  const titleId = `title-${dialog.id}`;
  const title = h('h2', { id: titleId }, dialog.title);
  const close = button('✕', dismiss, { class: 'close', 'aria-label': 'Close' });
  const send =
    dialog.submit !== undefined && h('button', { type: 'submit', class: 'button primary' }, dialog.submit);
  const element = h(
    'dialog',
    { class: 'dialog', 'aria-labelledby': titleId, cancel },
    h(
      'form',
      { submit, novalidate: true },
      h('header', { class: 'dialog-head' }, title, close),
      body,
      h('footer', { class: 'dialog-buttons' }, button(dialog.close, dismiss), send),
    ),
  );
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
