import type Database from 'libsql';

const KEPT = 200;

/** A connection that prepares each text once, as far as kept texts go. */
export interface Preparer {
  prepare(text: string): Database.Statement;
  close(): void;
}

/**
 * Keeps prepared statements by their text. The driver's own memory is freed only when Node's collector comes by, and
 * that sees nothing of it: with a new statement for each query the process grows by gigabytes.
 */
export function keepStatements(database: Database.Database): Preparer {
  const kept = new Map<string, Database.Statement>();
  return {
    prepare(text) {
      const statement = kept.get(text) ?? database.prepare(text);
      // The last one used is the last to go.
      kept.delete(text);
      kept.set(text, statement);
      for (const oldest of kept.keys()) {
        if (kept.size <= KEPT) break;
        kept.delete(oldest);
      }
      return statement;
    },
    close() {
      kept.clear();
      database.close();
    },
  };
}
