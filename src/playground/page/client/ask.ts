import { h } from './dom.ts';

/** Asks before something is sent, where the bot wants that; true where the person agrees, or need not be asked. */
export function askFirst(control: HTMLElement): Promise<boolean> {
  const { confirm, confirmTitle, confirmYes, confirmNo } = control.dataset;
  if (confirm === undefined) return Promise.resolve(true);
  return new Promise((resolve) => {
    const dialog = h(
      'dialog',
      { class: 'dialog small', 'aria-labelledby': 'confirm-title' },
      h('h2', { id: 'confirm-title' }, confirmTitle ?? ''),
      h('p', {}, confirm),
      h(
        'form',
        { method: 'dialog', class: 'dialog-buttons' },
        h('button', { class: 'button', value: 'no' }, confirmNo ?? 'Cancel'),
        h('button', { class: 'button primary', value: 'yes' }, confirmYes ?? 'Yes'),
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
