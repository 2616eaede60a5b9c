import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { z } from 'zod';
import { StoreError } from './errors.ts';
import type { Tables } from './schema.ts';

/**
 * A condition on rows: that they have these values in these columns. Kysely's own `and` of an object leaves out what is
 * undefined, and a row that was to be found by its id would be any row.
 */
export function having<Table extends keyof Tables>(values: Partial<Tables[Table]>) {
  return (is: ExpressionBuilder<Tables, Table>): Expression<SqlBool> =>
    is.and(Object.entries(values).map(([column, value]) => is(column as never, '=', value as never)));
}

const MAX_INTEGER = 2n ** 63n - 1n;

/** Throws a StoreError of kind bad-value: given anything else, libsql ends the process without a word. */
export function checkParameters(parameters: readonly unknown[]): void {
  for (const [i, value] of parameters.entries()) {
    if (isStorable(value)) continue;
    const given = typeof value === 'number' ? value : typeof value;
    throw new StoreError('bad-value', `parameter ${i + 1} is ${given}`);
  }
}

function isStorable(value: unknown): boolean {
  if (value === null || typeof value === 'string') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'bigint' && value <= MAX_INTEGER && value >= -MAX_INTEGER - 1n;
}

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
