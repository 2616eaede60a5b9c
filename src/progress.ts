/** Shows on a terminal what is under way, in one line that is written over; in a pipe it shows nothing. */
export function showProgress(
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr,
): (text: string) => void {
  if (!stream.isTTY) return () => undefined;
  return (text) => void stream.write(text === '' ? '\r\x1b[K' : `\r\x1b[K${text} …`);
}
