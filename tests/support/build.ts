import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { share } from './shared.ts';

export const KNOWLEDGE_DIR = fileURLToPath(new URL('../../knowledge/', import.meta.url));

/** The folder of the compiled bot, with what was learnt; built once for all test files. dist is left alone. */
export async function build(): Promise<string> {
  return (await share('build')).folder;
}

/** The folder for what is learnt from a knowledge with these roles. */
export async function learntFrom(roles: string): Promise<string> {
  return path.join((await share('build')).learnt, roles);
}
