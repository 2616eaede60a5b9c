import type { Topic } from '../../../knowledge/types.ts';
import { context, type Message, section } from '../../../slack/ui/blocks.ts';
import { cut, escapeText } from '../../../slack/ui/text.ts';
import { COPY } from '../copy.ts';
import type { Gap } from '../gaps.ts';
import type { Week } from '../week.ts';

/** Builds the weekly digest. */
export function buildDigest(week: Week, gaps: readonly Gap[], known: ReadonlyMap<string, Topic>): Message {
  const { asked, answered, unknown, unsure, unhelpful, topics } = week;
  const text = [
    asked === 0 ? COPY.digest.quiet : COPY.digest.week(asked, answered, unknown, unsure),
    ...(unhelpful > 0 ? [COPY.digest.unhelpful(unhelpful)] : []),
  ].join(' ');
  const asks = topics.flatMap(({ topic, count }) => {
    const title = known.get(topic)?.title;
    return title === undefined ? [] : [`•  ${escapeText(title)}: ${count}`];
  });
  const open = gaps.map(
    ({ questions: [first], count }) => `•  “${escapeText(cut(first.text, 150))}”: ${count}`,
  );
  return {
    text,
    blocks: [
      section(text),
      ...(asks.length > 0 ? [section([COPY.digest.topics, ...asks].join('\n'))] : []),
      ...(open.length > 0 ? [section([COPY.digest.gaps(open.length), ...open].join('\n'))] : []),
      context(COPY.digest.footer),
    ],
  };
}
