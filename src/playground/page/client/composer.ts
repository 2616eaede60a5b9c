import { h, refill } from './dom.ts';
import type { Store } from './store.ts';

interface Suggestion {
  readonly text: string;
  readonly hint: string;
  /** What the text before the caret becomes. */
  readonly take: string;
}

/** A field to write in, with completion of commands and names. */
export interface Composer {
  readonly element: HTMLElement;
  readonly field: HTMLTextAreaElement;
  /** Puts a text into the field, as if it had been typed. */
  fill(text: string): void;
}

let count = 0;

/** Creates a composer. `send` gives false where the text is to stay. */
export function createComposer(parts: {
  store: Store;
  label: string;
  inThread: boolean;
  send: (text: string) => Promise<boolean>;
}): Composer {
  const { store, label, inThread, send } = parts;
  const id = `composer-${++count}`;
  let suggestions: readonly Suggestion[] = [];
  let active = 0;

  const list = h('div', {
    id: `${id}-list`,
    role: 'listbox',
    class: 'suggestions',
    'aria-label': 'Suggestions',
    hidden: true,
  });
  const hint = h('div', { class: 'composer-hint', id: `${id}-hint` });
  const field = h('textarea', {
    id,
    rows: 1,
    class: 'composer-field',
    'aria-label': label,
    placeholder: label,
    'aria-controls': `${id}-list`,
    'aria-describedby': `${id}-hint`,
    'aria-autocomplete': 'list',
    autocomplete: 'off',
    spellcheck: 'true',
  });

  const show = () => {
    list.hidden = suggestions.length === 0;
    refill(
      list,
      ...suggestions.map(({ text, hint: about }, i) => {
        const option = h(
          'div',
          { role: 'option', id: `${id}-${i}`, 'aria-selected': i === active ? 'true' : 'false' },
          h('span', { class: 'suggestion-text' }, text),
          h('span', { class: 'hint' }, about),
        );
        // Before the field loses the focus.
        option.addEventListener('mousedown', (event) => {
          event.preventDefault();
          active = i;
          take();
        });
        return option;
      }),
    );
    if (suggestions.length > 0) field.setAttribute('aria-activedescendant', `${id}-${active}`);
    else field.removeAttribute('aria-activedescendant');
  };
  const update = () => {
    const before = field.value.slice(0, field.selectionStart);
    suggestions = inThread && before.startsWith('/') ? [] : suggest(before, store);
    active = 0;
    hint.textContent = hintFor(field.value, store);
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight, 200)}px`;
    show();
  };
  const take = () => {
    const chosen = suggestions[active];
    if (!chosen) return;
    const after = field.value.slice(field.selectionStart);
    field.value = chosen.take + after;
    field.setSelectionRange(chosen.take.length, chosen.take.length);
    update();
  };
  const submit = async () => {
    const text = field.value;
    if (text.trim() === '') return;
    field.value = '';
    update();
    if (!(await send(text)) && field.value === '') {
      field.value = text;
      update();
    }
  };

  field.addEventListener('input', update);
  field.addEventListener('blur', () => {
    suggestions = [];
    show();
  });
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const open = suggestions.length > 0;
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const step = event.key === 'ArrowDown' ? 1 : suggestions.length - 1;
      active = (active + step) % suggestions.length;
      show();
    } else if (open && (event.key === 'Tab' || event.key === 'Enter') && !event.shiftKey) take();
    else if (open && event.key === 'Escape') {
      suggestions = [];
      show();
    } else if (event.key === 'Enter' && !event.shiftKey) void submit();
    else return;
    event.preventDefault();
  });

  const button = h(
    'button',
    { type: 'button', class: 'send', 'aria-label': 'Send', click: () => void submit() },
    '➤',
  );
  const element = h(
    'div',
    { class: 'composer' },
    list,
    h('div', { class: 'composer-box' }, field, button),
    hint,
  );
  return {
    element,
    field,
    fill(text) {
      field.value = text;
      field.focus();
      update();
    },
  };
}

function suggest(before: string, { state }: Store): readonly Suggestion[] {
  if (/^\/\S*$/.test(before)) {
    return state.commands
      .filter(({ command }) => command.startsWith(before.toLowerCase()))
      .map(({ command, description, hint }) => ({
        text: `${command} ${hint}`.trim(),
        hint: description,
        take: `${command} `,
      }));
  }
  const [, name] = /(?:^|\s)@([\w-]*)$/.exec(before) ?? [];
  if (name === undefined) return [];
  return state.people
    .filter(({ handle, gone }) => !gone && handle.startsWith(name.toLowerCase()))
    .sort((a, b) => Number(b.bot) - Number(a.bot))
    .map(({ handle, name: full, what }) => ({
      text: `@${handle}`,
      hint: `${full}, ${what}`,
      take: `${before.slice(0, before.length - name.length)}${handle} `,
    }));
}

function hintFor(text: string, { state }: Store): string {
  const command = state.commands.find(
    (entry) => text.startsWith(`${entry.command} `) || text === entry.command,
  );
  return command ? `${command.command} ${command.hint}` : '';
}
