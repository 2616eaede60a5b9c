import { findBlockRefusals } from './limits/blocks.ts';
import { boolean, isData, object, plain, string } from './limits/rules.ts';

/**
 * What Slack would refuse in a message, by its published limits (docs.slack.dev/reference/block-kit/blocks).
 * It judges plain data, not our types: it stands in for Slack, which knows nothing of them. Where the pages
 * are silent, nothing is refused. Blocks without fallback text are refused by us: Slack only warns of them.
 */
export function findRefusals(message: unknown): string[] {
  if (!isData(message)) return ['the message is not an object'];
  const refusals: string[] = [];
  const { text, blocks } = message;
  if (text !== undefined && typeof text !== 'string') refusals.push('text is not a string');
  if (typeof text === 'string' && text.length > 40_000)
    refusals.push('msg_too_long: text has over 40,000 characters');
  if (blocks === undefined) {
    if (typeof text !== 'string' || text === '') refusals.push('no_text: neither text nor blocks');
    return refusals;
  }
  if (typeof text !== 'string' || text.trim() === '') refusals.push('blocks come without fallback text');
  return [...refusals, ...findBlockRefusals(blocks, 'message')];
}

const kept = { private_metadata: string(3000), callback_id: string(255), external_id: string(255) };
const modal = object(
  { title: plain(24) },
  { ...kept, submit: plain(24), close: plain(24), clear_on_close: boolean, notify_on_close: boolean },
);
const home = object({}, kept);

/** What Slack would refuse in a modal or a home tab (docs.slack.dev/reference/views). */
export function findViewRefusals(view: unknown): string[] {
  if (!isData(view)) return ['the view is not an object'];
  const { type, blocks, submit } = view;
  if (type !== 'modal' && type !== 'home') return ['type is neither modal nor home'];
  const asks = Array.isArray(blocks) && blocks.some((block) => isData(block) && block.type === 'input');
  return [
    ...(type === 'modal' ? modal : home)(view, ''),
    ...(type === 'modal' && asks && submit === undefined ? ['submit is missing beside an input block'] : []),
    ...(blocks === undefined ? ['blocks is missing'] : findBlockRefusals(blocks, type)),
  ];
}
