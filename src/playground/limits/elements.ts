import { CHECKBOXES, common, MULTI_SELECTS, OVERFLOW, RADIO_BUTTONS, SELECTS } from './menus.ts';
import { richText } from './rich-text.ts';
import {
  boolean,
  byType,
  type Data,
  either,
  integer,
  list,
  object,
  oneOf,
  pattern,
  plain,
  type Rules,
  string,
} from './rules.ts';

/** …/composition-objects/slack-file-object */
const slackFile = object({}, { id: string(), url: string() }, either('id', 'url'));

/** An image, as an element or as a block: from the web or from Slack's own files. */
export const image = (required: Rules, optional: Rules) =>
  object(required, { slack_file: slackFile, ...optional }, either('image_url', 'slack_file'));

/** Unlike those of the block, the element's texts have no limit in its page. */
export const imageElement = image({ alt_text: string() }, { image_url: string() });

const style = oneOf('primary', 'danger');
const label = { accessibility_label: string(75) };
const feedback = object({ text: plain(75), value: string(2000) }, label);
const typed = {
  ...common,
  initial_value: string(),
  dispatch_action_config: object(
    {},
    { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered')) },
  ),
};

/** That what the input begins with is neither too short nor too long. */
function lengthsAgree({ min_length: min, max_length: max, initial_value: value }: Data): string[] {
  return outOfOrder('length', min, max, typeof value === 'string' && value !== '' ? value.length : undefined);
}

/** The same for numbers, which Slack takes as strings. */
function numbersAgree({ min_value: min, max_value: max, initial_value: value }: Data): string[] {
  const [low, high, first] = [min, max, value].map((entry) =>
    typeof entry === 'string' && entry.trim() !== '' ? Number(entry) : undefined,
  );
  return outOfOrder('value', low, high, first);
}

function outOfOrder(what: string, min: unknown, max: unknown, value: number | undefined): string[] {
  const low = typeof min === 'number' ? min : Number.NEGATIVE_INFINITY;
  const high = typeof max === 'number' ? max : Number.POSITIVE_INFINITY;
  if (low > high) return [`has a min_${what} of ${low} above its max_${what} of ${high}`];
  const outside = value !== undefined && (value < low || value > high);
  return outside ? [`has an initial_value outside its min_${what} and max_${what}`] : [];
}

/** Every element by its type (docs.slack.dev/reference/block-kit/block-elements). */
const ELEMENTS: Rules = {
  ...SELECTS,
  ...MULTI_SELECTS,
  overflow: OVERFLOW,
  checkboxes: CHECKBOXES,
  radio_buttons: RADIO_BUTTONS,
  button: object({ text: plain(75) }, { ...common, ...label, value: string(2000), url: string(3000), style }),
  workflow_button: object(
    { text: plain(75), workflow: object({ trigger: object({ url: string() }) }) },
    { ...common, ...label, style },
  ),
  image: imageElement,
  datepicker: object({}, { ...common, initial_date: pattern(/^\d{4}-\d\d-\d\d$/, 'YYYY-MM-DD') }),
  timepicker: object(
    {},
    { ...common, initial_time: pattern(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:mm'), timezone: string() },
  ),
  datetimepicker: object({}, { ...common, initial_date_time: integer(1_000_000_000, 9_999_999_999) }),
  plain_text_input: object(
    {},
    { ...typed, multiline: boolean, min_length: integer(0, 3000), max_length: integer(1, 3000) },
    lengthsAgree,
  ),
  email_text_input: object({}, typed),
  url_text_input: object({}, typed),
  number_input: object(
    { is_decimal_allowed: boolean },
    { ...typed, min_value: string(), max_value: string() },
    numbersAgree,
  ),
  rich_text_input: object(
    {},
    {
      ...typed,
      initial_value: byType({ rich_text: object(richText) }, 'a rich text input'),
      min_lines: integer(1, 100),
      max_lines: integer(1, 100),
    },
  ),
  file_input: object({}, { ...common, filetypes: list(string()), max_files: integer(1, 10) }),
  feedback_buttons: object({ positive_button: feedback, negative_button: feedback }, common),
  icon_button: object(
    { icon: string(), text: plain(3000) },
    { ...common, ...label, value: string(2000), visible_to_user_ids: list(string()) },
  ),
};

const MENUS = [...Object.keys(SELECTS), ...Object.keys(MULTI_SELECTS)];
const EVERYWHERE = [...MENUS, 'checkboxes', 'radio_buttons', 'datepicker', 'timepicker'];
const BUTTONS = ['button', 'workflow_button', 'overflow'];

/** Which elements stand in which block (docs.slack.dev/blocks.json, and the unions of @slack/types). */
export const accessory = byType(ELEMENTS, 'a section', [...EVERYWHERE, ...BUTTONS, 'image']);
export const action = byType(ELEMENTS, 'an actions block', [
  ...EVERYWHERE,
  ...BUTTONS,
  'datetimepicker',
  'rich_text_input',
]);
export const input = byType(ELEMENTS, 'an input block', [
  ...EVERYWHERE,
  'datetimepicker',
  'plain_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'rich_text_input',
  'file_input',
]);
export const contextAction = byType(ELEMENTS, 'a context_actions block', ['feedback_buttons', 'icon_button']);
