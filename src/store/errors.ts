/** What kind of trouble the store has. The sentences for people are the view's. */
export type StoreTrouble = EngineTrouble | 'newer' | 'unreadable' | 'bad-url' | 'bad-backup' | 'not-empty';

/**
 * What can be wrong with the engine itself. `unavailable`: it does not answer; `no-place`: the file cannot be there;
 * `no-driver`: its native module is missing; `broken`: what stands there is no database, or a damaged one; `bad-value`:
 * we passed something that no column can hold.
 */
type EngineTrouble =
  | 'unavailable'
  | 'no-place'
  | 'no-driver'
  | 'full'
  | 'disk'
  | 'read-only'
  | 'busy'
  | 'broken'
  | 'bad-value'
  | 'other';

/** The store could not do what was asked. `detail` says more for whoever runs the bot, and holds nothing that people wrote. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly kind: StoreTrouble;
  readonly detail: string;
  /** What the system or the database called it, where it gave a code: for the log, as causes may hold an address. */
  readonly code: string | undefined;

  constructor(kind: StoreTrouble, detail = '', cause?: unknown) {
    super(detail === '' ? kind : `${kind}: ${detail}`, cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.detail = detail;
    this.code = codeOf(cause);
  }
}

/** What an engine threw, as a StoreError. */
export function asStoreError(error: unknown): StoreError {
  return error instanceof StoreError ? error : new StoreError(troubleOf(error), '', error);
}

function codeOf(cause: unknown): string | undefined {
  const { code } = (cause ?? {}) as { code?: unknown };
  return typeof code === 'string' && /^\w{3,40}$/.test(code) ? code : undefined;
}

const BY_CODE: readonly (readonly [EngineTrouble, RegExp])[] = [
  ['busy', /^SQLITE_(BUSY|LOCKED)/],
  ['full', /^(SQLITE_FULL|ENOSPC|EDQUOT|53100)$/],
  ['disk', /^SQLITE_IOERR_(SHM|WRITE|FSYNC|DIR_FSYNC|TRUNCATE)/],
  ['read-only', /^(SQLITE_(READONLY|PERM)|EROFS$|EACCES$|EPERM$|25006$)/],
  ['broken', /^(SQLITE_(CORRUPT|NOTADB)|XX00[12]$)/],
  ['unavailable', /^SQLITE_(CANTOPEN|IOERR)/],
  // Deadlocks, failed serialisation, a lock or a statement that took too long.
  ['busy', /^(40001|40P01|55P03|57014)$/],
  // No connection, none to spare, wrong name or password, shutting down, starting.
  ['unavailable', /^(08...|53...|57P..|28...|3D000)$/],
  [
    'unavailable',
    /^(E(CONN|HOST|NET|PIPE|AI_|TIMEDOUT|NOT|IO)|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|CERT_|ERR_TLS)/,
  ],
];

/** These come without a code, so that only their words tell what they are. */
const BY_MESSAGE: readonly (readonly [EngineTrouble, RegExp])[] = [
  // pg: its pool, a query and a connection that took too long.
  ['unavailable', /^timeout exceeded|^Query read timeout|^Connection terminated/],
  // pg: a client whose connection has broken before it was asked.
  ['unavailable', /not queryable/],
  // libsql: what `exec` and `new Database` throw.
  ['unavailable', /unable to open database/i],
  ['busy', /database is locked/i],
  ['full', /database or disk is full/i],
  ['read-only', /readonly database/i],
  ['broken', /file is not a database|disk image is malformed/i],
];

function troubleOf(error: unknown): EngineTrouble {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const find = (table: typeof BY_CODE, text: unknown) =>
    typeof text === 'string' ? table.find(([, pattern]) => pattern.test(text))?.[0] : undefined;
  return find(BY_CODE, code) ?? find(BY_MESSAGE, message) ?? 'other';
}
