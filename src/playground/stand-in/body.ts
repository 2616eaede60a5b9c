import type { Data } from './messages.ts';

/** Reads the body of a call: the web client sends forms, with JSON in the fields that are not plain; response_urls take JSON. */
export function readBody(raw: string): Data {
  if (raw.startsWith('{')) return JSON.parse(raw) as Data;
  return Object.fromEntries(
    [...new URLSearchParams(raw)].map(([key, value]) => [
      key,
      /^(?:blocks|view|attachments|metadata)$/.test(key) ? JSON.parse(value) : value,
    ]),
  );
}
