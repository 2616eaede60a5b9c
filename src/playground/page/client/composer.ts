import { button, h, refill } from './dom.ts';
import type { Session } from './session.ts';

const MAX_HEIGHT_PX = 200;

interface Suggestion {
  readonly text: string;
  readonly hint: string;
  /** Replaces the text before the caret. */
  readonly replacement: string;
}

export interface Composer {
  readonly element: HTMLElement;
  readonly field: HTMLTextAreaElement;
  /** Puts a text into the field, as if it had been typed. */
  fill(text: string): void;
}

let count = 0;

/** Creates a field to write in, with completion of commands and names. If `send` gives false, the text stays. */
export function createComposer(parts: {
  session: Session;
  label: string;
  inThread: boolean;
  send: (text: string) => Promise<boolean>;
}): Composer {
  const { session, label, inThread, send } = parts;
  const id = `composer-${++count}`;
  const [listId, hintId] = [`${id}-list`, `${id}-hint`];
  let suggestions: readonly Suggestion[] = [];
  let active = 0;
  const list = h('div', {
    id: listId,
    role: 'listbox',
    class: 'suggestions',
    'aria-label': 'Suggestions',
    hidden: true,
  });
  const hint = h('div', { class: 'composer-hint', id: hintId });
  const field = h('textarea', {
    id,
    rows: 1,
    class: 'composer-field',
    'aria-label': label,
    placeholder: label,
    'aria-controls': listId,
    'aria-describedby': hintId,
    'aria-autocomplete': 'list',
    autocomplete: 'off',
    spellcheck: 'true',
  });

  const show = () => {
    list.hidden = suggestions.length === 0;
    const options = suggestions.map(({ text, hint: about }, i) => {
      // Before the field loses the focus.
      const mousedown = (event: Event) => {
        event.preventDefault();
        active = i;
        take();
      };
      return h(
        'div',
        { role: 'option', id: `${id}-${i}`, 'aria-selected': String(i === active), mousedown },
        h('span', { class: 'suggestion-text' }, text),
        h('span', { class: 'hint' }, about),
      );
    });
    refill(list, ...options);
    if (suggestions.length > 0) field.setAttribute('aria-activedescendant', `${id}-${active}`);
    else field.removeAttribute('aria-activedescendant');
  };
  const hide = () => {
    suggestions = [];
    show();
  };
  const update = () => {
    const before = field.value.slice(0, field.selectionStart);
    suggestions = inThread && before.startsWith('/') ? [] : suggest(before, session);
    active = 0;
    hint.textContent = usageOf(field.value, session);
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight, MAX_HEIGHT_PX)}px`;
    show();
  };
  const setText = (text: string) => {
    field.value = text;
    update();
  };
  const take = () => {
    const chosen = suggestions[active]?.replacement;
    if (chosen === undefined) return;
    field.value = chosen + field.value.slice(field.selectionStart);
    field.setSelectionRange(chosen.length, chosen.length);
    update();
  };
  const submit = async () => {
    const text = field.value;
    if (text.trim() === '') return;
    setText('');
    if (!(await send(text)) && field.value === '') setText(text);
  };

  field.addEventListener('input', update);
  field.addEventListener('blur', hide);
  field.addEventListener('keydown', (event) => {
    const { key, shiftKey, isComposing } = event;
    if (isComposing) return;
    const isOpen = suggestions.length > 0;
    if (isOpen && (key === 'ArrowDown' || key === 'ArrowUp')) {
      const step = key === 'ArrowDown' ? 1 : suggestions.length - 1;
      active = (active + step) % suggestions.length;
      show();
    } else if (isOpen && (key === 'Tab' || key === 'Enter') && !shiftKey) take();
    else if (isOpen && key === 'Escape') hide();
    else if (key === 'Enter' && !shiftKey) void submit();
    else return;
    event.preventDefault();
  });

  const sendButton = button('➤', () => void submit(), { class: 'send', 'aria-label': 'Send' });
  const box = h('div', { class: 'composer-box' }, field, sendButton);
  return {
    element: h('div', { class: 'composer' }, list, box, hint),
    field,
    fill(text) {
      field.focus();
      setText(text);
    },
  };
}

function suggest(before: string, { state }: Session): readonly Suggestion[] {
  if (/^\/\S*$/.test(before)) {
    return state.commands
      .filter(({ command }) => command.startsWith(before.toLowerCase()))
      .map(({ command, description, hint }) => ({
        text: `${command} ${hint}`.trim(),
        hint: description,
        replacement: `${command} `,
      }));
  }
  const [, name] = /(?:^|\s)@([\w-]*)$/.exec(before) ?? [];
  if (name === undefined) return [];
  return state.people
    .filter(({ handle, hasLeft }) => !hasLeft && handle.startsWith(name.toLowerCase()))
    .sort((a, b) => Number(b.isBot) - Number(a.isBot))
    .map(({ handle, name: full, role }) => ({
      text: `@${handle}`,
      hint: `${full}, ${role}`,
      replacement: `${before.slice(0, before.length - name.length)}${handle} `,
    }));
}

/** "/whoowns [question]" while that command is typed. */
function usageOf(text: string, { state }: Session): string {
  const found = state.commands.find(({ command }) => text.startsWith(`${command} `) || text === command);
  return found ? `${found.command} ${found.hint}` : '';
}
