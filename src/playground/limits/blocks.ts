import { accessory, action, contextAction, image, imageElement, input } from './elements.ts';
import { id } from './menus.ts';
import { richText } from './rich-text.ts';
import {
  boolean,
  byType,
  type Data,
  isData,
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
} from './rules.ts';

export type Surface = 'message' | 'modal' | 'home';

const block: typeof object = (required, optional, ...checks) =>
  object(required, { block_id: id, ...optional }, ...checks);

/** That no two elements of a block share an action_id; those without one get their own from Slack. */
function actionsDiffer({ elements }: Data): string[] {
  const ids = (Array.isArray(elements) ? elements : [])
    .map((element: unknown) => (isData(element) ? element.action_id : undefined))
    .filter((entry) => typeof entry === 'string');
  return new Set(ids).size < ids.length ? ['has two elements with the same action_id'] : [];
}

const https = pattern(/^https:\/\//, 'https://…');
const cell = byType(
  {
    raw_text: object({ text: string(undefined, 1) }),
    raw_number: object({ value: number, text: string(undefined, 1) }),
    rich_text: object(richText),
  },
  'a table',
);

/** The blocks by type, with the fields and limits of their pages (docs.slack.dev/reference/block-kit/blocks). */
const BLOCKS: Rules = {
  actions: block({ elements: list(action, 1, 25) }, {}, actionsDiffer),
  context: block({
    elements: list(
      byType({ image: imageElement, plain_text: text(3000), mrkdwn: text(3000) }, 'a context'),
      1,
      10,
    ),
  }),
  context_actions: block({ elements: list(contextAction, 1, 5) }, {}, actionsDiffer),
  divider: block({}),
  file: block({ external_id: string(), source: oneOf('remote') }),
  header: block({ text: plain(150) }),
  image: image({ alt_text: string(2000) }, { block_id: id, image_url: string(3000), title: plain(2000) }),
  input: block(
    { label: plain(2000), element: input },
    { hint: plain(2000), optional: boolean, dispatch_action: boolean },
    ({ element, dispatch_action }) =>
      dispatch_action === true && isData(element) && element.type === 'file_input'
        ? ['has a file_input, which does not go with dispatch_action']
        : [],
  ),
  // Its block_id is ignored, whatever it is; the limit is for all of a message together.
  markdown: object({ text: string() }),
  rich_text: block(richText),
  section: block(
    {},
    { text: text(3000), fields: list(text(2000), 0, 10), accessory, expand: boolean },
    (data) =>
      data.text === undefined && (!Array.isArray(data.fields) || data.fields.length === 0)
        ? ['needs text or fields']
        : [],
  ),
  table: block(
    { rows: list(list(cell, 0, 20), 0, 100) },
    {
      column_settings: list(
        object({}, { align: oneOf('left', 'center', 'right'), is_wrapped: boolean }),
        0,
        20,
      ),
    },
  ),
  // "Must be less than" 200 and 50 characters.
  video: block(
    { alt_text: string(), title: plain(199), thumbnail_url: string(), video_url: https },
    {
      author_name: string(49),
      description: plain(199),
      title_url: https,
      provider_name: string(),
      provider_icon_url: string(),
    },
  ),
  // Known, and not looked into: new, still changing, and nothing that the bot sends.
  alert: block({}),
  card: block({}),
  carousel: block({}),
  container: block({}),
  data_table: block({}),
  data_visualization: block({}),
  plan: block({}),
  task_card: block({}),
};

/** The blocks that do not stand on every surface (docs.slack.dev/blocks.json). */
const SURFACES: Readonly<Record<string, readonly Surface[]>> = {
  alert: ['modal'],
  carousel: ['message', 'home'],
  container: ['message'],
  context_actions: ['message'],
  data_visualization: ['message'],
  file: ['message'],
  markdown: ['message'],
  plan: ['message'],
  table: ['message', 'home'],
  task_card: ['message'],
};

const blocksOn = (surface: Surface, place: string, max: number): Rule =>
  list(
    byType(
      BLOCKS,
      place,
      Object.keys(BLOCKS).filter((type) => SURFACES[type]?.includes(surface) ?? true),
    ),
    0,
    max,
  );

const LISTS: Readonly<Record<Surface, Rule>> = {
  message: blocksOn('message', 'a message', 50),
  modal: blocksOn('modal', 'a modal', 100),
  home: blocksOn('home', 'a home tab', 100),
};

/** What Slack would refuse in the blocks of a surface. */
export function findBlockRefusals(blocks: unknown, surface: Surface): string[] {
  const known = (Array.isArray(blocks) ? blocks : []).map((entry: unknown) => (isData(entry) ? entry : {}));
  return [
    ...LISTS[surface](blocks, 'blocks'),
    ...findSameIds(known),
    ...(surface === 'message' ? findTooMuch(known) : []),
  ];
}

function findSameIds(blocks: readonly Data[]): string[] {
  const first = new Map<string, number>();
  return blocks.flatMap(({ type, block_id: own }, i) => {
    if (typeof own !== 'string' || type === 'markdown') return [];
    const before = first.get(own);
    if (before === undefined) first.set(own, i);
    return before === undefined ? [] : [`blocks[${i}] has the block_id of blocks[${before}]`];
  });
}

/** What a message may have only so much of, whichever of its blocks it is in. */
function findTooMuch(blocks: readonly Data[]): string[] {
  const of = (wanted: string) => blocks.filter(({ type }) => type === wanted);
  const tables = of('table').length;
  const markdown = of('markdown').reduce(
    (sum, entry) => sum + (typeof entry.text === 'string' ? entry.text.length : 0),
    0,
  );
  return [
    ...(tables > 1 ? [`blocks has ${tables} tables, 1 at most`] : []),
    ...(markdown > 12_000 ? [`blocks has ${markdown} characters of markdown, 12000 at most`] : []),
  ];
}
