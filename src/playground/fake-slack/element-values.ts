import type { Fields, FieldValue } from '../page/protocol.ts';
import type { Data } from './messages.ts';

type Reader = (element: Data, value: FieldValue) => Data;

const asList = (value: unknown): Data[] => (Array.isArray(value) ? value : []);
const all = (value: FieldValue): readonly string[] =>
  value === null ? [] : typeof value === 'string' ? [value] : value;
const one = (value: FieldValue): string | null => all(value)[0] ?? null;

/** The options of a menu with these values. */
function pick(element: Data, values: readonly string[]): Data[] {
  const groups = asList(element.option_groups).flatMap((group) => asList(group.options));
  const options = [...asList(element.options), ...groups];
  const found = values.map((value) => options.find((option) => option.value === value));
  return found.filter((option) => option !== undefined);
}

const pickOne: Reader = (element, value) => ({ selected_option: pick(element, all(value))[0] ?? null });
const pickMany: Reader = (element, value) => ({ selected_options: pick(element, all(value)) });

/** The value of an element in Slack's form, by type; other types have a plain `value`. */
const READERS: Readonly<Record<string, Reader>> = {
  static_select: pickOne,
  radio_buttons: pickOne,
  overflow: pickOne,
  multi_static_select: pickMany,
  checkboxes: pickMany,
  users_select: (_, value) => ({ selected_user: one(value) }),
  multi_users_select: (_, value) => ({ selected_users: all(value) }),
  channels_select: (_, value) => ({ selected_channel: one(value) }),
  multi_channels_select: (_, value) => ({ selected_channels: all(value) }),
  conversations_select: (_, value) => ({ selected_conversation: one(value) }),
  multi_conversations_select: (_, value) => ({ selected_conversations: all(value) }),
  datepicker: (_, value) => ({ selected_date: one(value) }),
  timepicker: (_, value) => ({ selected_time: one(value) }),
  datetimepicker: (_, value) => ({ selected_date_time: value === null ? null : Number(one(value)) }),
};

/** An element's entry in `state.values` and in an action. */
function readValue(element: Data, value: FieldValue): Data {
  const type = String(element.type);
  return { type, ...(READERS[type]?.(element, value) ?? { value: one(value) || null }) };
}

/** The elements of blocks that have an action_id, each with its block. */
function elementsOf(blocks: readonly Data[]): { block: Data; element: Data }[] {
  return blocks.flatMap((block) =>
    [...asList(block.elements), block.element, block.accessory]
      .filter((entry): entry is Data => typeof (entry as Data | undefined)?.action_id === 'string')
      .map((element) => ({ block, element })),
  );
}

export function findElement(blocks: readonly Data[], block: string, action: string): Data | undefined {
  return elementsOf(blocks).find(
    (entry) => entry.block.block_id === block && entry.element.action_id === action,
  )?.element;
}

/** The value of a field that nobody has touched. */
function initialOf(element: Data): FieldValue {
  const { initial_option, initial_options, initial_date_time } = element;
  if (initial_option) return String((initial_option as Data).value);
  if (initial_options) return asList(initial_options).map((option) => String(option.value));
  if (initial_date_time !== undefined) return String(initial_date_time);
  const named = Object.entries(element).find(([key]) => key.startsWith('initial_'))?.[1];
  return (named as FieldValue | undefined) ?? null;
}

const BUTTONS = new Set(['button', 'icon_button', 'feedback_buttons', 'overflow', 'workflow_button']);

/** The `state.values` of a view or a message: each field with what was put into it, or with its initial value. */
export function readState(blocks: readonly Data[], fields: Fields): Record<string, Record<string, Data>> {
  const values: Record<string, Record<string, Data>> = {};
  for (const { block, element } of elementsOf(blocks)) {
    if (BUTTONS.has(String(element.type))) continue;
    const [inBlock, action] = [String(block.block_id), String(element.action_id)];
    const given = fields[inBlock]?.[action];
    const value = given === undefined ? initialOf(element) : given;
    values[inBlock] = { ...values[inBlock], [action]: readValue(element, value) };
  }
  return values;
}

/** The entry in `actions` for an element that was pressed or in which something was picked. */
export function readAction(element: Data, block: string, value: FieldValue): Data {
  const { action_id, type, text } = element;
  const base = { action_id, block_id: block };
  if (type === 'feedback_buttons') {
    const chosen = [element.positive_button, element.negative_button]
      .map((entry) => entry as Data)
      .find((entry) => entry?.value === one(value));
    return { ...base, type, text: chosen?.text, value: chosen?.value };
  }
  if (type === 'button' || type === 'icon_button') {
    return { ...base, type, text, ...(element.value === undefined ? {} : { value: element.value }) };
  }
  return { ...base, ...readValue(element, value) };
}

/** The ids of the required input blocks that are empty in `values`, the result of `readState`. */
export function missingFields(
  blocks: readonly Data[],
  values: Readonly<Record<string, Readonly<Record<string, Data>>>>,
): string[] {
  const isEmpty = (entry: Data) =>
    Object.entries(entry).every(
      ([key, value]) =>
        key === 'type' || value === null || value === '' || (Array.isArray(value) && value.length === 0),
    );
  return blocks
    .filter((block) => block.type === 'input' && block.optional !== true)
    .map((block) => String(block.block_id))
    .filter((id) => Object.values(values[id] ?? {}).some(isEmpty));
}
