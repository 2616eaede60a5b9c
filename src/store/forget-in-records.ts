import type { Kysely } from 'kysely';
import type { Eraser } from './eraser.ts';
import { decode, encode } from './json.ts';
import type { Tables } from './schema.ts';

/** Kinds that hold ids and words of ours alone: somebody may be called like one of those. */
const WITHOUT_TEXT: readonly string[] = ['journey'];

/** Takes a person out of whatever stands in a record: each text that is exactly their id, and their name in all others. */
export async function forgetInRecords(
  db: Kysely<Tables>,
  workspace: string,
  eraser: Eraser,
): Promise<number> {
  let count = 0;
  for (const { kind, id, value, version } of await readAll(db, workspace)) {
    const said = decode(value, '');
    // What cannot be read cannot be cleaned either.
    if (said === undefined && !value.includes(eraser.person)) continue;
    const inKind = WITHOUT_TEXT.includes(kind) ? { ...eraser, text: (text: string) => text } : eraser;
    const cleaned = said === undefined ? undefined : encode(without(said, inKind));
    if (cleaned === value) continue;
    count += 1;
    const where = { workspace, kind, id };
    if (cleaned === undefined) await remove(db, where);
    else await change(db, where, { value: cleaned, version: version + 1 });
  }
  return count;
}

/** The names under which a person has written records. */
export async function namesInRecords(
  db: Kysely<Tables>,
  workspace: string,
  person: string,
): Promise<readonly string[]> {
  const rows = await readAll(db, workspace);
  return [...new Set(rows.flatMap(({ value }) => namesIn(decode(value, ''), person)))];
}

function namesIn(value: unknown, person: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { by, byName } = value as { by?: unknown; byName?: unknown };
  const own = by === person && typeof byName === 'string' ? [byName] : [];
  return [...own, ...Object.values(value).flatMap((inner) => namesIn(inner, person))];
}

function without(value: unknown, eraser: Eraser): unknown {
  const { person, text } = eraser;
  if (value === person) return null;
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value))
    return value.filter((item) => item !== person).map((item) => without(item, eraser));
  if (typeof value !== 'object' || value === null) return value;
  const { by } = value as { by?: unknown };
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    // Their name stands beside their id; beside that of others it is somebody's who has the same.
    if (name === 'byName' && by === person) return [];
    return [[name, name === 'byName' && typeof by === 'string' ? inner : without(inner, eraser)]];
  });
  return Object.fromEntries(entries);
}

interface Where {
  readonly workspace: string;
  readonly kind: string;
  readonly id: string;
}

function readAll(db: Kysely<Tables>, workspace: string) {
  return db
    .selectFrom('records')
    .select(['kind', 'id', 'value', 'version'])
    .where('workspace', '=', workspace)
    .execute();
}

async function remove(db: Kysely<Tables>, { workspace, kind, id }: Where): Promise<void> {
  await db
    .deleteFrom('records')
    .where('workspace', '=', workspace)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .execute();
}

async function change(
  db: Kysely<Tables>,
  { workspace, kind, id }: Where,
  to: { value: string; version: number },
): Promise<void> {
  await db
    .updateTable('records')
    .set(to)
    .where('workspace', '=', workspace)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .execute();
}
