import {
  boolean,
  type Data,
  either,
  integer,
  isData,
  list,
  object,
  oneOf,
  plain,
  type Rule,
  type Rules,
  string,
  text,
} from './rules.ts';

/** An identifier, be it of a block or of an action: never empty. */
export const id = string(255, 1);

/** …/composition-objects/confirmation-dialog-object; its title and buttons have words of their own if left out. */
const confirm = object(
  { text: text(300) },
  { title: plain(100), confirm: plain(30), deny: plain(30), style: oneOf('primary', 'danger') },
);

/** The fields that nearly every element may have. */
export const common = { action_id: id, confirm, focus_on_load: boolean, placeholder: plain(150) };

/** …/composition-objects/option-object. Only the options of an overflow menu may lead to a page. */
const option = (texts: Rule, url?: Rule) =>
  object({ text: texts, value: string(150) }, { description: texts, ...(url && { url }) }, (data) =>
    data.url !== undefined && !url ? ['has a url, which only overflow menus take'] : [],
  );
const plainOption = option(plain(75));
const richOption = option(text(75));

/** …/composition-objects/option-group-object */
const group = object({ label: plain(75), options: list(plainOption, 1, 100) });

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const asData = (value: unknown): Data => (isData(value) ? value : {});

/** What Slack compares of an option; made of strings alone, so that any shape has a key. */
function keyOf(value: unknown): string {
  const { value: own, text: label, description } = asData(value);
  const parts = [own, asData(label).type, asData(label).text, asData(description).text];
  return JSON.stringify(parts.map((part) => (typeof part === 'string' ? part : null)));
}

/** That what is chosen at first is there to choose. */
function chosenExists(data: Data): string[] {
  const groups = asList(data.option_groups).flatMap((entry) => asList(asData(entry).options));
  const keys = new Set([...asList(data.options), ...groups].map(keyOf));
  const one = data.initial_option === undefined || keys.has(keyOf(data.initial_option));
  return [
    ...(one ? [] : ['has an initial_option that is none of its options']),
    ...(asList(data.initial_options).every((chosen) => keys.has(keyOf(chosen)))
      ? []
      : ['has initial_options that are none of its options']),
  ];
}

const choices = { options: list(plainOption, 1, 100), option_groups: list(group, 1, 100) };
const several = { ...common, max_selected_items: integer(1) };
const ids = list(string());

/** …/composition-objects/conversation-filter-object */
const filter = object(
  {},
  {
    include: list(oneOf('im', 'mpim', 'private', 'public'), 1),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
  (data) => (Object.keys(data).length > 0 ? [] : ['says nothing']),
);
const conversations = { default_to_current_conversation: boolean, filter };

/** Everything that lets people choose from a list, by type (docs.slack.dev/reference/block-kit/block-elements). */
export const SELECTS: Rules = {
  static_select: object(
    {},
    { ...common, ...choices, initial_option: plainOption },
    either('options', 'option_groups'),
    chosenExists,
  ),
  external_select: object({}, { ...common, initial_option: plainOption, min_query_length: integer(0) }),
  users_select: object({}, { ...common, initial_user: string() }),
  conversations_select: object(
    {},
    { ...common, ...conversations, initial_conversation: string(), response_url_enabled: boolean },
  ),
  channels_select: object({}, { ...common, initial_channel: string(), response_url_enabled: boolean }),
};

export const MULTI_SELECTS: Rules = {
  multi_static_select: object(
    {},
    { ...several, ...choices, initial_options: list(plainOption) },
    either('options', 'option_groups'),
    chosenExists,
  ),
  multi_external_select: object(
    {},
    { ...several, initial_options: list(plainOption), min_query_length: integer(0) },
  ),
  multi_users_select: object({}, { ...several, initial_users: ids }),
  multi_conversations_select: object({}, { ...several, ...conversations, initial_conversations: ids }),
  multi_channels_select: object({}, { ...several, initial_channels: ids }),
};

export const OVERFLOW = object({ options: list(option(plain(75), string(3000, 1)), 1, 5) }, common);
export const CHECKBOXES = object(
  { options: list(richOption, 1, 10) },
  { ...common, initial_options: list(richOption) },
  chosenExists,
);
export const RADIO_BUTTONS = object(
  { options: list(richOption, 1, 10) },
  { ...common, initial_option: richOption },
  chosenExists,
);
