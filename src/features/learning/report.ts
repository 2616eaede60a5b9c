import type { TaughtEntry } from '../../answer/taught-entry.ts';
import type { Conflict, Gap } from './gaps.ts';

/** What one workspace's people could not be told, as text for a terminal. */
export function describeGaps(
  workspace: string,
  {
    gaps,
    conflicts,
    taught,
  }: { gaps: readonly Gap[]; conflicts: readonly Conflict[]; taught: readonly TaughtEntry[] },
): string {
  const lines = [
    `${workspace}: ${gaps.length} ${gaps.length === 1 ? 'question' : 'questions'} without an answer, ${taught.length} taught`,
    ...conflicts.map(({ title }) => `  sources disagree on “${title}”`),
    ...gaps.flatMap(({ questions: [first, ...others], count, candidates, reasons }) => [
      `  ${String(count).padStart(4)}  ${first.text}`,
      ...[...new Set(others.map(({ text }) => text))]
        .filter((text) => text !== first.text)
        .slice(0, 5)
        .map((text) => `        also: ${text}`),
      ...reasons.slice(0, 3).map((reason) => `        it did not help: ${reason}`),
      ...(candidates.length > 0 ? [`        closest: ${candidates.join(', ')}`] : []),
    ]),
  ];
  return lines.join('\n');
}
