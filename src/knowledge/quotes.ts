import type { SourceDocument } from './types.ts';

/** White space aside, a quote stands in its document to the letter. */
export const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What is wrong with a quote or with the document that it names. */
export interface QuoteFault {
  readonly at: 'document' | 'quote';
  readonly problem: string;
  readonly remedy: string;
}

/** Makes a check over the documents; `of` says whose quote it is. The check gives undefined where the quote is there. */
export function createQuoteCheck(documents: ReadonlyMap<string, SourceDocument>) {
  const squeezed = new Map([...documents].map(([id, document]) => [id, squeeze(document.text)]));
  return (quote: string, document: string, of: string): QuoteFault | undefined => {
    const text = squeezed.get(document);
    if (text === undefined) {
      return {
        at: 'document',
        problem: `There is no document “${document}”.`,
        remedy: `Put it at documents/${document}.txt, or name one of: ${[...documents.keys()].join(', ') || 'none yet'}.`,
      };
    }
    if (text.includes(squeeze(quote))) return undefined;
    return {
      at: 'quote',
      problem: `The quote of “${of}” does not stand in documents/${document}: ${whereItParts(squeeze(quote), text)}`,
      remedy: 'Copy the sentence out of the document again, to the letter.',
    };
  };
}

/** Names the place where a quote leaves its document, so that one wrong letter is found at once. */
function whereItParts(quote: string, text: string): string {
  let good = 0;
  let bad = quote.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (text.includes(quote.slice(0, middle))) good = middle;
    else bad = middle;
  }
  if (good < 12) return `nothing there begins with “${quote.slice(0, 30)}”.`;
  return `it agrees up to “…${quote.slice(Math.max(0, good - 25), good)}” and not with “${quote.slice(good, good + 15)}…”.`;
}
