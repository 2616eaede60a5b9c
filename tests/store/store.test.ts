import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../src/store/open-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Holder } from '../../src/store/types.ts';
import type { WorkspaceStore } from '../../src/store/workspace.ts';
import { newFolder, type Server, startPostgres } from '../support/engines.ts';

const HOUR = 60 * 60 * 1000;
const START = 1_790_000_000_000;
const ANA: Holder = { kind: 'user', id: 'UANA' };
const BEN: Holder = { kind: 'user', id: 'UBEN' };
const TEAM: Holder = { kind: 'group', id: 'STEAM' };

let server: Server;
let files: Awaited<ReturnType<typeof newFolder>>;
let count = 0;

beforeAll(async () => {
  [server, files] = await Promise.all([startPostgres(), newFolder()]);
}, 60_000);
afterAll(async () => {
  await server.remove();
  await files.remove();
}, 60_000);

const ENGINES = {
  'SQLite in a file': async () => `file:${path.join(files.folder, `${++count}`, 'whoowns.db')}`,
  'SQLite in memory': async () => 'memory:',
  PostgreSQL: () => server.newUrl(),
};

describe.each(Object.entries(ENGINES))('the memory on %s', (engine, newUrl) => {
  let url: string;
  let store: Store;
  let work: WorkspaceStore;
  let time: number;

  beforeEach(async () => {
    time = START;
    url = await newUrl();
    store = await openStore({ url, now: () => time });
    work = store.workspace('T1');
  });
  afterEach(() => store.close());

  const team = async (channel = 'C1') => (await work.snapshot()).channels.get(channel);
  const holders = async (role = 'po') => (await team())?.assignments.get(role)?.holders;
  const assign = (who: readonly Holder[], by = 'UBY', note = '') =>
    work.assign({ channel: 'C1', by, roles: [{ role: 'po', holders: who, note }] });
  const override = (role: string | undefined) =>
    work.override({ channel: 'C1', by: 'UBY', topic: 'backlog', role, reason: 'so it is' });

  test('holds nothing at first', async () => {
    expect(await work.snapshot()).toEqual({
      channels: new Map(),
      homes: new Map(),
      settings: {},
      names: new Map(),
      taught: [],
    });
  });

  test('keeps who holds a role, with all that was said', async () => {
    expect(await assign([ANA, TEAM], 'UBY', "until May; it's “hers” 🎈")).toEqual(expect.any(String));
    expect((await team())?.assignments.get('po')).toEqual({
      role: 'po',
      holders: [ANA, TEAM],
      note: "until May; it's “hers” 🎈",
      since: START,
      by: 'UBY',
    });
  });

  test('sets a whole team in one change, and undoes it as one', async () => {
    await assign([BEN]);
    const roles = [
      { role: 'po', holders: [ANA], note: '' },
      { role: 'sm', holders: [ANA, BEN, BEN], note: '' },
    ];
    const id = await work.assign({ channel: 'C1', by: 'UBY', roles });
    expect(await holders()).toEqual([ANA]);
    expect(await holders('sm')).toEqual([ANA, BEN]);
    expect(await work.undo(id ?? '', 'UBY')).toEqual({ outcome: 'undone', channel: 'C1' });
    expect(await holders()).toEqual([BEN]);
    expect(await holders('sm')).toBeUndefined();
  });

  test('changes nothing where all is so already', async () => {
    await assign([ANA]);
    time += 5;
    expect(await assign([ANA], 'UELSE')).toBeUndefined();
    expect((await team())?.assignments.get('po')).toMatchObject({ since: START, by: 'UBY' });
    expect(await override(undefined)).toBeUndefined();
  });

  test('lets a role be held by nobody again', async () => {
    await assign([ANA]);
    await assign([]);
    expect(await team()).toBeUndefined();
  });

  test('keeps an override, and takes it back', async () => {
    const id = await override('sm');
    expect((await team())?.overrides.get('backlog')).toEqual({
      topic: 'backlog',
      role: 'sm',
      reason: 'so it is',
      since: START,
      by: 'UBY',
    });
    expect(await work.undo(id ?? '', 'UBY')).toEqual({ outcome: 'undone', channel: 'C1' });
    expect(await team()).toBeUndefined();
    await override('sm');
    await override(undefined);
    expect(await team()).toBeUndefined();
  });

  test('undoes a change once', async () => {
    const id = (await assign([ANA])) ?? '';
    expect(await work.undo(id, 'UONE')).toEqual({ outcome: 'undone', channel: 'C1' });
    expect(await work.undo(id, 'UTWO')).toEqual({ outcome: 'already undone', by: 'UONE' });
    expect(await work.undo('no such change', 'UTWO')).toEqual({ outcome: 'unknown' });
  });

  test('undoes once where two press at the same time', async () => {
    const id = (await assign([ANA])) ?? '';
    const both = await Promise.all([work.undo(id, 'UONE'), work.undo(id, 'UTWO')]);
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['already undone', 'undone']);
  });

  test('does not undo what something newer has touched, also where it looks the same again', async () => {
    const first = (await assign([ANA])) ?? '';
    await assign([BEN]);
    expect(await work.undo(first, 'UBY')).toEqual({ outcome: 'overtaken' });
    await assign([ANA]);
    expect(await work.undo(first, 'UBY')).toEqual({ outcome: 'overtaken' });
    expect(await holders()).toEqual([ANA]);
  });

  test('undoes one change after the other, and past changes of other things', async () => {
    const first = (await assign([ANA])) ?? '';
    const second = (await assign([BEN])) ?? '';
    await override('sm');
    await work.undo(second, 'UBY');
    expect(await holders()).toEqual([ANA]);
    expect(await work.undo(first, 'UBY')).toMatchObject({ outcome: 'undone' });
    expect((await team())?.overrides.size).toBe(1);
  });

  test('keeps homes and settings', async () => {
    await work.setHome('UANA', 'C1');
    await work.setHome('UANA', 'C2');
    await work.setHome('UBEN', 'C1');
    await work.setHome('UBEN', undefined);
    await work.changeSettings({ quiet: true, list: ['a', { b: 1 }], gone: 1 });
    await work.changeSettings({ gone: undefined, quiet: false });
    const { homes, settings } = await work.snapshot();
    expect([...homes]).toEqual([['UANA', 'C2']]);
    expect(settings).toEqual({ quiet: false, list: ['a', { b: 1 }] });
  });

  test('forgets a person, also in what an undo would bring back', async () => {
    await work.setHome('UANA', 'C1');
    await assign([ANA, BEN], 'UANA');
    const id = (await assign([BEN], 'UBEN')) ?? '';
    await work.override({ channel: 'C1', by: 'UANA', topic: 'backlog', role: 'sm', reason: '' });
    await store.workspace('T2').setHome('UANA', 'C9');
    expect(await work.forget('UANA')).toBeGreaterThanOrEqual(3);
    expect(await work.forget('UANA')).toBe(0);
    const after = await work.snapshot();
    expect(after.homes.size).toBe(0);
    expect(after.channels.get('C1')?.overrides.get('backlog')?.by).toBeUndefined();
    expect(await work.undo(id, 'UBEN')).toMatchObject({ outcome: 'undone' });
    expect((await team())?.assignments.get('po')).toMatchObject({ holders: [BEN], by: undefined });
    expect((await store.workspace('T2').snapshot()).homes.size).toBe(1);
  });

  test('changes a record against everybody else who does, and loses no step', async () => {
    const second = await openStore({ url, now: () => time });
    const both = url === 'memory:' ? [work, work] : [work, second.workspace('T1')];
    const add = (value: unknown) => ({ steps: ((value as { steps?: number })?.steps ?? 0) + 1 });
    const rounds = Array.from({ length: 20 }, (_, n) => both[n % 2]?.update('journey', 'UANA', add));
    const results = await Promise.all(rounds);
    expect(results.map((one) => one?.after.steps).sort((a = 0, b = 0) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 1),
    );
    expect(results.filter((one) => one?.before === undefined)).toHaveLength(1);
    expect(await work.record('journey', 'UANA')).toMatchObject({
      value: { steps: 20 },
      version: 20,
      at: time,
    });
    await second.close();
  });

  test('lets one of many claim a record, and says what a step throws', async () => {
    const claim = (who: number) =>
      work.update('check', 'a', (is) => (is === undefined ? { who } : undefined));
    const claims = await Promise.all([1, 2, 3].map(claim));
    expect(claims.filter(Boolean)).toHaveLength(1);
    const fault = new RangeError('of the caller');
    const failing = work.update('check', 'a', () => {
      throw fault;
    });
    await expect(failing).rejects.toBe(fault);
    expect(await work.update('check', 'a', () => undefined)).toBeUndefined();
    expect(await work.record('check', 'a')).toMatchObject({ version: 1 });
  });

  test('keeps records by kind, the newest first', async () => {
    expect(await work.records('gap')).toEqual([]);
    await work.update('gap', 'a', () => ({ text: 'who\u0000?', tell: 'UANA' }));
    time += 10;
    await work.update('gap', 'b', () => ({ list: ['UANA', 'UBEN'], note: 'UANA said' }));
    expect((await work.records('gap')).map(({ id, version }) => [id, version])).toEqual([
      ['b', 1],
      ['a', 1],
    ]);
    expect(await work.records('gap', 1)).toHaveLength(1);
    expect(await work.record('gap', 'a')).toMatchObject({
      value: { text: 'who?' },
      version: 1,
      at: time - 10,
    });
    const changed = await work.update('gap', 'a', (value) => ({ ...(value as object), text: 'other' }));
    expect(changed).toEqual({
      before: { text: 'who?', tell: 'UANA' },
      after: { text: 'other', tell: 'UANA' },
    });
    expect(await store.workspace('T2').records('gap')).toEqual([]);
    expect(await work.forget('UANA')).toBe(2);
    expect(await work.record('gap', 'a')).toMatchObject({ value: { text: 'other', tell: null } });
    expect(await work.record('gap', 'b')).toMatchObject({ value: { list: ['UBEN'], note: 'UANA said' } });
    await work.removeOldRecords('gap', time);
    expect((await work.records('gap')).map(({ id }) => id)).toEqual(['b']);
    await work.removeRecords('gap', ['b', 'c']);
    expect(await work.records('gap')).toEqual([]);
  });

  test('gives what was taught with the snapshot, as soon as it is written', async () => {
    expect((await work.snapshot()).taught).toEqual([]);
    await work.update('taught', 'a', () => ({ title: 'x' }));
    expect((await work.snapshot()).taught).toMatchObject([{ id: 'a', value: { title: 'x' } }]);
    expect((await store.workspace('T2').snapshot()).taught).toEqual([]);
    await work.removeRecords('taught', ['a']);
    expect((await work.snapshot()).taught).toEqual([]);
  });

  describe('what nobody waits for', () => {
    const add = (text: string) => (value: unknown) => [...((value as string[] | undefined) ?? []), text];
    const later = (text: string) => work.updateSoon('note', 'a', add(text));

    test('is read as soon as anybody reads, in the order in which it came', async () => {
      later('one');
      later('two');
      time += HOUR;
      await work.update('note', 'a', add('three'));
      later('four');
      expect(await work.records('note')).toMatchObject([
        { id: 'a', value: ['one', 'two', 'three', 'four'], at: START },
      ]);
    });

    test('is written when the store closes', async () => {
      if (url === 'memory:') return;
      later('one');
      await store.close();
      store = await openStore({ url, now: () => time });
      expect(await store.workspace('T1').record('note', 'a')).toMatchObject({ value: ['one'] });
    });

    test('goes with its workspace, and its people', async () => {
      later('one');
      await work.remove();
      expect(await work.records('note')).toEqual([]);
      work.updateSoon('note', 'UANA', () => 'a note about her');
      await work.forget('UANA');
      expect(await work.records('note')).toEqual([]);
    });
  });

  test('counts by day, also many at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => work.count(['asked', 'topic:backlog'])));
    time += 24 * 60 * 60 * 1000;
    await work.count(['asked']);
    expect([...(await work.counts(1))]).toEqual([['asked', 1]]);
    expect(Object.fromEntries(await work.counts(2))).toEqual({ asked: 21, 'topic:backlog': 20 });
    expect((await store.workspace('T2').counts(7)).size).toBe(0);
    const yesterday = time - 24 * 60 * 60 * 1000;
    expect((await work.counts(7, yesterday)).get('asked')).toBe(20);
    await store.workspace('T2').removeOldCounts(time);
    expect((await work.counts(7)).get('asked')).toBe(21);
    await work.removeOldCounts(time);
    expect(Object.fromEntries(await work.counts(7))).toEqual({ asked: 1 });
    await work.remove();
    expect((await work.counts(7)).size).toBe(0);
  });

  test('forgets who invited others, and who looks after something', async () => {
    await work.update('journey', 'UBEN', () => ({ stage: 'tour', by: 'UANA' }));
    await work.update('journey', 'UCEM', () => ({ stage: 'tour', by: 'UDAN' }));
    await work.update('journey', 'UANA', () => ({ stage: 'tour', by: 'UDAN' }));
    await work.keepNames([{ id: 'UANA', name: 'tour' }]); // a name that is a word of ours as well
    await work.changeSettings({ greet: 'on', greetBy: 'UANA' });
    expect(await work.forget('UANA')).toBe(3);
    expect(await work.record('journey', 'UANA')).toBeUndefined();
    expect(await work.record('journey', 'UBEN')).toMatchObject({
      value: { stage: 'tour', by: null },
      version: 2,
    });
    expect(await work.record('journey', 'UCEM')).toMatchObject({ value: { by: 'UDAN' }, version: 1 });
    expect((await work.snapshot()).settings).toEqual({ greet: 'on' });
  });

  test('takes a person out of what others wrote: their mention, and their whole name', async () => {
    await work.keepNames([{ id: 'UANA', name: 'Ana Lima' }]);
    const first = await assign([BEN], 'UBEN', 'ana  lima is away on Fridays, ask <@UANA> or Ana Limasol');
    await work.override({ channel: 'C1', by: 'UBEN', topic: 'backlog', role: 'sm', reason: 'Ana Lima said' });
    await assign([], 'UBEN', 'all to <@UANA|ana>');
    const taught = { answer: 'Ask Ana Lima.', by: 'UBEN', byName: 'Ana Lima', asks: ['who, <@UANA>?'] };
    await work.update('taught', 'a', () => taught);
    await work.update('taught', 'b', () => ({ by: 'UANA', byName: 'A. L.', answer: 'A. L. does it' }));
    expect(await work.forget('UANA')).toBe(7);
    expect((await team())?.assignments.get('po')?.note).toBe('all to somebody');
    expect((await team())?.overrides.get('backlog')?.reason).toBe('somebody said');
    expect((await work.record('taught', 'a'))?.value).toEqual({
      answer: 'Ask somebody.',
      by: 'UBEN',
      byName: 'Ana Lima',
      asks: ['who, somebody?'],
    });
    expect((await work.record('taught', 'b'))?.value).toEqual({ by: null, answer: 'somebody does it' });
    await work.undo(first ?? '', 'UBEN');
    const notes = [(await team())?.assignments.get('po')?.note];
    expect(notes.join()).not.toMatch(/UANA|Ana Lima(?!sol)/i);
    expect(await work.forget('UANA')).toBe(0);
  });

  test('takes a name of one word only where it is written like one', async () => {
    await work.keepNames([{ id: 'UWILL', name: 'Will' }]);
    await assign([BEN], 'UBEN', 'Will says that it will do');
    await work.forget('UWILL');
    expect((await team())?.assignments.get('po')?.note).toBe('somebody says that it will do');
  });

  test('lets go of changes that are ninety days old and cannot be undone, and of no others', async () => {
    const ids: Record<string, string> = {};
    const set = async (name: string, role: string, who: Holder) => {
      const roles = [{ role, holders: [who], note: '' }];
      ids[name] = (await work.assign({ channel: 'C1', by: 'UBY', roles })) ?? '';
    };
    await set('kept', 'sm', ANA);
    await set('overtaken', 'po', ANA);
    await set('undone', 'pm', ANA);
    await work.undo(ids.undone ?? '', 'UBY');
    await set('overtakes', 'po', BEN);
    time += 91 * 24 * HOUR;
    await set('new', 'pm', BEN);
    const outcome = async (name: string) => (await work.undo(ids[name] ?? '', 'UBY')).outcome;
    expect(await outcome('overtaken')).toBe('unknown');
    expect(await outcome('undone')).toBe('unknown');
    expect(await outcome('kept')).toBe('undone');
    expect(await outcome('overtakes')).toBe('undone');
    expect(await holders()).toEqual([ANA]);
    expect(await outcome('new')).toBe('undone');
  });

  test('keeps an old change that keeps an older one from being undone', async () => {
    const pair = (a: Holder, b: Holder) => [
      { role: 'po', holders: [a], note: '' },
      { role: 'sm', holders: [b], note: '' },
    ];
    const oldest = await work.assign({ channel: 'C1', by: 'UBY', roles: pair(ANA, ANA) });
    await assign([BEN]);
    await assign([ANA]);
    time += 91 * 24 * HOUR;
    await assign([TEAM]);
    await assign([ANA]);
    expect(await work.undo(oldest ?? '', 'UBY')).toEqual({ outcome: 'overtaken' });
  });

  test('keeps what looks like an escape as it was typed, and drops the one character that cannot be kept', async () => {
    const typed = 'strip \\u0000 and \\\\u0000 first';
    await work.update('taught', 'a', () => ({ answer: typed, asks: ['a\u0000b'] }));
    await work.update('journey', 'UANA', () => ({ typed, other: 'a\u0000b' }));
    await work.changeSettings({ typed, other: 'a\u0000b' });
    await assign([ANA], 'UBY', `${typed}\u0000`);
    expect((await work.snapshot()).taught[0]?.value).toEqual({ answer: typed, asks: ['ab'] });
    expect((await work.record('journey', 'UANA'))?.value).toEqual({ typed, other: 'ab' });
    expect((await work.snapshot()).settings).toEqual({ typed, other: 'ab' });
    expect((await team())?.assignments.get('po')?.note).toBe(typed);
  });

  test('removes a workspace, as often as one likes, and no other', async () => {
    const other = store.workspace('T2');
    await other.setHome('UANA', 'C1');
    const id = (await assign([ANA])) ?? '';
    await work.changeSettings({ a: 1 });
    await work.remove();
    await work.remove();
    expect(await work.snapshot()).toEqual({
      channels: new Map(),
      homes: new Map(),
      settings: {},
      names: new Map(),
      taught: [],
    });
    expect(await work.undo(id, 'UBY')).toEqual({ outcome: 'unknown' });
    expect((await other.snapshot()).homes.size).toBe(1);
  });

  test.each(['T2', 't1', 'T', '%', '_1', "T1' or '1'='1", 'T1 ', ''])(
    'shows, changes and undoes nothing of T1 through %j',
    async (key) => {
      const id = (await assign([ANA])) ?? '';
      await work.setHome('UANA', 'C1');
      await work.changeSettings({ a: 1 });
      const before = await work.snapshot();
      const other = store.workspace(key);
      expect(await other.snapshot()).toEqual({
        channels: new Map(),
        homes: new Map(),
        settings: {},
        names: new Map(),
        taught: [],
      });
      expect(await other.undo(id, 'UEVIL')).toEqual({ outcome: 'unknown' });
      expect(await other.forget('UANA')).toBe(0);
      await other.setHome('UANA', undefined);
      await other.changeSettings({ a: undefined });
      await other.remove();
      expect(await work.snapshot()).toEqual(before);
    },
  );

  test('loses none of many changes at once', async () => {
    const roles = Array.from({ length: 20 }, (_, n) => `role-${n}`);
    const ids = await Promise.all(
      roles.map((role) =>
        work.assign({ channel: 'C1', by: 'UBY', roles: [{ role, holders: [ANA], note: '' }] }),
      ),
    );
    expect(new Set(ids).size).toBe(20);
    expect([...((await team())?.assignments.keys() ?? [])].sort()).toEqual(roles.sort());
  });

  test('sees a key for the first time once an hour', async () => {
    expect(await store.workspace('T1').claim('E1')).toBe(true);
    time += HOUR - 1;
    expect(await store.workspace('T1').claim('E1')).toBe(false);
    time += 1;
    expect(await store.workspace('T1').claim('E1')).toBe(true);
    await store.workspace('T1').release('E1');
    expect(await store.workspace('T1').claim('E1')).toBe(true);
  });

  test('sees keys by workspace', async () => {
    expect(await work.claim('E1')).toBe(true);
    expect(await store.workspace('T2').claim('E1')).toBe(true);
    await store.workspace('T2').release('E1');
    expect(await work.claim('E1')).toBe(false);
  });

  test('sees a key first once among many who ask at the same time', async () => {
    const second = engine === 'PostgreSQL' ? await openStore({ url, now: () => time }) : store;
    const asked = Array.from({ length: 20 }, (_, n) => (n % 2 ? store : second).workspace('T1').claim('E1'));
    expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
    if (second !== store) await second.close();
  });

  test('says in a StoreError that it is closed', async () => {
    await store.close();
    await expect(work.snapshot()).rejects.toMatchObject({ name: 'StoreError', kind: 'unavailable' });
  });
});

test.each(['', 'mysql://u:hunter2@h/d', './whoowns.db', 'file:', 'postgres://', 'file:/tmp/'])(
  'says of the address %j what is wrong, without showing it',
  async (url) => {
    const error = await openStore({ url }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'StoreError', kind: 'bad-url' });
    expect(String(error)).toMatch(/it (is|begins)/);
    expect(String(error)).not.toContain('hunter2');
  },
);
