import { readFile, writeFile } from 'node:fs/promises';
import type { Answerer } from '../answer/answerer.ts';
import { openLog } from '../log.ts';
import { openStore } from '../store/open-store.ts';
import { parseRecording, RecordingError } from './recording.ts';
import { replay } from './replay.ts';

/**
 * Replays the conversation in a file and prints what is different; with `update` writes what comes out now into the
 * file. Gives the exit code: 1 where something is different. Throws a RecordingError that names the file's fault.
 */
export async function runReplay(
  file: string,
  answerer: Answerer,
  { update, print }: { update: boolean; print: (line: string) => void },
): Promise<number> {
  const json = await readFile(file, 'utf8').catch((cause: { code?: string }) => {
    throw new RecordingError(`${file} cannot be read (${cause.code}).`, { cause });
  });
  const recording = parseRecording(json);
  const log = openLog('silent', process.stderr);
  // A conversation begins without a memory.
  const store = await openStore({ url: 'memory:' });
  const { now, differences } = await replay(recording, { answerer, store, log });
  await store.close();
  for (const { number, what, at, recorded, now: today } of differences) {
    print(`${number}. ${what}: ${at} is different.`);
    print(`  then: ${JSON.stringify(recorded) ?? 'none'}`);
    print(`  now:  ${JSON.stringify(today) ?? 'none'}`);
  }
  if (update) await writeFile(file, `${JSON.stringify(now, null, 2)}\n`);
  print(`${recording.exchanges.length} payloads, ${differences.length} differences.`);
  return differences.length > 0 && !update ? 1 : 0;
}
