import type { SourceDocument } from './types.ts';

/** Quotes and phrasings are compared without regard to white space. */
export const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What is wrong with a quote, or with the document that it names. */
interface QuoteFault {
  readonly at: 'document' | 'quote';
  readonly problem: string;
  readonly remedy: string;
}

/** Creates a check that gives undefined if a quote is in its document word for word; `owner` is named in the report. */
export function createQuoteCheck(documents: ReadonlyMap<string, SourceDocument>) {
  const squeezed = new Map([...documents].map(([id, document]) => [id, squeeze(document.text)]));
  return (quote: string, document: string, owner: string): QuoteFault | undefined => {
    const text = squeezed.get(document);
    if (text === undefined) {
      const known = [...documents.keys()].join(', ') || 'none yet';
      const remedy = `Put it at documents/${document}.txt, or name one of: ${known}.`;
      return { at: 'document', problem: `There is no document “${document}”.`, remedy };
    }
    if (text.includes(squeeze(quote))) return undefined;
    const where = describeMismatch(squeeze(quote), text);
    return {
      at: 'quote',
      problem: `The quote of “${owner}” does not stand in documents/${document}: ${where}`,
      remedy: 'Copy the sentence out of the document again, to the letter.',
    };
  };
}

/** Names the place where a quote leaves its document, so that one wrong letter is found at once. */
function describeMismatch(quote: string, text: string): string {
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
