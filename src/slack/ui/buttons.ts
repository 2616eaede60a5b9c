import type { types } from '@slack/bolt';
import { cut, LIMIT } from './text.ts';

/** A button that carries a plain value; `apart` tells it from the others of its message. */
export function plainButton(action: string, apart: string, label: string, value: string): types.Button {
  return {
    type: 'button',
    action_id: cut(`${action}:${apart}`, 255),
    text: { type: 'plain_text', text: cut(label, LIMIT.button), emoji: true },
    value: cut(value, 2000),
  };
}
