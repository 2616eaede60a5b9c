import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/** How often something happened in a workspace on a day. */
export interface Count {
  readonly workspace: string;
  readonly day: number;
  readonly name: string;
  readonly count: number;
}

/** Adds to what other instances have counted. */
export async function addCounts(db: Kysely<Tables>, counts: readonly Count[]): Promise<void> {
  // In one order always, so that two who count at once do not wait for each other in a circle.
  const order = ({ workspace, day, name }: Count) => `${workspace}\n${day}\n${name}`;
  for (const one of [...counts].sort((a, b) => (order(a) < order(b) ? -1 : 1))) {
    await db
      .insertInto('counts')
      .values(one)
      .onConflict((same) =>
        same
          .columns(['workspace', 'day', 'name'])
          .doUpdateSet((is) => ({ count: is('counts.count', '+', is.ref('excluded.count')) })),
      )
      .execute();
  }
}

/** The sum of each count from one day to another, both included. */
export async function sumCounts(
  db: Kysely<Tables>,
  workspace: string,
  from: number,
  to: number,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('counts')
    .select((is) => ['name', is.fn.sum<number>('count').as('sum')])
    .where('workspace', '=', workspace)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy('name')
    .execute();
  return new Map(rows.map(({ name, sum }) => [name, Number(sum)]));
}

/** Removes the counts of the days before one. */
export async function removeOldCounts(db: Kysely<Tables>, workspace: string, before: number): Promise<void> {
  await db.deleteFrom('counts').where('workspace', '=', workspace).where('day', '<', before).execute();
}
