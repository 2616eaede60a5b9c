import { StoreError } from '../../src/store/errors.ts';
import type { Store } from '../../src/store/open-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { WorkspaceStore } from '../../src/store/workspace.ts';

/** A memory of which single calls can be made to fail, by the name of the method. */
export async function openFragile(): Promise<{
  readonly store: Store;
  readonly trouble: { fails: (method: string) => boolean };
}> {
  const real = await openStore({ url: 'memory:' });
  const trouble = { fails: (_method: string): boolean => false };
  const store: Store = {
    ...real,
    workspace(key) {
      const memory = real.workspace(key);
      const fail = () => {
        throw new StoreError('unavailable', 'The memory cannot be reached.');
      };
      // Fails where something would be written, and not where a step leaves it.
      const update: WorkspaceStore['update'] = (kind, id, step) =>
        memory.update(kind, id, (value, record) => {
          const after = step(value, record);
          return after !== undefined && trouble.fails('update') ? fail() : after;
        });
      const wrapped = Object.entries(memory).map(([name, method]) => [
        name,
        async (...args: unknown[]) => {
          if (trouble.fails(name)) fail();
          return (method as (...all: unknown[]) => Promise<unknown>)(...args);
        },
      ]);
      return { ...(Object.fromEntries(wrapped) as unknown as WorkspaceStore), update };
    },
  };
  return { store, trouble };
}
