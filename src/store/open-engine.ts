import type { Engine, Opening } from './engine.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import type { StoreAddress } from './url.ts';

/** Opens the engine at an address. */
export function openEngine(address: StoreAddress, opening: Opening = {}): Promise<Engine> {
  if (address.engine === 'postgres') return openPostgres(address.url, opening);
  return openSqlite(address.file, opening);
}
