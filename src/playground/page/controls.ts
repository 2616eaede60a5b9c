import { attributes, type Choices, escapeHtml, initialOf, optionsOf, textOf } from './fields.ts';

type Data = Readonly<Record<string, unknown>>;

interface Context extends Choices {
  readonly scope: string;
}

const asList = (value: unknown): Data[] => (Array.isArray(value) ? value : []);

/** Whether a block has something to act on, so that the page has to draw it itself. */
export function hasControls(block: Data): boolean {
  if (['actions', 'input', 'context_actions'].includes(String(block.type))) return true;
  const accessory = block.accessory as Data | undefined;
  return block.type === 'section' && accessory !== undefined && accessory.type !== 'image';
}

/** Draws the controls of a block: see `drawBlocks`. */
export function drawControls(block: Data, context: Context): string {
  const blockId = String(block.block_id);
  if (block.type === 'input') return drawInput(block, blockId, context);
  const elements = block.accessory ? [block.accessory as Data] : asList(block.elements);
  return `<div class="controls">${elements.map((element) => drawElement(element, blockId, context)).join('')}</div>`;
}

function drawInput(block: Data, blockId: string, context: Context): string {
  const element = (block.element ?? {}) as Data;
  const id = idOf(element, blockId, context);
  const label = escapeHtml(textOf(block.label) ?? '');
  const optional = block.optional === true ? ' <span class="optional">(optional)</span>' : '';
  const hint = textOf(block.hint);
  const live = block.dispatch_action === true;
  const control = drawElement(element, blockId, context, { id, quiet: !live, label: textOf(block.label) });
  const grouped = ['checkboxes', 'radio_buttons'].includes(String(element.type));
  const named = grouped
    ? `<div class="label" aria-hidden="true">${label}${optional}</div>`
    : `<label class="label" for="${escapeHtml(id)}">${label}${optional}</label>`;
  const hinted = hint === undefined ? '' : `<div class="hint">${escapeHtml(hint)}</div>`;
  return `<div class="field" data-field="${escapeHtml(blockId)}">${named}${control}${hinted}<div class="field-error" role="alert"></div></div>`;
}

interface Over {
  readonly id?: string;
  /** Does not tell the bot by itself: it is sent with the dialog. */
  readonly quiet?: boolean;
  readonly label?: string | undefined;
}

function idOf(element: Data, blockId: string, { scope }: Context): string {
  return `${scope}/${blockId}/${String(element.action_id)}`;
}

function drawElement(element: Data, blockId: string, context: Context, over: Over = {}): string {
  const type = String(element.type);
  const hooks = {
    'data-block': blockId,
    'data-action': String(element.action_id),
    'data-type': type,
    'data-quiet': over.quiet === true,
    ...confirmHooks(element.confirm),
  };
  const id = over.id ?? idOf(element, blockId, context);
  const label =
    over.label ?? textOf(element.placeholder) ?? textOf(element.text) ?? type.replaceAll('_', ' ');
  const named = over.id === undefined ? { 'aria-label': label } : {};
  const draw = DRAWERS[type] ?? drawUnknown;
  return draw({ element, hooks, id, named, label, context });
}

interface Drawn {
  readonly element: Data;
  readonly hooks: Parameters<typeof attributes>[0];
  readonly id: string;
  readonly named: Parameters<typeof attributes>[0];
  readonly label: string;
  readonly context: Context;
}

type Drawer = (drawn: Drawn) => string;

const drawButton: Drawer = ({ element, hooks }) => {
  const { style, url, accessibility_label: spoken } = element;
  const text = escapeHtml(textOf(element.text) ?? String(element.action_id));
  const all = {
    type: 'button',
    class: `button ${style === 'primary' || style === 'danger' ? style : ''}`.trim(),
    'aria-label': typeof spoken === 'string' ? spoken : undefined,
    'data-url': typeof url === 'string' && /^https?:\/\//.test(url) ? url : undefined,
    ...hooks,
  };
  return `<button${attributes(all)}>${text}</button>`;
};

const drawFeedback: Drawer = ({ element, hooks }) =>
  (['positive_button', 'negative_button'] as const)
    .map((name) => {
      const { text, value, accessibility_label: spoken } = (element[name] ?? {}) as Data;
      const all = {
        type: 'button',
        class: 'button feedback',
        'aria-label': typeof spoken === 'string' ? spoken : undefined,
        'data-value': String(value),
        ...hooks,
      };
      return `<button${attributes(all)}>${escapeHtml(textOf(text) ?? '')}</button>`;
    })
    .join('');

const drawSelect: Drawer = ({ element, hooks, id, named, context }) => {
  const several = String(element.type).startsWith('multi_');
  const chosen = initialOf(element);
  const groups = optionsOf(element, context).map(({ label, options }) => {
    const drawn = options
      .map(({ value, label: text }) => {
        const all = { value, selected: chosen.includes(value) };
        return `<option${attributes(all)}>${escapeHtml(text)}</option>`;
      })
      .join('');
    return label === undefined ? drawn : `<optgroup${attributes({ label })}>${drawn}</optgroup>`;
  });
  const empty = several
    ? ''
    : `<option value="">${escapeHtml(textOf(element.placeholder) ?? 'Choose')}</option>`;
  const size = several ? { multiple: true, size: 5 } : {};
  return `<select${attributes({ id, ...named, ...size, ...hooks })}>${empty}${groups.join('')}</select>`;
};

const drawOverflow: Drawer = ({ element, hooks, context }) => {
  const options = optionsOf(element, context).flatMap(({ options }) => options);
  const items = options.map(({ value, label }) => {
    const all = { type: 'button', class: 'menu-item', 'data-value': value, ...hooks };
    return `<button${attributes(all)}>${escapeHtml(label)}</button>`;
  });
  return `<details class="overflow"><summary class="button" aria-label="More actions">⋯</summary><div class="menu">${items.join('')}</div></details>`;
};

const drawBoxes: Drawer = ({ element, hooks, id, label, context }) => {
  const kind = element.type === 'checkboxes' ? 'checkbox' : 'radio';
  const chosen = initialOf(element);
  const options = optionsOf(element, context).flatMap(({ options }) => options);
  const boxes = options.map(({ value, label: text, description }) => {
    const all = { type: kind, name: id, value, checked: chosen.includes(value) };
    const more = description === undefined ? '' : `<span class="hint">${escapeHtml(description)}</span>`;
    return `<label class="box"><input${attributes(all)}> <span>${escapeHtml(text)}${more}</span></label>`;
  });
  const role = kind === 'radio' ? 'radiogroup' : 'group';
  return `<div class="boxes"${attributes({ role, 'aria-label': label, ...hooks })}>${boxes.join('')}</div>`;
};

const drawInputOf =
  (kind: string): Drawer =>
  ({ element, hooks, id, named }) => {
    const [value = ''] = initialOf(element);
    const { min_length, max_length, min_value, max_value, is_decimal_allowed: decimal } = element;
    const all = {
      id,
      type: kind,
      placeholder: textOf(element.placeholder),
      minlength: min_length as number | undefined,
      maxlength: max_length as number | undefined,
      min: min_value as string | undefined,
      max: max_value as string | undefined,
      step: kind === 'number' ? (decimal === true ? 'any' : '1') : undefined,
      ...named,
      ...hooks,
    };
    const isLong = element.multiline === true || element.type === 'rich_text_input';
    if (isLong) return `<textarea rows="4"${attributes(all)}>${escapeHtml(value)}</textarea>`;
    const shown = kind === 'datetime-local' && value !== '' ? toLocal(Number(value)) : value;
    return `<input${attributes({ ...all, value: shown })}>`;
  };

const drawUnknown: Drawer = ({ element }) =>
  `<span class="hint">${escapeHtml(`The playground cannot draw a ${String(element.type)} yet.`)}</span>`;

const DRAWERS: Readonly<Record<string, Drawer>> = {
  button: drawButton,
  icon_button: drawButton,
  workflow_button: drawButton,
  feedback_buttons: drawFeedback,
  overflow: drawOverflow,
  checkboxes: drawBoxes,
  radio_buttons: drawBoxes,
  plain_text_input: drawInputOf('text'),
  rich_text_input: drawInputOf('text'),
  email_text_input: drawInputOf('email'),
  url_text_input: drawInputOf('url'),
  number_input: drawInputOf('number'),
  datepicker: drawInputOf('date'),
  timepicker: drawInputOf('time'),
  datetimepicker: drawInputOf('datetime-local'),
  static_select: drawSelect,
  multi_static_select: drawSelect,
  users_select: drawSelect,
  multi_users_select: drawSelect,
  channels_select: drawSelect,
  multi_channels_select: drawSelect,
  conversations_select: drawSelect,
  multi_conversations_select: drawSelect,
};

/** What the page asks before it tells the bot. */
function confirmHooks(confirm: unknown): Record<string, string | undefined> {
  if (typeof confirm !== 'object' || confirm === null) return {};
  const { title, text, confirm: yes, deny } = confirm as Data;
  return {
    'data-confirm': textOf(text) ?? '',
    'data-confirm-title': textOf(title) ?? 'Are you sure?',
    'data-confirm-yes': textOf(yes) ?? 'Yes',
    'data-confirm-no': textOf(deny) ?? 'Cancel',
  };
}

/** Seconds since 1970 as the value of a field for date and time. */
function toLocal(seconds: number): string {
  const at = new Date(seconds * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
