import type { types } from '@slack/bolt';
import { z } from 'zod';
import { plain, readJson, section } from './blocks.ts';
import { cut } from './text.ts';

/** The channel that a dialog is for; it travels in the dialog. */
export interface DialogChannel {
  readonly id: string;
  readonly name: string;
}

/** Slack refuses an empty list of what is chosen from the start. */
export function optionally<Name extends string, Item>(
  name: Name,
  list: readonly Item[],
): Partial<Record<Name, Item[]>> {
  return list.length > 0 ? ({ [name]: [...list] } as Partial<Record<Name, Item[]>>) : {};
}

/** Builds a dialog that sends what was filled in. */
export function modal(parts: {
  callback: string;
  title: string;
  submit?: string;
  channel?: DialogChannel;
  /** What else travels in the dialog, beside its channel. */
  carried?: Readonly<Record<string, unknown>>;
  blocks: types.KnownBlock[];
}): types.ModalView {
  const { callback, title, submit = 'Save', channel, carried, blocks } = parts;
  return {
    type: 'modal',
    callback_id: callback,
    title: plain(title, 24),
    submit: plain(submit, 24),
    close: plain('Not now', 24),
    private_metadata: JSON.stringify({ channel, ...carried }),
    blocks,
  };
}

const CARRIED = z.object({ channel: z.object({ id: z.string(), name: z.string().catch('') }) });

/** Reads the channel out of a dialog that came back; undefined where it is not one of ours. */
export function readDialogChannel(metadata: string): DialogChannel | undefined {
  return readJson(CARRIED, metadata)?.channel;
}

/** Builds a dialog that only says something. */
export function buildNotice(said: string | types.KnownBlock[], title = 'Who owns this?'): types.ModalView {
  return {
    type: 'modal',
    title: plain(title, 24),
    close: plain('Close', 24),
    blocks: typeof said === 'string' ? [section(said)] : said,
  };
}

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

/** A field with a menu; `initial` is the value that is chosen at first, where the menu has it. */
export function menuInput(
  name: string,
  field: Field,
  {
    placeholder,
    initial,
    ...choices
  }: Pick<types.StaticSelect, 'options' | 'option_groups'> & {
    readonly placeholder: string;
    readonly initial: string | undefined;
  },
): types.InputBlock {
  const options = choices.options ?? choices.option_groups?.flatMap((group) => group.options) ?? [];
  const chosen = options.find(({ value }) => value === initial);
  return input<types.StaticSelect>(name, field, {
    type: 'static_select',
    placeholder: plain(placeholder, 150),
    ...choices,
    ...(chosen ? { initial_option: chosen } : {}),
  });
}
