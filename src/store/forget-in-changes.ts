import type { Kysely } from 'kysely';
import type { Eraser } from './eraser.ts';
import { decode, encode } from './json.ts';
import type { Part } from './parts.ts';
import type { Tables } from './schema.ts';

/** Takes a person out of what was set, so that an undo does not bring them back. */
export async function forgetInChanges(
  db: Kysely<Tables>,
  workspace: string,
  eraser: Eraser,
): Promise<number> {
  const { person } = eraser;
  const rows = await db.selectFrom('changes').selectAll().where('workspace', '=', workspace).execute();
  let count = 0;
  for (const { id, by, undone_by, before, after } of rows) {
    const cleaned = {
      by: by === person ? null : by,
      undone_by: undone_by === person ? null : undone_by,
      before: forgetInParts(before, eraser),
      after: forgetInParts(after, eraser),
    };
    if (JSON.stringify(cleaned) === JSON.stringify({ by, undone_by, before, after })) continue;
    count += 1;
    await db
      .updateTable('changes')
      .set(cleaned)
      .where('workspace', '=', workspace)
      .where('id', '=', id)
      .execute();
  }
  return count;
}

function forgetInParts(text: string, eraser: Eraser): string {
  const parts = decode(text, '');
  if (!Array.isArray(parts)) return text;
  return encode((parts as Part[]).map((part) => forgetInPart(part, eraser)));
}

function forgetInPart(part: Part, { person, text, without }: Eraser): Part {
  if (part.value === null) return part;
  const by = part.value.by === person ? null : part.value.by;
  if ('topic' in part) {
    return { topic: part.topic, value: { ...part.value, reason: text(part.value.reason), by } };
  }
  const holders = without(part.value.holders);
  const note = text(part.value.note);
  const nobody = holders.length === 0 && note === '';
  return { role: part.role, value: nobody ? null : { ...part.value, holders, note, by } };
}
