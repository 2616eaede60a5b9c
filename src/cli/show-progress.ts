import type { Writable } from 'node:stream';

/** Shows on a terminal what is under way, in one line that is written over; '' clears it. In a pipe it shows nothing. */
export function showProgress(out: Writable & { readonly isTTY?: boolean }): (text: string) => void {
  if (out.isTTY !== true) return () => undefined;
  return (text) => void out.write(text === '' ? '\r\x1b[K' : `\r\x1b[K${text} …`);
}
