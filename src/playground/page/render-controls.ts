import { Fragment, createElement as h, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

type Data = Readonly<Record<string, unknown>>;
type Props = Readonly<Record<string, unknown>>;

/** The people and channels that menus can offer. */
export interface Choices {
  readonly people: readonly { id: string; name: string }[];
  readonly channels: readonly { id: string; name: string; isPrivate?: boolean }[];
}

interface Context extends Choices {
  /** Makes ids unique in the page. */
  readonly scope: string;
}

/** Whether a block has an element to press or fill in, which the renderer of Block Kit can't show. */
export function hasControls(block: Data): boolean {
  if (['actions', 'input', 'context_actions'].includes(String(block.type))) return true;
  const accessory = block.accessory as Data | undefined;
  return block.type === 'section' && accessory !== undefined && accessory.type !== 'image';
}

/** Renders the controls of a block as HTML. */
export function renderControls(block: Data, context: Context): string {
  const blockId = String(block.block_id);
  if (block.type === 'input') return renderToStaticMarkup(renderField(block, blockId, context));
  const elements = block.accessory ? [block.accessory as Data] : asList(block.elements);
  const controls = elements.map((element) => renderControl(element, blockId, context));
  return renderToStaticMarkup(h('div', { className: 'controls' }, ...controls));
}

/** The text of a text object. */
export function textOf(value: unknown): string | undefined {
  const { text } = (value ?? {}) as { text?: unknown };
  return typeof text === 'string' ? text : undefined;
}

const asList = (value: unknown): Data[] => (Array.isArray(value) ? value : []);
const asString = (value: unknown) => (typeof value === 'string' ? value : undefined);

function renderField(block: Data, blockId: string, context: Context): ReactElement {
  const element = (block.element ?? {}) as Data;
  const label = textOf(block.label) ?? '';
  const hint = textOf(block.hint);
  const isGroup = ['checkboxes', 'radio_buttons'].includes(String(element.type));
  const optional = block.optional === true && [
    ' ',
    h('span', { className: 'optional', key: 0 }, '(optional)'),
  ];
  return h(
    'div',
    { className: 'field', 'data-field': blockId },
    isGroup
      ? h('div', { className: 'label', 'aria-hidden': true }, label, optional)
      : h('label', { className: 'label', htmlFor: idOf(element, blockId, context) }, label, optional),
    renderControl(element, blockId, context, { label, isQuiet: block.dispatch_action !== true }),
    hint !== undefined && h('div', { className: 'hint' }, hint),
    h('div', { className: 'field-error', role: 'alert' }),
  );
}

function idOf(element: Data, blockId: string, { scope }: Context): string {
  return `${scope}/${blockId}/${String(element.action_id)}`;
}

interface Control {
  readonly element: Data;
  readonly label: string;
  /** Lets the page's script find the control, and ask for confirmation. */
  readonly data: Props;
  /** Ties the control to its label. */
  readonly named: Props;
  readonly id: string;
  readonly context: Context;
}

/** In a field the label stands outside, and a quiet control sends nothing before the dialog is submitted. */
function renderControl(
  element: Data,
  blockId: string,
  context: Context,
  field?: { readonly label: string; readonly isQuiet: boolean },
): ReactElement {
  const type = String(element.type);
  const id = idOf(element, blockId, context);
  const label =
    field?.label ?? textOf(element.placeholder) ?? textOf(element.text) ?? type.replaceAll('_', ' ');
  const data = {
    'data-block': blockId,
    'data-action': String(element.action_id),
    'data-type': type,
    'data-quiet': field?.isQuiet === true ? '' : undefined,
    ...confirmData(element.confirm),
  };
  const render = RENDERERS[type] ?? renderUnknown;
  return render({
    element,
    label,
    data,
    id,
    named: { id, 'aria-label': field ? undefined : label },
    context,
  });
}

type Renderer = (control: Control) => ReactElement;

const renderButton: Renderer = ({ element, data }) => {
  const { style, url, accessibility_label: spoken } = element;
  const look = style === 'primary' || style === 'danger' ? ` ${style}` : '';
  const link = typeof url === 'string' && /^https?:\/\//.test(url) ? url : undefined;
  return h(
    'button',
    { type: 'button', className: `button${look}`, 'aria-label': asString(spoken), 'data-url': link, ...data },
    textOf(element.text) ?? String(element.action_id),
  );
};

const renderFeedback: Renderer = ({ element, data }) => {
  const buttons = [element.positive_button, element.negative_button].map((button, key) => {
    const { text, value, accessibility_label: spoken } = (button ?? {}) as Data;
    const more = { 'aria-label': asString(spoken), 'data-value': String(value), ...data };
    return h('button', { key, type: 'button', className: 'button feedback', ...more }, textOf(text));
  });
  return h(Fragment, {}, buttons);
};

const renderSelect: Renderer = ({ element, data, named, context }) => {
  const isMulti = String(element.type).startsWith('multi_');
  const chosen = initialOf(element);
  const groups = optionsOf(element, context).map(({ label, options }) => {
    const items = options.map(({ value, label: text }) => h('option', { key: value, value }, text));
    return label === undefined ? items : h('optgroup', { key: label, label }, items);
  });
  const empty = isMulti || h('option', { value: '' }, textOf(element.placeholder) ?? 'Choose');
  const size = isMulti
    ? { multiple: true, size: 5, defaultValue: chosen }
    : { defaultValue: chosen[0] ?? '' };
  return h('select', { ...named, ...size, ...data }, empty, groups);
};

const renderOverflow: Renderer = ({ element, data, context }) => {
  const options = optionsOf(element, context).flatMap(({ options }) => options);
  const items = options.map(({ value, label }) =>
    h('button', { key: value, type: 'button', className: 'menu-item', 'data-value': value, ...data }, label),
  );
  const summary = h('summary', { className: 'button', 'aria-label': 'More actions' }, '⋯');
  return h('details', { className: 'overflow' }, summary, h('div', { className: 'menu' }, items));
};

const renderBoxes: Renderer = ({ element, data, id, label, context }) => {
  const type = element.type === 'checkboxes' ? 'checkbox' : 'radio';
  const chosen = initialOf(element);
  const options = optionsOf(element, context).flatMap(({ options }) => options);
  const boxes = options.map(({ value, label: text, description }) => {
    const box = h('input', { type, name: id, value, defaultChecked: chosen.includes(value) });
    const hint = description !== undefined && h('span', { className: 'hint' }, description);
    return h('label', { key: value, className: 'box' }, box, ' ', h('span', {}, text, hint));
  });
  const role = type === 'radio' ? 'radiogroup' : 'group';
  return h('div', { className: 'boxes', role, 'aria-label': label, ...data }, boxes);
};

const renderInput =
  (type: string): Renderer =>
  ({ element, data, named }) => {
    const [value = ''] = initialOf(element);
    const props = {
      placeholder: textOf(element.placeholder),
      minLength: element.min_length,
      maxLength: element.max_length,
      ...named,
      ...data,
    };
    if (element.multiline === true || element.type === 'rich_text_input') {
      return h('textarea', { rows: 4, defaultValue: value, ...props });
    }
    const { min_value: min, max_value: max, is_decimal_allowed: isDecimal } = element;
    const step = type === 'number' ? (isDecimal === true ? 'any' : '1') : undefined;
    const defaultValue = type === 'datetime-local' && value !== '' ? toLocalTime(Number(value)) : value;
    return h('input', { type, min, max, step, defaultValue, ...props });
  };

const renderUnknown: Renderer = ({ element }) =>
  h('span', { className: 'hint' }, `The playground can't show a ${String(element.type)} yet.`);

const RENDERERS: Readonly<Record<string, Renderer>> = {
  button: renderButton,
  icon_button: renderButton,
  feedback_buttons: renderFeedback,
  overflow: renderOverflow,
  checkboxes: renderBoxes,
  radio_buttons: renderBoxes,
  plain_text_input: renderInput('text'),
  rich_text_input: renderInput('text'),
  email_text_input: renderInput('email'),
  url_text_input: renderInput('url'),
  number_input: renderInput('number'),
  datepicker: renderInput('date'),
  timepicker: renderInput('time'),
  datetimepicker: renderInput('datetime-local'),
  ...Object.fromEntries(
    ['static', 'users', 'channels', 'conversations'].flatMap((kind) => [
      [`${kind}_select`, renderSelect],
      [`multi_${kind}_select`, renderSelect],
    ]),
  ),
};

/** What the page asks before it tells the bot. */
function confirmData(confirm: unknown): Props {
  if (typeof confirm !== 'object' || confirm === null) return {};
  const { title, text, confirm: yes, deny } = confirm as Data;
  return {
    'data-confirm': textOf(text) ?? '',
    'data-confirm-title': textOf(title) ?? 'Are you sure?',
    'data-confirm-yes': textOf(yes) ?? 'Yes',
    'data-confirm-no': textOf(deny) ?? 'Cancel',
  };
}

interface Option {
  readonly value: string;
  readonly label: string;
  readonly description?: string | undefined;
}

const readOption = (option: Data): Option => ({
  value: String(option.value),
  label: textOf(option.text) ?? String(option.value),
  description: textOf(option.description),
});

/** The options of a menu in their groups; a menu without groups has one without a label. */
function optionsOf(element: Data, { people, channels }: Choices): { label?: string; options: Option[] }[] {
  const type = String(element.type);
  if (type.includes('users'))
    return [{ options: people.map(({ id, name }) => ({ value: id, label: name })) }];
  if (type.includes('channels') || type.includes('conversations')) {
    const { include } = (element.filter ?? {}) as Data;
    const all = Array.isArray(include) ? include : ['public', 'private'];
    const wanted = type.includes('channels') ? ['public'] : all;
    const offered = channels.filter(({ isPrivate }) => wanted.includes(isPrivate ? 'private' : 'public'));
    return [{ options: offered.map(({ id, name }) => ({ value: id, label: `#${name}` })) }];
  }
  const groups = asList(element.option_groups);
  if (groups.length === 0) return [{ options: asList(element.options).map(readOption) }];
  return groups.map(({ label, options }) => ({
    label: textOf(label) ?? '',
    options: asList(options).map(readOption),
  }));
}

/** The values that a field has from the start. */
function initialOf(element: Data): string[] {
  const { initial_option, initial_options } = element;
  if (initial_option) return [String((initial_option as Data).value)];
  if (initial_options) return asList(initial_options).map((option) => String(option.value));
  const [, initial] = Object.entries(element).find(([key]) => key.startsWith('initial_')) ?? [];
  return [initial ?? []].flat().map(String);
}

/** Seconds since 1970 as the value of a field for date and time. */
function toLocalTime(seconds: number): string {
  const at = new Date(seconds * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
