import type { Kysely } from 'kysely';
import type { Eraser } from './eraser.ts';
import { having } from './having.ts';
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
    const said = decode(value);
    const key = { workspace, kind, id };
    if (said === undefined) {
      // What cannot be read cannot be cleaned either.
      if (!value.includes(eraser.person)) continue;
      await db.deleteFrom('records').where(having(key)).execute();
    } else {
      const inKind = WITHOUT_TEXT.includes(kind) ? { ...eraser, text: (text: string) => text } : eraser;
      const cleaned = encode(without(said, inKind));
      if (cleaned === value) continue;
      const row = { value: cleaned, version: version + 1 };
      await db.updateTable('records').set(row).where(having(key)).execute();
    }
    count += 1;
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
  return [...new Set(rows.flatMap(({ value }) => namesIn(decode(value), person)))];
}

function readAll(db: Kysely<Tables>, workspace: string) {
  return db.selectFrom('records').selectAll().where('workspace', '=', workspace).execute();
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
