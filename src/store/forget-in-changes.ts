import type { Kysely } from 'kysely';
import type { Eraser } from './eraser.ts';
import { having } from './having.ts';
import { decodeAs, encode } from './json.ts';
import { PARTS, type Part } from './parts.ts';
import type { Tables } from './schema.ts';

/** Takes a person out of what was set, so that an undo does not bring them back. */
export async function forgetInChanges(
  db: Kysely<Tables>,
  workspace: string,
  eraser: Eraser,
): Promise<number> {
  const { person } = eraser;
  const rows = await db.selectFrom('changes').selectAll().where(having({ workspace })).execute();
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
    await db.updateTable('changes').set(cleaned).where(having({ workspace, id })).execute();
  }
  return count;
}

/** What cannot be read, and so is never put back, goes where it names them. */
function forgetInParts(text: string, eraser: Eraser): string {
  const parts = decodeAs(PARTS, text);
  if (parts === undefined) return text.includes(eraser.person) ? '[]' : text;
  return encode(parts.map((part) => forgetInPart(part, eraser)));
}

/** The part without the person; of a role that nobody else has and that has no note, nothing is left. */
export function forgetInPart(part: Part, { person, text, without }: Eraser): Part {
  if (part.value === null) return part;
  const by = part.value.by === person ? null : part.value.by;
  if ('topic' in part) {
    return { topic: part.topic, value: { ...part.value, reason: text(part.value.reason), by } };
  }
  const holders = without(part.value.holders);
  const note = text(part.value.note);
  const isEmpty = holders.length === 0 && note === '';
  return { role: part.role, value: isEmpty ? null : { ...part.value, holders, note, by } };
}
