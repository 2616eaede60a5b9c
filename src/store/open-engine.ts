import type { Engine } from './engine.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import type { StoreAddress } from './url.ts';

/** Opens the engine at an address; `changed` is told which workspace others have changed, or undefined for any; `patience` is for PostgreSQL's queries. */
export function openEngine(
  address: StoreAddress,
  changed?: (workspace: string | undefined) => void,
  patience?: number,
): Promise<Engine> {
  if (address.engine === 'postgres') return openPostgres(address.url, changed, patience);
  return openSqlite(address.file, changed);
}
