import { findBlockRefusals } from './limits/blocks.ts';
import { asData, asList, boolean, isData, object, plain, string } from './limits/rules.ts';

const MAX_TEXT_LENGTH = 40_000;

/**
 * Finds what Slack would refuse in a message, by its published limits (docs.slack.dev/reference/block-kit/blocks). Takes
 * any data, as Slack does, and refuses nothing that the pages are silent about. Slack only warns of blocks without
 * fallback text; we refuse them.
 */
export function findRefusals(message: unknown): string[] {
  if (!isData(message)) return ['the message is not an object'];
  const { text, blocks } = message;
  const refusals: string[] = [];
  if (text !== undefined && typeof text !== 'string') refusals.push('text is not a string');
  if (typeof text === 'string' && text.length > MAX_TEXT_LENGTH) {
    refusals.push('msg_too_long: text has over 40,000 characters');
  }
  if (blocks === undefined) {
    if (typeof text !== 'string' || text === '') refusals.push('no_text: neither text nor blocks');
    return refusals;
  }
  if (typeof text !== 'string' || text.trim() === '') refusals.push('blocks come without fallback text');
  return [...refusals, ...findBlockRefusals(blocks, 'message')];
}

const common = {
  'private_metadata?': string(3000),
  'callback_id?': string(255),
  'external_id?': string(255),
};
const VIEWS = {
  home: object(common),
  modal: object({
    ...common,
    title: plain(24),
    'submit?': plain(24),
    'close?': plain(24),
    'clear_on_close?': boolean,
    'notify_on_close?': boolean,
  }),
};

/** Finds what Slack would refuse in a modal or a home tab (docs.slack.dev/reference/views). */
export function findViewRefusals(view: unknown): string[] {
  if (!isData(view)) return ['the view is not an object'];
  const { type, blocks, submit } = view;
  if (type !== 'modal' && type !== 'home') return ['type is neither modal nor home'];
  const hasInput = asList(blocks).some((block) => asData(block).type === 'input');
  const lacksSubmit = type === 'modal' && hasInput && submit === undefined;
  return [
    ...VIEWS[type](view, ''),
    ...(lacksSubmit ? ['submit is missing beside an input block'] : []),
    ...(blocks === undefined ? ['blocks is missing'] : findBlockRefusals(blocks, type)),
  ];
}
