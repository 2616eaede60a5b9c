import type { Week } from '../../learning/digest.ts';
import type { Gap } from '../../learning/gaps.ts';
import type { Message } from './message.ts';
import { context, section } from './parts.ts';
import { cut, escapeText } from './text.ts';

/** Builds the weekly digest. */
export function buildDigest(week: Week, gaps: readonly Gap[], titles: ReadonlyMap<string, string>): Message {
  const { asked, answered, unknown, unsure, unhelpful, topics } = week;
  const text =
    asked === 0
      ? 'This week nobody has asked me anything.'
      : `This week people asked me ${asked === 1 ? 'once' : `${asked} times`}: ${answered} answered, ${unknown} that the documents do not say, ${unsure} where I asked back, ${unhelpful} that did not help.`;
  const asks = topics.flatMap(({ topic, count }) => {
    const title = titles.get(topic);
    return title === undefined ? [] : [`•  ${escapeText(title)}: ${count}`];
  });
  const open = gaps.map(
    ({ questions: [first], count }) => `•  “${escapeText(cut(first.text, 150))}”: ${count}`,
  );
  return {
    text,
    blocks: [
      section(text),
      ...(asks.length > 0 ? [section(['*What people ask most*', ...asks].join('\n'))] : []),
      ...(open.length > 0 ? [section(['*What I could not answer*', ...open].join('\n'))] : []),
      context('`/whoowns gaps` shows all of it. `/whoowns digest` switches this off.'),
    ],
  };
}
