import { backUpTo } from '../store/backup.ts';
import { type Io, print, UsageError, wordsOf } from './io.ts';
import { databaseUrlOf } from './settings.ts';

/** Writes all that the memory holds into a file that is not there yet. */
export async function backup(args: readonly string[], { out, env }: Io): Promise<number> {
  const [file] = wordsOf(args);
  if (file === undefined) throw new UsageError();
  print(out, `${await backUpTo(file, databaseUrlOf(env))} rows are in ${file} now.`);
  return 0;
}
