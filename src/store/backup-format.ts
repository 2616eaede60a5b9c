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

/** The tables that a schema of this version has. */
export function tablesOf(schema: number): BackupTable[] {
  const all = Object.entries<{ since: number; until?: number }>(TABLES);
  return all
    .filter(([, { since, until = schema }]) => since <= schema && schema <= until)
    .map(([name]) => name as BackupTable);
}

export interface BackupRow {
  readonly table: BackupTable;
  readonly row: Readonly<Record<string, unknown>>;
}

export function firstLine(schema: number = SCHEMA_VERSION): string {
  return JSON.stringify({ format: FORMAT, schema });
}

/** Tells that nothing is missing. */
export function lastLine(rows: number): string {
  return JSON.stringify({ end: true, rows });
}

/** The rows of a backup. Throws a StoreError where it is none, was made by a newer version or is not whole. */
export async function* readBackup(
  lines: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<BackupRow> {
  let number = 0;
  let rows = 0;
  let ended = false;
  for await (const line of lines) {
    if (line.trim() === '') continue;
    number += 1;
    const said = parse(line, number);
    if (number === 1) checkFirst(said);
    else if (ended) throw bad(`line ${number} comes after its end`);
    else if (said.end === true) {
      if (said.rows !== rows) throw bad(`it should hold ${said.rows} rows and holds ${rows}`);
      ended = true;
    } else {
      rows += 1;
      yield rowOf(said, number);
    }
  }
  if (number === 0) throw bad('it is empty');
  if (!ended) throw bad('its end is missing');
}

function parse(line: string, number: number): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw bad(`line ${number} is not a JSON object`);
}

function checkFirst({ format, schema }: Record<string, unknown>): void {
  if (format !== FORMAT || typeof schema !== 'number') throw bad('its first line is not that of a backup');
  if (schema <= SCHEMA_VERSION) return;
  throw tooNew('the backup', schema);
}

function rowOf({ table, row }: Record<string, unknown>, number: number): BackupRow {
  if (typeof table !== 'string' || !Object.hasOwn(TABLES, table) || typeof row !== 'object' || row === null) {
    throw bad(`line ${number} is not a row of a known table`);
  }
  const { key, rest } = TABLES[table as BackupTable];
  const known: readonly string[] = [...key, ...rest];
  for (const name of Object.keys(row)) {
    if (!known.includes(name)) throw bad(`line ${number} has a column that is not known`);
  }
  if (table === 'journeys') {
    const { person, ...others } = row as Record<string, unknown>;
    return { table: 'records', row: { ...others, kind: 'journey', id: person } };
  }
  return { table: table as BackupTable, row: row as Record<string, unknown> };
}

const bad = (problem: string) => new StoreError('bad-backup', problem);
