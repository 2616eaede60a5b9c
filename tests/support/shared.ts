import { inject } from 'vitest';
import type { Build } from './compile.ts';

/** What all test files share, each made when the first file asks for it. */
export interface Shared {
  readonly build: Build;
  /** The port of a running PostgreSQL. */
  readonly postgres: number;
  /** Where a running Chromium takes connections. */
  readonly browser: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Where global-setup.ts gives what is shared. */
    shared: string;
  }
}

/** Asks the main process of the test run for something that all files share; waits until it is ready. */
export async function share<Name extends keyof Shared>(name: Name): Promise<Shared[Name]> {
  const response = await fetch(`${inject('shared')}/${name}`);
  const body = (await response.json()) as { value: Shared[Name] } | { error: string };
  if ('error' in body) throw new Error(`${name} cannot be had: ${body.error}`);
  return body.value;
}
