import { accessory, action, cell, contextAction, id, image, imageElement, input } from './elements.ts';
import {
  asData,
  asList,
  boolean,
  byType,
  type Data,
  list,
  object,
  oneOf,
  plain,
  type Rule,
  type Rules,
  string,
  text,
  unchecked,
} from './rules.ts';

export type Surface = 'message' | 'modal' | 'home';

const block: typeof object = (fields, ...checks) => object({ 'block_id?': id, ...fields }, ...checks);

/** No two elements of a block share an action_id. Slack gives one to those without. */
function actionsDiffer({ elements }: Data): string[] {
  const given = asList(elements).map((element) => asData(element).action_id);
  const ids = given.filter((entry) => typeof entry === 'string');
  return new Set(ids).size < ids.length ? ['has two elements with the same action_id'] : [];
}

const contextElement = byType(
  { image: imageElement, plain_text: text(3000), mrkdwn: text(3000) },
  'a context',
);
const column = object({ 'align?': oneOf('left', 'center', 'right'), 'is_wrapped?': boolean });

/** The blocks by type, with the fields and limits of their pages (docs.slack.dev/reference/block-kit/blocks). */
const BLOCKS: Rules = {
  actions: block({ elements: list(action, 1, 25) }, actionsDiffer),
  context: block({ elements: list(contextElement, 1, 10) }),
  context_actions: block({ elements: list(contextAction, 1, 5) }, actionsDiffer),
  divider: block({}),
  header: block({ text: plain(150) }),
  image: image({
    'block_id?': id,
    alt_text: string(2000),
    'image_url?': string(3000),
    'title?': plain(2000),
  }),
  input: block({
    label: plain(2000),
    element: input,
    'hint?': plain(2000),
    'optional?': boolean,
    'dispatch_action?': boolean,
  }),
  // Slack ignores its block_id. `findTooMuch` limits all markdown of a message together.
  markdown: object({ text: string() }),
  section: block(
    {
      'text?': text(3000),
      'fields?': list(text(2000), 0, 10),
      'accessory?': accessory,
      'expand?': boolean,
    },
    (data) => (data.text === undefined && asList(data.fields).length === 0 ? ['needs text or fields'] : []),
  ),
  table: block({ rows: list(list(cell, 0, 20), 0, 100), 'column_settings?': list(column, 0, 20) }),
  ...unchecked('alert', 'card', 'carousel', 'container', 'data_table', 'data_visualization', 'file'),
  ...unchecked('plan', 'rich_text', 'task_card', 'video'),
};

/** The blocks that not every surface takes (docs.slack.dev/blocks.json). */
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

const blocksOf = (surface: Surface, place: string, max: number): Rule => {
  const allowed = Object.keys(BLOCKS).filter((type) => SURFACES[type]?.includes(surface) ?? true);
  return list(byType(BLOCKS, place, allowed), 0, max);
};
const LISTS: Readonly<Record<Surface, Rule>> = {
  message: blocksOf('message', 'a message', 50),
  modal: blocksOf('modal', 'a modal', 100),
  home: blocksOf('home', 'a home tab', 100),
};

/** Finds what Slack would refuse in the blocks of a surface. */
export function findBlockRefusals(blocks: unknown, surface: Surface): string[] {
  const all = asList(blocks).map(asData);
  return [
    ...LISTS[surface](blocks, 'blocks'),
    ...findSameIds(all),
    ...(surface === 'message' ? findTooMuch(all) : []),
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

/** Limits for all blocks of a message together. */
function findTooMuch(blocks: readonly Data[]): string[] {
  const tables = blocks.filter(({ type }) => type === 'table').length;
  const texts = blocks.flatMap(({ type, text: own }) =>
    type === 'markdown' && typeof own === 'string' ? own : [],
  );
  const { length } = texts.join('');
  return [
    ...(tables > 1 ? [`blocks has ${tables} tables, 1 at most`] : []),
    ...(length > 12_000 ? [`blocks has ${length} characters of markdown, 12000 at most`] : []),
  ];
}
