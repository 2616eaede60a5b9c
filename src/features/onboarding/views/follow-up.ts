import type { types } from '@slack/bolt';
import type { Role, Topic } from '../../../knowledge/types.ts';
import { buttonRow, context, type Message, section } from '../../../slack/ui/blocks.ts';
import { escapeText, fill, LIMIT, ourText } from '../../../slack/ui/text.ts';
import { ASK_ACTION } from '../../ask/actions.ts';
import { button } from '../../ask/views/buttons.ts';
import { COPY } from '../copy.ts';
import { nameOf } from './step.ts';

/** Builds the message of the third working day: what people ask most, and what the person missed, by topics. */
export function buildFollowUp(
  words: string,
  { asked, missed }: { readonly asked: readonly string[]; readonly missed: readonly string[] },
  { topics, roles }: { readonly topics: ReadonlyMap<string, Topic>; readonly roles: readonly Role[] },
): Message {
  const text = ourText(words);
  const known = (ids: readonly string[]) => ids.flatMap((id) => topics.get(id) ?? []);
  const elements = known(asked).map(({ id, title }) =>
    button(ASK_ACTION.show, id, title, { subject: { topic: id } }),
  );
  return {
    text,
    blocks: [
      section(text),
      ...buttonRow(elements),
      ...listMissed(known(missed), roles),
      context(COPY.followUp),
    ],
  };
}

/** What somebody missed in the quiz, with who owns it. */
export function listMissed(missed: readonly Topic[], roles: readonly Role[]): types.KnownBlock[] {
  if (missed.length === 0) return [];
  const lines = missed.map((topic) => `•  ${escapeText(topic.title)}: *${nameOf(topic, roles)}*`);
  return fill([COPY.finished.toRemember, ...lines], LIMIT.section).map(section);
}
