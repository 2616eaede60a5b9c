/** Slack's limits for text, in characters (docs.slack.dev/reference/block-kit). */
export const LIMIT = { section: 3000, field: 2000, button: 75 } as const;

/** Makes any text safe inside Slack's mrkdwn: it can neither link, mention nor call a channel. */
export function escapeText(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/@(?=channel|here|everyone)/gi, '@\u200b');
}

/** A name in bold, on one line. The signs that would end the bold, or begin something within it, get look-alikes. */
export function bold(name: string): string {
  const alike = escapeText(name).replace(/\s+/g, ' ').trim();
  return `*${alike.replaceAll('*', '∗').replaceAll('`', 'ˋ').replaceAll('~', '∼')}*`;
}

/** Cuts a text to a number of characters, on a whole character, with an ellipsis where something is missing. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = limit - 1;
  const code = text.charCodeAt(end - 1);
  return `${text.slice(0, code >= 0xd800 && code <= 0xdbff ? end - 1 : end)}…`;
}

/** Joins lines into as many texts as needed, each within the limit. */
export function fill(lines: readonly string[], limit: number): string[] {
  const texts: string[] = [];
  let current = '';
  for (const line of lines.map((text) => cut(text, limit))) {
    if (current !== '' && current.length + 1 + line.length > limit) {
      texts.push(current);
      current = line;
    } else current = current === '' ? line : `${current}\n${line}`;
  }
  return current === '' ? texts : [...texts, current];
}
