import type { types } from '@slack/bolt';
import { plain } from './blocks.ts';
import { cut } from './text.ts';

interface Field {
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
}

/** A field of a dialog; what is filled in comes back under `name`, as the block and as the action. */
export function input<Element extends types.InputBlock['element']>(
  name: string,
  { label, hint, optional = false }: Field,
  element: Omit<Element, 'action_id'>,
): types.InputBlock {
  return {
    type: 'input',
    block_id: name,
    optional,
    label: plain(label, 2000),
    ...(hint === undefined ? {} : { hint: plain(hint, 2000) }),
    element: { ...element, action_id: name } as types.InputBlock['element'],
  };
}

/** A field for text of at most `max` characters. */
export function textInput(
  name: string,
  field: Field,
  { max, multiline = false, initial }: { max: number; multiline?: boolean; initial?: string | undefined },
): types.InputBlock {
  const initially = initial ? { initial_value: cut(initial, max) } : {};
  return input<types.PlainTextInput>(name, field, {
    type: 'plain_text_input',
    multiline,
    max_length: max,
    ...initially,
  });
}

/** A choice of a menu. */
export function option(text: string, value: string) {
  return { text: plain(text, 75), value: cut(value, 150) };
}
