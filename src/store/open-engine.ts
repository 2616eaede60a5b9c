import type { Engine, Opening } from './engine.ts';
import type { StoreAddress } from './url.ts';

/** Opens the engine at an address. Of the two drivers only the one that is needed is loaded. */
export async function openEngine(address: StoreAddress, opening: Opening = {}): Promise<Engine> {
  if (address.engine === 'postgres') {
    const { openPostgres } = await import('./postgres.ts');
    return openPostgres(address.url, opening);
  }
  const { openSqlite } = await import('./sqlite.ts');
  return openSqlite(address.file, opening);
}
