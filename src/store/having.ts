import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Tables } from './schema.ts';

/**
 * A condition on rows: that they have these values in these columns. Kysely's own `and` of an object leaves out what is
 * undefined, and a row that was to be found by its id would be any row.
 */
export function having<Table extends keyof Tables>(values: Partial<Tables[Table]>) {
  return (is: ExpressionBuilder<Tables, Table>): Expression<SqlBool> =>
    is.and(Object.entries(values).map(([column, value]) => is(column as never, '=', value as never)));
}
