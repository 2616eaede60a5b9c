import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Store } from '../../../src/store/open-store.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { LEARNING } from '../../support/bot.ts';
import { newFolder, type Server, startPostgres } from '../../support/engines.ts';
import { ADAM, EMRE, NIA, OLGA, shown, startWorkspace } from '../../support/workspace.ts';

// The loop on both engines, with two instances on each.

let server: Server;
let files: Awaited<ReturnType<typeof newFolder>>;
const open: Store[] = [];

beforeAll(async () => {
  [server, files] = await Promise.all([startPostgres(), newFolder()]);
}, LEARNING);
afterAll(async () => {
  await Promise.all(open.map((store) => store.close()));
  await server.remove();
  await files.remove();
});

const ENGINES = {
  'SQLite in a file': async () => `file:${path.join(files.folder, 'learning', 'whoowns.db')}`,
  PostgreSQL: () => server.newUrl(),
};

describe.each(Object.entries(ENGINES))('on %s', { timeout: LEARNING }, (_, newUrl) => {
  it('what was asked on one instance is answered on the other, and told once', async () => {
    const url = await newUrl();
    const stores = await Promise.all([openStore({ url }), openStore({ url })]);
    open.push(...stores);
    const [one, two] = await Promise.all(stores.map((store) => startWorkspace({ store })));
    if (!one || !two) throw new Error('There are two.');
    const [unknown] = await one.say(NIA, '/whoowns who buys the fruit baskets?');
    if (!unknown) throw new Error('Nothing was said.');
    await one.press(NIA, unknown, "Tell me when there's an answer");
    await Promise.all([
      one.say(EMRE, '/whoowns who buys the fruit baskets'),
      two.say(OLGA, '/whoowns who buys the fruit baskets'),
    ]);
    // What nobody waits for is written within seconds.
    const list = await vi.waitFor(
      async () => {
        const [gaps] = await two.say(ADAM, '/whoowns gaps');
        expect(shown(gaps)).toContain('3 times');
        return gaps;
      },
      { timeout: 10_000, interval: 50 },
    );
    if (!list) throw new Error('Nothing was said.');
    await two.press(ADAM, list, 'Answer this');
    const posted = await two.submit(ADAM, {
      role: { role: 'product-owner' },
      title: { title: 'Fruit baskets' },
      answer: { answer: 'The Product Owner buys them.' },
      source: { source: 'The handbook' },
    });
    expect(posted.filter(({ channel }) => channel === 'D0NEWHIRE')).toHaveLength(1);
    await vi.waitFor(
      async () => {
        const [answer] = await one.say(EMRE, '/whoowns who buys the fruit baskets?');
        expect(shown(answer)).toContain('The Product Owner buys them.');
      },
      { timeout: 2_000, interval: 50 },
    );
  });

  it('a digest and the message of the third working day come once, though both look at the same moment', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-05T09:00:00Z') });
    try {
      const url = await newUrl();
      const stores = await Promise.all([openStore({ url }), openStore({ url })]);
      open.push(...stores);
      const [one, two] = await Promise.all(stores.map((store) => startWorkspace({ store })));
      if (!one || !two) throw new Error('There are two.');
      await one.say(ADAM, '/whoowns digest');
      const [greeting] = await one.say(NIA, "I'm new here", 'D0NEWHIRE');
      if (!greeting) throw new Error('Nothing was said.');
      await one.press(NIA, greeting, 'Start the tour');
      // A Monday: ten in Berlin, where Nia is, is past; nine in Los Angeles, where Adam is, is not.
      for (const instant of ['2026-03-09T09:30:00Z', '2026-03-09T16:30:00Z']) {
        vi.setSystemTime(Date.parse(instant));
        await Promise.all([one.jobs.runAll(), two.jobs.runAll()]);
      }
      const posted = [...one.slack.messages, ...two.slack.messages].map(shown);
      expect(posted.filter((text) => text.includes('switches this off'))).toHaveLength(1);
      expect(posted.filter((text) => text.includes("I won't message you first again"))).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });
});
