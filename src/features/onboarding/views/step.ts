import type { types } from '@slack/bolt';
import type { Role, Topic } from '../../../knowledge/types.ts';
import { buttonRow, context, type Message, plain, section } from '../../../slack/ui/blocks.ts';
import { cut, escapeText, LIMIT, ourText } from '../../../slack/ui/text.ts';
import { COPY } from '../copy.ts';
import type { Event } from '../next-step.ts';

export const ONBOARDING_ACTION = {
  /** A step of the tour or the quiz. */
  step: 'onboarding.step',
  /** Asks for the tour, from the home tab. */
  begin: 'onboarding.begin',
  /** Tries once more to greet somebody. */
  again: 'onboarding.again',
} as const;

/** A button that takes a step; `suffix` tells it from the others of its message. */
export function step(
  label: string,
  event: Event,
  style?: 'primary',
  suffix: string = event.do,
): types.Button {
  return {
    type: 'button',
    action_id: cut(`${ONBOARDING_ACTION.step}:${suffix}`, 255),
    text: plain(label, 75),
    value: JSON.stringify(event),
    ...(style ? { style } : {}),
  };
}

/** The message that changes in place: a line above, the text, more, and the buttons. */
export function message(
  text: string,
  more: readonly types.KnownBlock[],
  elements: types.Button[],
  above?: string,
): Message {
  return {
    text: above === undefined ? text : `${above}. ${text}`,
    blocks: [
      ...(above === undefined ? [] : [context(above)]),
      section(text),
      ...more,
      ...buttonRow(elements),
    ],
  };
}

/** A sentence of a document, with where it is from. */
export function quoted(quote: string, documentTitle: string): types.KnownBlock[] {
  const text = cut(ourText(quote).replace(/\s+/g, ' '), LIMIT.section - 10);
  return [section(`>${text}`), context(COPY.tour.fromDocument(escapeText(documentTitle)))];
}

/** Who owns a topic, by name. */
export const nameOf = (topic: Topic, roles: readonly Role[]): string =>
  topic.roles.map((id) => escapeText(roles.find((role) => role.id === id)?.name ?? id)).join(' and ');
