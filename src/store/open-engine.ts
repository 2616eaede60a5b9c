import type { Engine, Opening } from './engine.ts';
import { StoreError } from './errors.ts';

/** Opens the engine at an address. Of the two drivers only the one that is needed is loaded. */
export async function openEngine(address: StoreAddress, opening: Opening = {}): Promise<Engine> {
  if (address.engine === 'postgres') {
    const { openPostgres } = await import('./postgres.ts');
    return openPostgres(address.url, opening);
  }
  const { openSqlite } = await import('./sqlite.ts');
  return openSqlite(address.file, opening);
}

/** Where the memory is kept. */
export type StoreAddress =
  | { readonly engine: 'sqlite'; readonly file: string | undefined }
  | { readonly engine: 'postgres'; readonly url: string };

/** Reads a database URL; without a file, SQLite keeps everything in memory. Throws a StoreError of kind bad-url. */
export function readStoreUrl(url: string): StoreAddress {
  const text = url.trim();
  if (text === 'memory:') return { engine: 'sqlite', file: undefined };
  if (/^postgres(ql)?:\/\//i.test(text)) {
    if (!isPostgresUrl(text)) throw refusal('it begins like a PostgreSQL address but is not one');
    return { engine: 'postgres', url: text };
  }
  if (/^file:/i.test(text)) {
    const file = fileOf(text.slice('file:'.length));
    if (file === undefined) throw refusal('it begins with file: but names no file');
    return { engine: 'sqlite', file };
  }
  throw refusal(text === '' ? 'it is empty' : 'it is of no kind that is known');
}

/** `file:./a.db`, `file:/a.db` and `file:///a.db` are all understood. */
function fileOf(rest: string): string | undefined {
  const file = rest.startsWith('//') ? rest.slice(2) : rest;
  return file === '' || file.endsWith('/') || file.includes('\0') ? undefined : file;
}

function isPostgresUrl(text: string): boolean {
  if (/^\w+:\/*$/.test(text)) return false;
  // Without a host the address means the local socket, which URL cannot read.
  return URL.canParse(text) || URL.canParse(text.replace(/^(\w+:\/\/)\//, '$1localhost/'));
}

// The address itself is not shown: it may hold a password.
const refusal = (problem: string) => new StoreError('bad-url', problem);
