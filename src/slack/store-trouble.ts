import type { StoreError, StoreTrouble } from '../store/errors.ts';

const OTHER = 'Something went wrong while I was looking that up or saving it.';

const SENTENCES: Partial<Record<StoreTrouble, string>> = {
  unavailable: "I can't reach my database right now.",
  'no-place': "I can't reach my database right now.",
  'no-driver': "I can't reach my database right now.",
  full: "I can't save anything right now: my disk is full.",
  disk: "I can't save anything right now: there's a problem with my disk.",
  'read-only': "I can't save anything right now: I'm not allowed to write to my database.",
  busy: 'Too many changes came in at once.',
  broken: "I can't read my database: it's damaged.",
};

/** What somebody reads in Slack when the store fails. The caller adds what to do next. */
export function sayStoreTrouble({ kind }: StoreError): string {
  return SENTENCES[kind] ?? OTHER;
}

/** The same to somebody who wanted to change something. */
export function sayUnchanged(error: StoreError): string {
  return `${sayStoreTrouble(error)} Nothing was changed. I can still answer questions about the documents.`;
}
