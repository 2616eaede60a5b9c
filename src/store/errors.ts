/** What kind of trouble the memory has. */
export type StoreTrouble = EngineTrouble | 'newer' | 'unreadable' | 'bad-url' | 'bad-backup' | 'not-empty';

/** The trouble that an engine itself can have. */
type EngineTrouble = 'unavailable' | 'full' | 'disk' | 'read-only' | 'busy' | 'other';

/** The memory could not do what was asked; `message` is one calm sentence for people. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly kind: StoreTrouble;
  /** What the system or the database called it, where it gave a code: for the log, as causes may hold an address. */
  readonly code: string | undefined;

  constructor(kind: StoreTrouble, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.code = codeOf(cause);
  }
}

const SENTENCES: Record<EngineTrouble, string> = {
  unavailable: 'The memory cannot be reached at the moment.',
  full: 'The disk that holds the memory is full.',
  disk: 'The disk that holds the memory cannot be written to: it is full, or something is wrong with it.',
  'read-only':
    'The memory may not be written to: its file or folder belongs to another user or is read-only.',
  busy: 'The memory is busy with something else at the moment.',
  other: 'The memory could not do what was asked.',
};

/** What an engine threw, as a StoreError. */
export function asStoreError(error: unknown): StoreError {
  return error instanceof StoreError ? error : troubleError(troubleOf(error), error);
}

/** An engine's trouble in words. */
export function troubleError(kind: EngineTrouble, cause?: unknown): StoreError {
  return new StoreError(kind, SENTENCES[kind], cause);
}

function codeOf(cause: unknown): string | undefined {
  const { code } = (cause ?? {}) as { code?: unknown };
  return typeof code === 'string' && /^\w{3,40}$/.test(code) ? code : undefined;
}

function troubleOf(error: unknown): EngineTrouble {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const known = typeof code === 'string' ? troubleOfCode(code) : undefined;
  if (known !== undefined) return known;
  const text = String(message ?? error);
  // The drivers give some of these without a code.
  if (/timeout|terminated|not queryable|closed the connection|connection (was )?closed/i.test(text))
    return 'unavailable';
  if (/unable to open database/i.test(text)) return 'unavailable';
  if (/database is locked/i.test(text)) return 'busy';
  if (/database or disk is full/i.test(text)) return 'full';
  if (/readonly database/i.test(text)) return 'read-only';
  return 'other';
}

function troubleOfCode(code: string): EngineTrouble | undefined {
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return 'busy';
  if (/^SQLITE_FULL|^ENOSPC$|^EDQUOT$|^53100$/.test(code)) return 'full';
  if (/^SQLITE_IOERR_(SHM|WRITE|FSYNC|DIR_FSYNC|TRUNCATE)/.test(code)) return 'disk';
  if (/^SQLITE_(READONLY|PERM)|^EROFS$|^EACCES$|^EPERM$|^25006$/.test(code)) return 'read-only';
  if (/^SQLITE_(CANTOPEN|IOERR)/.test(code)) return 'unavailable';
  // Deadlocks, failed serialisation, a lock or a statement that took too long.
  if (/^(40001|40P01|55P03|57014)$/.test(code)) return 'busy';
  // No connection, none to spare, wrong name or password, shutting down, starting.
  if (/^(08...|53...|57P..|28...|3D000)$/.test(code)) return 'unavailable';
  if (
    /^(E(CONN|HOST|NET|PIPE|AI_|TIMEDOUT|NOT|IO)|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|CERT_|ERR_TLS)/.test(code)
  )
    return 'unavailable';
  return undefined;
}
