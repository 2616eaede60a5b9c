import {
  asData,
  asList,
  boolean,
  byType,
  type Data,
  either,
  integer,
  list,
  number,
  object,
  oneOf,
  pattern,
  plain,
  type Rule,
  type Rules,
  string,
  text,
  unchecked,
} from './rules.ts';

// Block elements and their parts (docs.slack.dev/reference/block-kit/block-elements and …/composition-objects).

/** A block_id or an action_id. */
export const id = string(255, 1);
const ids = list(string());
const style = oneOf('primary', 'danger');

const confirm = object({
  text: text(300),
  'title?': plain(100),
  'confirm?': plain(30),
  'deny?': plain(30),
  'style?': style,
});
/** The fields that nearly every element may have. */
const common = {
  'action_id?': id,
  'confirm?': confirm,
  'focus_on_load?': boolean,
  'placeholder?': plain(150),
};
const spoken = { 'accessibility_label?': string(75) };

const slackFile = object({ 'id?': string(), 'url?': string() }, either('id', 'url'));
/** An image, as an element or as a block: from the web or from Slack's own files. */
export const image = (fields: Rules) =>
  object({ 'slack_file?': slackFile, ...fields }, either('image_url', 'slack_file'));
/** The texts of the element have no documented limit, unlike those of the block. */
export const imageElement = image({ alt_text: string(), 'image_url?': string() });

const option = (texts: Rule, more: Rules = {}) =>
  object({ text: texts, value: string(150), 'description?': texts, ...more }, ({ url }) =>
    url !== undefined && !more['url?'] ? ['has a url, which only overflow menus take'] : [],
  );
const plainOption = option(plain(75));
const richOption = option(text(75));
const linkOption = option(plain(75), { 'url?': string(3000, 1) });
const group = object({ label: plain(75), options: list(plainOption, 1, 100) });

/** Slack compares options by these parts. They are made of strings alone, so that any shape has a key. */
function keyOf(value: unknown): string {
  const { value: own, text: label, description } = asData(value);
  const parts = [own, asData(label).type, asData(label).text, asData(description).text];
  return JSON.stringify(parts.map((part) => (typeof part === 'string' ? part : null)));
}

/** Initial options must be among the options. */
function initialExists({
  options,
  option_groups,
  initial_option: one,
  initial_options: many,
}: Data): string[] {
  const grouped = asList(option_groups).flatMap((entry) => asList(asData(entry).options));
  const keys = new Set([...asList(options), ...grouped].map(keyOf));
  const isKnown = (chosen: unknown) => keys.has(keyOf(chosen));
  return [
    ...(one === undefined || isKnown(one) ? [] : ['has an initial_option that is none of its options']),
    ...(asList(many).every(isKnown) ? [] : ['has initial_options that are none of its options']),
  ];
}

const boxes = (initial: Rules) =>
  object({ ...common, options: list(richOption, 1, 10), ...initial }, initialExists);
const staticSelect = (fields: Rules) =>
  object(
    { ...common, 'options?': list(plainOption, 1, 100), 'option_groups?': list(group, 1, 100), ...fields },
    either('options', 'option_groups'),
    initialExists,
  );
const filter = object(
  {
    'include?': list(oneOf('im', 'mpim', 'private', 'public'), 1),
    'exclude_external_shared_channels?': boolean,
    'exclude_bot_users?': boolean,
  },
  (data) => (Object.keys(data).length > 0 ? [] : ['says nothing']),
);
const conversations = { 'default_to_current_conversation?': boolean, 'filter?': filter };
const several = { ...common, 'max_selected_items?': integer(1) };
const withUrl = { 'response_url_enabled?': boolean };

const SELECTS: Rules = {
  static_select: staticSelect({ 'initial_option?': plainOption }),
  users_select: object({ ...common, 'initial_user?': string() }),
  conversations_select: object({
    ...common,
    ...conversations,
    ...withUrl,
    'initial_conversation?': string(),
  }),
  channels_select: object({ ...common, ...withUrl, 'initial_channel?': string() }),
  multi_static_select: staticSelect({ ...several, 'initial_options?': list(plainOption) }),
  multi_users_select: object({ ...several, 'initial_users?': ids }),
  multi_conversations_select: object({ ...several, ...conversations, 'initial_conversations?': ids }),
  multi_channels_select: object({ ...several, 'initial_channels?': ids }),
};

/** The initial value must lie between the limits, and they must be in order. */
function lengthsAgree({ min_length: min, max_length: max, initial_value: value }: Data): string[] {
  const low = typeof min === 'number' ? min : 0;
  const high = typeof max === 'number' ? max : Number.POSITIVE_INFINITY;
  if (low > high) return [`has a min_length of ${low} above its max_length of ${high}`];
  const isOutside = typeof value === 'string' && value !== '' && (value.length < low || value.length > high);
  return isOutside ? ['has an initial_value outside its min_length and max_length'] : [];
}

const dispatch = object({ 'trigger_actions_on?': list(oneOf('on_enter_pressed', 'on_character_entered')) });
const typed = { ...common, 'initial_value?': string(), 'dispatch_action_config?': dispatch };
const feedback = object({ text: plain(75), value: string(2000), ...spoken });

const ELEMENTS: Rules = {
  ...SELECTS,
  overflow: object({ ...common, options: list(linkOption, 1, 5) }),
  checkboxes: boxes({ 'initial_options?': list(richOption) }),
  radio_buttons: boxes({ 'initial_option?': richOption }),
  button: object({
    ...common,
    ...spoken,
    text: plain(75),
    'value?': string(2000),
    'url?': string(3000),
    'style?': style,
  }),
  image: imageElement,
  datepicker: object({ ...common, 'initial_date?': pattern(/^\d{4}-\d\d-\d\d$/, 'YYYY-MM-DD') }),
  timepicker: object({
    ...common,
    'initial_time?': pattern(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:mm'),
    'timezone?': string(),
  }),
  datetimepicker: object({ ...common, 'initial_date_time?': integer(1_000_000_000, 9_999_999_999) }),
  plain_text_input: object(
    { ...typed, 'multiline?': boolean, 'min_length?': integer(0, 3000), 'max_length?': integer(1, 3000) },
    lengthsAgree,
  ),
  email_text_input: object(typed),
  url_text_input: object(typed),
  feedback_buttons: object({ ...common, positive_button: feedback, negative_button: feedback }),
  ...unchecked('external_select', 'multi_external_select', 'file_input', 'icon_button', 'number_input'),
  ...unchecked('rich_text_input', 'workflow_button'),
};

const MENUS = [...Object.keys(SELECTS), 'external_select', 'multi_external_select'];
const EVERYWHERE = [...MENUS, 'checkboxes', 'radio_buttons', 'datepicker', 'timepicker'];
const BUTTONS = ['button', 'workflow_button', 'overflow'];
const FIELDS = ['plain_text_input', 'email_text_input', 'url_text_input', 'number_input', 'file_input'];
const RICH = ['datetimepicker', 'rich_text_input'];

/** Which elements may stand in which block (docs.slack.dev/blocks.json, and the unions of @slack/types). */
export const accessory = byType(ELEMENTS, 'a section', [...EVERYWHERE, ...BUTTONS, 'image']);
export const action = byType(ELEMENTS, 'an actions block', [...EVERYWHERE, ...BUTTONS, ...RICH]);
export const input = byType(ELEMENTS, 'an input block', [...EVERYWHERE, ...FIELDS, ...RICH]);
export const contextAction = byType(ELEMENTS, 'a context_actions block', ['feedback_buttons', 'icon_button']);

/** A cell of a table. */
export const cell = byType(
  {
    raw_text: object({ text: string(undefined, 1) }),
    raw_number: object({ value: number, 'text?': string(undefined, 1) }),
    rich_text: object({}),
  },
  'a table',
);
