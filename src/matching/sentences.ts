/** A part of a message, and how much it looks like the question that is asked. */
export interface Part {
  readonly text: string;
  readonly weight: number;
}

/** More sentences than this are story; the last ones are read. */
const MOST = 12;

/**
 * Cuts a message into the parts that may be its question: the whole, each sentence that asks, and a short
 * question together with the sentence before it ("The roadmap changed again. Who does that?").
 */
export function partsOf(text: string): Part[] {
  const sentences = text
    .split(/(?<=[!?…]|(?<!\b(?:vs|e\.g|i\.e|etc))\.)\s+|\s[-–—]\s|;\s/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
    .slice(-MOST);
  const parts: Part[] = [{ text, weight: 1 }];
  if (sentences.length < 2) return parts;
  sentences.forEach((sentence, i) => {
    const words = sentence.split(' ').length;
    const asks = sentence.includes('?');
    if (words < 3 || !(asks || /\b(?:who|whose|whom|which|what|where|how)\b/i.test(sentence))) return;
    parts.push({ text: sentence, weight: asks ? 1 : 0.8 });
    const before = sentences[i - 1];
    if (before !== undefined && (words < 7 || !/\b(?:who|whose|which)\b/i.test(sentence))) {
      parts.push({ text: `${before} ${sentence}`, weight: 0.8 });
    }
  });
  return parts;
}
