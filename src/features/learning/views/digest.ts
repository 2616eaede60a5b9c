import type { Topic } from '../../../knowledge/types.ts';
import { context, type Message, section } from '../../../slack/ui/blocks.ts';
import { cut, escapeText } from '../../../slack/ui/text.ts';
import { listTopicCounts } from '../../ask/answers.ts';
import { COPY } from '../copy.ts';
import type { Gap } from '../gaps.ts';

const MOST_TOPICS = 5;

/** Builds the weekly digest from the counts of the week. */
export function buildDigest(
  counts: ReadonlyMap<string, number>,
  gaps: readonly Gap[],
  known: ReadonlyMap<string, Topic>,
): Message {
  const of = (name: string) => counts.get(name) ?? 0;
  const text = [
    of('asked') === 0
      ? COPY.digest.quiet
      : COPY.digest.week(of('asked'), of('answered'), of('unknown'), of('unsure')),
    ...(of('unhelpful') > 0 ? [COPY.digest.unhelpful(of('unhelpful'))] : []),
  ].join(' ');
  const asks = listTopicCounts(counts)
    .slice(0, MOST_TOPICS)
    .flatMap(({ topic, count }) => {
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
