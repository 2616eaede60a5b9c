import { z } from 'zod';
import { decodeAs } from './columns.ts';
import { StoreError } from './errors.ts';
import { SCHEMA_VERSION, tooNew } from './migrations.ts';

const FORMAT = 'whoowns backup';

/** What a backup holds: the tables, with the versions of the schema that have them. Claims are of no use later. */
export const TABLES = {
  assignments: { since: 1, key: ['workspace', 'channel', 'role'], rest: ['holders', 'note', 'since', 'by'] },
  overrides: { since: 1, key: ['workspace', 'channel', 'topic'], rest: ['role', 'reason', 'since', 'by'] },
  homes: { since: 1, key: ['workspace', 'person'], rest: ['channel'] },
  settings: { since: 1, key: ['workspace', 'name'], rest: ['value'] },
  // Since the fifth version how far people are with the tour stands in records.
  journeys: { since: 2, until: 4, key: ['workspace', 'person'], rest: ['value', 'version', 'at'] },
  records: { since: 3, key: ['workspace', 'kind', 'id'], rest: ['value', 'version', 'at'] },
  counts: { since: 3, key: ['workspace', 'day', 'name'], rest: ['count'] },
  names: { since: 1, key: ['workspace', 'id'], rest: ['name', 'gone'] },
  changes: {
    since: 1,
    key: ['workspace', 'id'],
    rest: ['channel', 'by', 'at', 'before', 'after', 'undone_at', 'undone_by'],
  },
} as const;

export type BackupTable = keyof typeof TABLES;

export interface BackupRow {
  readonly table: BackupTable;
  readonly row: Readonly<Record<string, unknown>>;
}

const FIRST = z.object({ format: z.literal(FORMAT), schema: z.number() });
const LAST = z.object({ end: z.literal(true), rows: z.number() });
const ROW = z.object({
  table: z.enum(Object.keys(TABLES) as BackupTable[]),
  row: z.record(z.string(), z.unknown()),
});

/** The tables that a schema of this version has. */
export function tablesOf(schema: number): BackupTable[] {
  const all = Object.entries<{ since: number; until?: number }>(TABLES);
  return all
    .filter(([, { since, until = schema }]) => since <= schema && schema <= until)
    .map(([name]) => name as BackupTable);
}

/** The lines of a backup; the last one tells that nothing is missing. */
export function writeBackup(schema: number, rows: readonly BackupRow[]): string[] {
  return [{ format: FORMAT, schema }, ...rows, { end: true, rows: rows.length }].map((line) =>
    JSON.stringify(line),
  );
}

/** The rows of a backup, for the tables of now. Throws a StoreError where it is none, was made by a newer version or is not whole. */
export function readBackup(text: readonly string[]): BackupRow[] {
  const lines = text.filter((line) => line.trim() !== '');
  if (lines.length === 0) throw bad('it is empty');
  const first = decodeAs(FIRST, lines[0] ?? '');
  if (!first) throw bad('its first line is not that of a backup');
  if (first.schema > SCHEMA_VERSION) throw tooNew('the backup', first.schema);
  const last = decodeAs(LAST, lines.at(-1) ?? '');
  const rows = lines.slice(1, last ? -1 : undefined).map((line, i) => readRow(line, i + 2));
  if (!last) throw bad('its end is missing');
  if (last.rows !== rows.length) throw bad(`it should hold ${last.rows} rows and holds ${rows.length}`);
  return rows;
}

function readRow(line: string, number: number): BackupRow {
  const read = decodeAs(ROW, line);
  if (!read) throw bad(`line ${number} is not a row of a known table`);
  const { table, row } = read;
  const { key, rest } = TABLES[table];
  const known: readonly string[] = [...key, ...rest];
  if (!Object.keys(row).every((name) => known.includes(name))) {
    throw bad(`line ${number} has a column that is not known`);
  }
  if (table !== 'journeys') return { table, row };
  const { person, ...others } = row;
  return { table: 'records', row: { ...others, kind: 'journey', id: person } };
}

const bad = (problem: string) => new StoreError('bad-backup', problem);
