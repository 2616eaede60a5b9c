import type { StoreError, StoreTrouble } from '../store/errors.ts';

const CHECK_URL = 'Check DATABASE_URL';

/** What is wrong, and what to do about it. */
const SENTENCES: Record<StoreTrouble, string> = {
  unavailable: `The database can't be reached. ${CHECK_URL}, and that the database is running.`,
  'no-place': `The database file can't be created. ${CHECK_URL}: it should name a file in a folder that can exist.`,
  'no-driver':
    'The SQLite driver is not installed for this platform. Run npm ci here, without --omit=optional, or use PostgreSQL.',
  full: 'The disk of the database is full. Free some space; nothing that was confirmed is lost.',
  disk: 'The disk of the database cannot be written to: it may be full or failing.',
  'read-only':
    'The database may not be written to. Give its file and folder to the user that runs the bot, or let the role write.',
  busy: 'The database is busy: another process holds a lock on it. If this lasts, end that process.',
  broken: 'The database is damaged, or something else is in its place. Move it away and restore a backup.',
  'bad-value': 'The bot tried to save something that no column can hold. Please report this.',
  other: 'The database refused what the bot asked.',
  newer: 'This was written by a newer version of whoowns. Use that version, or a backup made with this one.',
  unreadable: 'A row of the database cannot be read, and is left out.',
  'bad-url':
    'DATABASE_URL cannot be used. Possible are file:./data/whoowns.db, memory: and postgres://user:password@host/database.',
  'bad-backup': 'The backup failed, and nothing was changed.',
  'not-empty':
    'The database is not empty, and nothing was changed. A backup is restored only into an empty one.',
};

/** What whoever runs the bot reads, in the log and at the command line. */
export function explainStoreTrouble({ kind, detail, code }: StoreError): string {
  const facts = [detail, code].filter((fact) => fact !== undefined && fact !== '').join(', ');
  return facts === '' ? SENTENCES[kind] : `${SENTENCES[kind]} (${facts})`;
}
