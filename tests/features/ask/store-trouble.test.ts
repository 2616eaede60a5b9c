import { describe, expect, it } from 'vitest';
import { StoreError } from '../../../src/store/errors.ts';
import type { Store } from '../../../src/store/open-store.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { WorkspaceStore } from '../../../src/store/workspace.ts';
import { LEARNING } from '../../support/bot.ts';
import { ADAM, EMRE, NIA, OLGA, shown, startWorkspace } from '../../support/workspace.ts';

const CHECKOUT = 'C0CHECKOUT';

/** A memory that can be taken away and given back, as a database is. */
async function openFragile() {
  const real = await openStore({ url: 'memory:' });
  // Half of it: what is kept at hand is there, and the rest is silent.
  const trouble: { now: 'none' | 'away' | 'silent' | 'half' } = { now: 'none' };
  const call = <T>(name: string, work: () => Promise<T>): Promise<T> => {
    // A claim never fails: where the store cannot be asked, the process decides alone.
    if (name === 'claim' || name === 'release') return work();
    if (trouble.now === 'half' && name !== 'snapshot') return new Promise(() => {});
    if (trouble.now === 'away') {
      return Promise.reject(new StoreError('unavailable', 'The memory cannot be reached at the moment.'));
    }
    return trouble.now === 'silent' ? new Promise(() => {}) : work();
  };
  const store: Store = {
    ...real,
    workspace(key) {
      const memory = real.workspace(key);
      const wrapped = Object.entries(memory).map(([name, method]) => [
        name,
        (...args: unknown[]) =>
          call(name, () => (method as (...all: unknown[]) => Promise<unknown>)(...args)),
      ]);
      // Claims never fail, and never keep anybody waiting for long.
      const { claim, release } = memory;
      return { ...(Object.fromEntries(wrapped) as unknown as WorkspaceStore), claim, release };
    },
  };
  return { store, trouble };
}

async function start() {
  const { store, trouble } = await openFragile();
  const world = await startWorkspace({ store });
  await world.say(EMRE, '/whoowns assign', CHECKOUT);
  await world.submit(EMRE, { 'people:product-owner': { people: [OLGA] } });
  return { world, trouble };
}

const last = (list: readonly { text: string }[]) => list.at(-1) as Parameters<typeof shown>[0];

describe('while the store cannot be reached', { timeout: LEARNING }, () => {
  it.each(['away', 'silent'] as const)(
    'questions are answered from the documents, and it says what is missing (%s)',
    async (how) => {
      const { world, trouble } = await start();
      trouble.now = how;
      for (const text of ['/whoowns backlog', '@whoowns backlog']) {
        const reply = shown(last(await world.say(NIA, text, CHECKOUT)));
        expect(reply).toContain('POs prioritize the backlog');
        expect(reply).toContain("I can't look up who has this role right now");
        expect(reply).not.toContain('Olga');
      }
      expect(shown(last(await world.say(NIA, '/whoowns who is our PO?', CHECKOUT)))).toContain('right now');
      trouble.now = 'none';
    },
  );

  it('nothing that would be lost is said to be saved', async () => {
    const { world, trouble } = await start();
    await world.say(ADAM, '/whoowns assign', CHECKOUT);
    trouble.now = 'away';
    await world.submit(ADAM, { 'people:product-owner': { people: [ADAM] } });
    expect(Object.values(world.dialogOf(ADAM)?.errors ?? {}).join()).toContain('Nothing was changed');
    for (const text of [
      '/whoowns team',
      '/whoowns assign',
      '/whoowns rule',
      '/whoowns settings',
      '/whoowns forget me',
    ]) {
      const reply = last(await world.say(ADAM, text, CHECKOUT));
      expect(shown(reply)).toContain("can't reach my database");
    }
    trouble.now = 'none';
    // The dialog is still open, with all that was chosen.
    await world.submit(ADAM, { 'people:product-owner': { people: [ADAM] } });
    expect(shown(last(await world.say(NIA, '/whoowns backlog', CHECKOUT)))).toContain('*Adam Ocampo*');
  });

  it.each(['away', 'silent', 'half'] as const)(
    'the home tab is drawn all the same, and says what is missing (%s)',
    async (how) => {
      const { world, trouble } = await start();
      trouble.now = how;
      await world.act(NIA, { act: 'open-home' });
      const home = world.homeOf(NIA);
      expect(home).toContain('*Product Owner*: 9 topics');
      if (how === 'half') {
        expect(home).toContain('*Olga Petrova*');
        expect(home).toContain("I can't look up all of it right now.");
      } else {
        expect(home).toContain("I can't reach my database right now.");
        expect(home).toContain("I can't look that up right now.");
      }
      expect(home).not.toContain('Nothing yet.');
    },
  );

  it('it recovers by itself', async () => {
    const { world, trouble } = await start();
    trouble.now = 'away';
    expect(shown(last(await world.say(NIA, '/whoowns backlog', CHECKOUT)))).not.toContain('Olga');
    trouble.now = 'none';
    expect(shown(last(await world.say(NIA, '/whoowns backlog', CHECKOUT)))).toContain('*Olga Petrova*');
  });
});
