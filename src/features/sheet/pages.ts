import { COPY } from './copy.ts';
import type { Sheet } from './sheet.ts';

/** The sheet as one page of Markdown, for a wiki: a table with a column for each role. */
export function sheetAsMarkdown({ columns, shared }: Sheet): string {
  const cell = (text: string) => text.replace(/\s+/g, ' ').replace(/[\\|<>]/g, (sign) => `\\${sign}`);
  const row = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  const height = Math.max(0, ...columns.map(({ duties }) => duties.length));
  const rows = Array.from({ length: height }, (_, i) =>
    row(columns.map(({ duties }) => (duties[i] ? `${duties[i].title}: ${duties[i].answer}` : ''))),
  );
  return [
    `# ${COPY.page.title}`,
    '',
    COPY.page.intro,
    '',
    row(columns.map(({ role }) => role.name)),
    `|${columns.map(() => '---').join('|')}|`,
    row(columns.map(({ sum }) => sum)),
    ...rows,
    '',
    ...(shared.length > 0 ? [`## ${COPY.page.together}`, ''] : []),
    ...shared.map(({ title, answer }) => `- **${cell(title)}**: ${cell(answer)}`),
    '',
  ].join('\n');
}

/** The sheet as one page of HTML without scripts, to be printed on a landscape A4 or put into a wiki. */
export function sheetAsHtml({ columns, shared }: Sheet): string {
  const list = (topics: Sheet['shared']) =>
    `<ul>${topics.map(({ title, answer }) => `<li><b>${escapeHtml(title)}.</b> ${escapeHtml(answer)}</li>`).join('')}</ul>`;
  const sections = columns.map(
    ({ role, sum, duties }) =>
      `<section><h2>${escapeHtml(role.name)}</h2><p>${escapeHtml(sum)}</p>${list(duties)}</section>`,
  );
  const together =
    shared.length > 0
      ? `<section class="shared"><h2>${COPY.page.together}</h2>${list(shared)}</section>`
      : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${COPY.page.title}</title>
<style>
:root { color-scheme: light dark; }
body { font: 15px/1.45 system-ui, sans-serif; max-width: 1100px; margin: 24px auto; padding: 0 20px; }
main { display: grid; grid-template-columns: repeat(${Math.max(1, columns.length)}, minmax(0, 1fr)); gap: 18px; }
section { border: 1px solid #8886; border-radius: 10px; padding: 4px 18px 10px; break-inside: avoid; }
.shared { grid-column: 1 / -1; }
h1 { margin-bottom: 4px; } h2 { margin: 10px 0 4px; } ul { padding-left: 18px; } li { margin: 5px 0; }
@media (max-width: 700px) { main { grid-template-columns: 1fr; } }
@page { size: A4 landscape; margin: 12mm; }
@media print { body { font-size: 11px; margin: 0; max-width: none; } }
</style>
</head>
<body>
<h1>${COPY.page.title}</h1>
<p>${escapeHtml(COPY.page.intro)}</p>
<main>${sections.join('')}${together}</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
