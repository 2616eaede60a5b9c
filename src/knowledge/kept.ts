import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DefaultDeserializer, serialize } from 'node:v8';

/** So many others of a kind stay, for those who go to and fro between knowledge folders. */
const OTHERS_KEPT = 3;

/**
 * What an earlier start or the build has made and kept in a folder under this name, or what `make` gives now, kept for
 * the next time. The name stands for all that goes into it, so a stale one is never used. Where the folder cannot be
 * written to, each start makes it anew.
 */
export async function keptOr<T>(folder: string, name: string, make: () => T | Promise<T>): Promise<T> {
  const bytes = await readFile(path.join(folder, name)).catch(() => undefined);
  if (bytes) {
    try {
      return read(bytes);
    } catch {
      // Half written, or of another Node: made again below.
    }
  }
  const made = await make();
  await keep(folder, name, serialize(made)).catch(() => undefined); // the next start is slower, and that is all
  return made;
}

/** The types do not know of the method that Node documents for reading views. */
type Deserializer = DefaultDeserializer & { _readHostObject(): unknown };

/** Reads what was serialized. Each array is a copy: as views they would hold the whole file in memory, beside it. */
function read<T>(bytes: Buffer): T {
  const reading = new DefaultDeserializer(bytes) as Deserializer;
  const readView = reading._readHostObject;
  reading._readHostObject = () => {
    const view = readView.call(reading);
    return ArrayBuffer.isView(view) && 'slice' in view ? (view as Uint8Array).slice() : view;
  };
  reading.readHeader();
  return reading.readValue() as T;
}

async function keep(folder: string, name: string, bytes: Buffer): Promise<void> {
  await mkdir(folder, { recursive: true });
  const draft = path.join(folder, `${name}.${process.pid}`);
  await writeFile(draft, bytes);
  await rename(draft, path.join(folder, name));
  const others = (await readdir(folder)).filter(
    (other) => other !== name && other.includes(path.extname(name)),
  );
  const aged = await Promise.all(
    others.map(async (other) => ({ other, time: (await stat(path.join(folder, other))).mtimeMs })),
  );
  const old = aged.sort((a, b) => b.time - a.time).slice(OTHERS_KEPT);
  await Promise.all(old.map(({ other }) => rm(path.join(folder, other), { force: true })));
}
