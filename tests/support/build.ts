import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { share } from './shared.ts';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));
export const KNOWLEDGE_DIR = fileURLToPath(new URL('../../knowledge/', import.meta.url));

/** The folder of the compiled bot, with what was learnt; built once for all test files. dist is left alone. */
export async function build(): Promise<string> {
  return (await share('build')).folder;
}

/** The folder for what is learnt from a knowledge with these roles. */
export async function learntFrom(roles: string): Promise<string> {
  return path.join((await share('build')).learnt, roles);
}

/** A file with a module of src and all of ours that it imports, for a program of a test that runs in a process of its own. */
export async function bundle(module: string): Promise<string> {
  const file = path.join(await build(), 'modules', `${module}.js`);
  const bundled = await rolldown({ input: path.join(SRC, `${module}.ts`), external: /^[^./]/ });
  await bundled.write({ file, codeSplitting: false });
  return file;
}
