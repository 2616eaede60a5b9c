/** Slack's limits for text, in characters (docs.slack.dev/reference/block-kit). */
export const LIMIT = { section: 3000, field: 2000, button: 75 } as const;

const ADDRESS = /(https?:\/\/[^\s<>|`*"“”]*[\p{L}\p{N}/=&#-])/u;

/** Words of our own, from the knowledge files: their bold and code stay, but nothing links, mentions or calls a channel. */
export function ourText(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/@(?=channel|here|everyone)/gi, '@\u200b');
}

/** Turns the reading direction round, for all that follows on its line: "Added by …" would read as something else. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;
const LINE_BREAK = /\r\n?|[\u0085\u2028\u2029]/g;
const CONTROL = /[^\P{Cc}\n\t]/gu;

/**
 * Makes any text safe inside Slack's mrkdwn, and shows it as it was written: it can neither mention nor call a channel
 * nor hide where a link leads, and it has no bold, code or quotation that would look like ours. The signs for those get
 * look-alikes; an address stays as it is.
 */
export function escapeText(text: string): string {
  const plain = text
    .replace(LINE_BREAK, '\n')
    .replace(TURNS, '')
    .replace(CONTROL, '')
    .split(ADDRESS)
    .map((part, i) => (i % 2 === 1 ? part : withoutMarks(part)))
    .join('');
  return ourText(plain.replace(/^([\p{Zs}\p{Cf}\t]*)>/gmu, '$1›'));
}

function withoutMarks(text: string): string {
  return (
    text
      // Within a word it is no mark: user_stories. The look-alikes count as letters, so they come after it.
      .replace(/(?<!\p{N}|(?!\p{Lm})\p{L})_|_(?!\p{N}|(?!\p{Lm})\p{L})/gu, 'ˍ')
      .replaceAll('*', '∗')
      .replaceAll('`', 'ˋ')
      .replaceAll('~', '∼')
  );
}

/** A name in bold, on one line. */
export function bold(name: string): string {
  return `*${escapeText(name).replace(/\s+/g, ' ').trim()}*`;
}

/**
 * Cuts a text to a number of characters, with an ellipsis where something is missing: on a whole character, and not
 * within the name of an escaped one.
 */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = limit - 1;
  const code = text.charCodeAt(end - 1);
  const whole = text.slice(0, code >= 0xd800 && code <= 0xdbff ? end - 1 : end);
  return `${whole.replace(/&(?:a(?:mp?)?|[lg]t?)?$/, '')}…`;
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
