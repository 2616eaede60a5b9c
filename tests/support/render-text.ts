type Data = Readonly<Record<string, unknown>>;

/** A button of a message, as it can be picked. */
interface Choice {
  readonly label: string;
  readonly element: Data;
}

/** A message for the terminal: its lines, and its buttons in order. */
export interface Rendered {
  readonly lines: readonly string[];
  readonly choices: readonly Choice[];
}

/** Renders Block Kit as plain text with a little emphasis. `bold` decorates, or returns the text as it is. */
export function renderText(
  { text, blocks }: { text: string; blocks: readonly Data[] },
  bold: (text: string) => string,
): Rendered {
  if (blocks.length === 0) return { lines: readMrkdwn(text, bold).split('\n'), choices: [] };
  const lines: string[] = [];
  const choices: Choice[] = [];
  for (const block of blocks) {
    const texts = [block.text, ...asList(block.fields), ...asList(block.elements)].filter(isText);
    if (block.type !== 'actions') {
      for (const entry of texts) lines.push(...readMrkdwn(entry.text, bold).split('\n'));
      continue;
    }
    for (const element of asList(block.elements)) {
      const label = isText(element.text) ? element.text.text : String(element.type);
      choices.push({ label, element });
    }
  }
  return { lines, choices };
}

function asList(value: unknown): Data[] {
  return Array.isArray(value) ? value : [];
}

function isText(value: unknown): value is { type: string; text: string } {
  return typeof (value as { text?: unknown } | undefined)?.text === 'string';
}

function readMrkdwn(text: string, bold: (text: string) => string): string {
  return text
    .replace(/(^|[\s(])\*([^*\n]+)\*/g, (_, before: string, inner: string) => before + bold(inner))
    .replace(/^>/gm, '  “')
    .replace(/^( {2}“.*)$/gm, '$1”')
    .replace(/<@[A-Z0-9]+>/g, '@you')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
