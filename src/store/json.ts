/** PostgreSQL cannot keep this one character. */
export function textOf(text: string): string {
  return text.replaceAll('\0', '');
}

/** JSON of a value. Its texts are cleaned before they are encoded: in JSON, `\u0000` may be what somebody typed. */
export function encode(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'string' ? textOf(inner) : inner));
}

/** Hears of a row that cannot be read, and where it stands. */
export type Report = (where: string) => void;

/** What a row's JSON says; undefined where it says nothing that can be read, and that is reported. */
export function decode(text: string, where: string, report: Report = () => {}): unknown {
  try {
    return JSON.parse(text);
  } catch {
    report(where);
    return undefined;
  }
}
