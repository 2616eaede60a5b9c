type Data = Readonly<Record<string, unknown>>;

/** Who and what can be picked in menus of people and channels. */
export interface Choices {
  readonly people: readonly { id: string; name: string }[];
  readonly channels: readonly { id: string; name: string; isPrivate?: boolean }[];
}

interface Option {
  readonly value: string;
  readonly label: string;
  readonly description?: string | undefined;
}

/** Makes any text safe in HTML, inside attributes too. */
export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/** Attributes as HTML; those that are undefined or false are left out. */
export function attributes(values: Readonly<Record<string, string | number | boolean | undefined>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`))
    .join('');
}

/** The text of a text object; undefined where it is none. */
export function textOf(value: unknown): string | undefined {
  const { text } = (value ?? {}) as { text?: unknown };
  return typeof text === 'string' ? text : undefined;
}

const asList = (value: unknown): Data[] => (Array.isArray(value) ? value : []);

const readOption = (option: Data): Option => ({
  value: String(option.value),
  label: textOf(option.text) ?? String(option.value),
  description: textOf(option.description),
});

/** The options of a menu, in their groups; a menu without groups has one without a name. */
export function optionsOf(element: Data, choices: Choices): { label?: string; options: Option[] }[] {
  const type = String(element.type);
  if (type.includes('users')) {
    return [{ options: choices.people.map(({ id, name }) => ({ value: id, label: name })) }];
  }
  if (type.includes('channels') || type.includes('conversations')) {
    const wanted = kindsOf(element, type);
    const channels = choices.channels.filter(({ isPrivate }) =>
      wanted.includes(isPrivate === true ? 'private' : 'public'),
    );
    return [{ options: channels.map(({ id, name }) => ({ value: id, label: `#${name}` })) }];
  }
  const groups = asList(element.option_groups);
  if (groups.length === 0) return [{ options: asList(element.options).map(readOption) }];
  return groups.map((group) => ({
    label: textOf(group.label) ?? '',
    options: asList(group.options).map(readOption),
  }));
}

/** Which channels a menu offers: those of channels public ones alone, those of conversations what their filter lets in. */
function kindsOf({ filter }: Data, type: string): readonly unknown[] {
  if (type.includes('channels')) return ['public'];
  const { include } = (filter ?? {}) as Data;
  return Array.isArray(include) ? include : ['public', 'private'];
}

/** What stands in a field from the start. */
export function initialOf(element: Data): readonly string[] {
  const { initial_option, initial_options } = element;
  if (initial_option) return [String((initial_option as Data).value)];
  if (initial_options) return asList(initial_options).map((option) => String(option.value));
  const [, named] = Object.entries(element).find(([key]) => key.startsWith('initial_')) ?? [];
  if (named === undefined || named === null) return [];
  return Array.isArray(named) ? named.map(String) : [String(named)];
}
