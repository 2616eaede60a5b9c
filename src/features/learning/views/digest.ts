import type { Topic } from '../../../knowledge/types.ts';
import { context, section } from '../../../slack/ui/blocks.ts';
import type { Message } from '../../../slack/ui/message.ts';
import { cut, escapeText } from '../../../slack/ui/text.ts';
import type { Gap } from '../gaps.ts';
import type { Week } from '../week.ts';

const WORDS: Readonly<Record<number, string>> = { 2: 'two', 3: 'three', 4: 'four', 5: 'five' };

/** Builds the weekly digest. */
export function buildDigest(week: Week, gaps: readonly Gap[], known: ReadonlyMap<string, Topic>): Message {
  const { asked, answered, unknown, unsure, unhelpful, topics } = week;
  const text =
    asked === 0
      ? 'Last week nobody has asked me anything.'
      : `Last week people asked me ${asked === 1 ? 'once' : `${asked} times`}: ${answered} answered, ${unknown} that the documents do not say, ${unsure} where I asked back, ${unhelpful} that did not help.`;
  const asks = topics.flatMap(({ topic, count }) => {
    const title = known.get(topic)?.title;
    return title === undefined ? [] : [`•  ${escapeText(title)}: ${count}`];
  });
  const gapsTitle =
    gaps.length === 1 ? '*The biggest gap*' : `*The ${WORDS[gaps.length] ?? 'many'} biggest gaps*`;
  const open = gaps.map(
    ({ questions: [first], count }) => `•  “${escapeText(cut(first.text, 150))}”: ${count}`,
  );
  return {
    text,
    blocks: [
      section(text),
      ...(asks.length > 0 ? [section(['*The topics that people ask for most*', ...asks].join('\n'))] : []),
      ...(open.length > 0 ? [section([gapsTitle, ...open].join('\n'))] : []),
      context('`/whoowns gaps` shows all of it. `/whoowns digest` switches this off.'),
    ],
  };
}
