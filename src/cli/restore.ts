import { restoreFrom } from '../store/backup.ts';
import { type Io, print, UsageError, wordsOf } from './io.ts';
import { databaseUrlOf } from './settings.ts';

/** Brings a backup back, into a memory that is empty. */
export async function restore(args: readonly string[], { out, env }: Io): Promise<number> {
  const [file] = wordsOf(args);
  if (file === undefined) throw new UsageError();
  print(out, `${await restoreFrom(file, databaseUrlOf(env))} rows are back.`);
  return 0;
}
