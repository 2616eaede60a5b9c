import { byType, integer, list, object, oneOf, type Rules, string } from './rules.ts';

/** Elements whose fields Slack doesn't document (…/block-elements/rich-text-list-element). */
const UNDOCUMENTED =
  'attachment_mention canvas canvas_user_mention canvas_message_unfurl citation file list_record message_mention salesforce_data_field tag work_object_mention workflow_mention';
const style = { 'style?': object({}) };

const INLINE: Rules = {
  ...Object.fromEntries(UNDOCUMENTED.split(' ').map((type) => [type, object({})])),
  broadcast: object({ range: oneOf('here', 'channel', 'everyone') }),
  channel: object({ channel_id: string(), ...style }),
  color: object({ value: string() }),
  date: object({ timestamp: integer(0), format: string(), 'url?': string(), 'fallback?': string() }),
  emoji: object({ name: string() }),
  link: object({ url: string(), 'text?': string(), ...style }),
  team: object({ team_id: string() }),
  text: object({ text: string(), ...style }),
  user: object({ user_id: string(), ...style }),
  usergroup: object({ usergroup_id: string(), ...style }),
};

const line = list(byType(INLINE, 'a line of rich text'));
const code = list(byType(INLINE, 'preformatted text', ['text', 'link']));
const border = { 'border?': integer(0, 1) };
const section = object({ elements: line });
const items = list(byType({ rich_text_section: section }, 'a list'));

const PARTS: Rules = {
  rich_text_section: section,
  rich_text_quote: object({ elements: line, ...border }),
  rich_text_preformatted: object({ elements: code, ...border, 'language?': string() }),
  rich_text_list: object({
    style: oneOf('bullet', 'ordered'),
    elements: items,
    'indent?': integer(0, 8),
    'offset?': integer(0),
    ...border,
  }),
};

/** The fields of a rich text block (docs.slack.dev/reference/block-kit/blocks/rich-text-block). */
export const richText = { elements: list(byType(PARTS, 'rich text')) };
