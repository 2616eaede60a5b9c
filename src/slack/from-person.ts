/** The fields of a message event that decide whether a person wrote it, just now. */
interface Written {
  readonly user?: string | undefined;
  readonly bot_id?: string | undefined;
  readonly subtype?: string | undefined;
  readonly edited?: unknown;
}

/** A person may send a picture with the question; every other subtype is an edit, a join, a deletion and the like. */
const ALLOWED = new Set([undefined, 'file_share', 'thread_broadcast']);

/** Whether a message was written by a person and is new: bots, edits, joins and deletions are not answered. */
export function isFromPerson(event: Written): boolean {
  return (
    event.user !== undefined &&
    event.user !== 'USLACKBOT' &&
    event.bot_id === undefined &&
    event.edited === undefined &&
    ALLOWED.has(event.subtype)
  );
}
