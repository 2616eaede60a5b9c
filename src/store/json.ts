import type { z } from 'zod';

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

/** What a row's JSON says; undefined where it cannot be read, and that is reported. */
export function decode(text: string, where = '', report: Report = () => {}): unknown {
  try {
    return JSON.parse(text);
  } catch {
    report(where);
    return undefined;
  }
}

/** The same, of a known shape. */
export function decodeAs<T>(
  shape: z.ZodType<T>,
  text: string,
  where = '',
  report: Report = () => {},
): T | undefined {
  const value = decode(text, where, report);
  if (value === undefined) return undefined;
  const { data, success } = shape.safeParse(value);
  if (!success) report(where);
  return data;
}
