import type { TaughtEntry } from '../../answer/taught-entry.ts';
import { TERMINAL } from './copy.ts';
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
    TERMINAL.summary(workspace, gaps.length, taught.length),
    ...conflicts.map(({ title }) => `  ${TERMINAL.conflict(title)}`),
    ...gaps.flatMap(({ questions: [first, ...others], count, candidates, reasons }) => [
      `  ${String(count).padStart(4)}  ${first.text}`,
      ...[...new Set(others.map(({ text }) => text))]
        .filter((text) => text !== first.text)
        .slice(0, 5)
        .map((text) => `        ${TERMINAL.also(text)}`),
      ...reasons.slice(0, 3).map((reason) => `        ${TERMINAL.reason(reason)}`),
      ...(candidates.length > 0 ? [`        ${TERMINAL.closest(candidates)}`] : []),
    ]),
  ];
  return lines.join('\n');
}
