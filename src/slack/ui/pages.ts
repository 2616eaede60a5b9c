import type { types } from '@slack/bolt';
import { context } from './blocks.ts';
import { plainButton } from './buttons.ts';

/** So many stand on a page: a message has 50 blocks at most. */
export const PAGE = 8;

/** Builds the way from page to page; nothing where there is one. */
export function buildPager(action: string, page: number, pages: number): types.KnownBlock[] {
  if (pages < 2) return [];
  return [
    {
      type: 'actions',
      elements: [
        ...(page > 0 ? [plainButton(action, 'back', 'Back', String(page - 1))] : []),
        ...(page < pages - 1 ? [plainButton(action, 'next', 'Next', String(page + 1))] : []),
      ],
    },
    context(`Page ${page + 1} of ${pages}`),
  ];
}
