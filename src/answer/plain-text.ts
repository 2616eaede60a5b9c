/** Longer messages are read at both ends only: the question stands at the beginning or at the end. */
const LONGEST = 6_000;

/**
 * Takes Slack's markup off a message: mentions, channel calls, link addresses, emoji, code blocks and
 * entities go, the words stay. Plain text passes unchanged but for white space. Linear in the length.
 */
export function toPlainText(raw: string): string {
  return (
    cutLong(raw)
      .replace(/```[^`]*(?:```|$)/g, ' ')
      // What is left of code blocks, and the marks around code in a line.
      .replace(/`+/g, ' ')
      .replace(/<([^<>\s][^<>]*)>/g, (_, inner: string) => readReference(inner))
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&')
      .replace(/(?<![\p{L}\p{N}]):[a-z0-9_+'-]{1,60}:(?::skin-tone-\d:)?/giu, ' ')
      .replace(/(?<!\S)@who-?owns\b:?/gi, ' ')
      .replace(/\bhttps?:\/\/\S+/gi, ' ')
      // Invisible characters within a word are no end of it.
      .replace(/\p{Cf}/gu, '')
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim()
  );
}

/** The beginning and the end of a long message; others as they are. */
export function cutLong(raw: string): string {
  return raw.length > LONGEST ? `${raw.slice(0, LONGEST / 2)} ${raw.slice(-LONGEST / 2)}` : raw;
}

/** What stands between `<` and `>` in a message, as words: only labels of links and names of channels are. */
function readReference(inner: string): string {
  const bar = inner.indexOf('|');
  const label = bar < 0 ? '' : inner.slice(bar + 1);
  if (inner.startsWith('@') || inner.startsWith('!')) return ' ';
  if (inner.startsWith('#')) return ` ${label} `;
  if (/^(?:https?|mailto|tel):/i.test(inner)) return ` ${label} `;
  // Not Slack's markup at all, such as "<3" or "a<b>c": leave the words to the reader.
  return ` ${inner} `;
}
