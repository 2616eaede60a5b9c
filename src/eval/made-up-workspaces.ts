import { firstLine, lastLine } from '../store/backup-format.ts';

/** The ids of what is known. */
export interface Names {
  readonly roles: readonly string[];
  readonly topics: readonly string[];
}

/** So much was taught in each workspace. */
export const TAUGHT_ENTRIES = 50;

/** A backup of so many workspaces: three channels with two people a role, and what was taught. */
export function* describeWorkspaces(count: number, names: Names): Generator<string> {
  let rows = 0;
  const line = (table: string, row: Record<string, unknown>) => {
    rows += 1;
    return JSON.stringify({ table, row });
  };
  yield firstLine();
  for (let i = 0; i < count; i++) {
    const workspace = `T${i}`;
    const holders = JSON.stringify([`U1${workspace}`, `U2${workspace}`].map((id) => ({ kind: 'user', id })));
    for (const channel of ['C1', 'C2', 'C3']) {
      for (const role of names.roles) {
        yield line('assignments', {
          workspace,
          channel,
          role,
          holders,
          note: 'in the mornings',
          since: i,
          by: `U1${workspace}`,
        });
      }
    }
    for (const id of ['U1', 'U2', 'U3', 'U4']) {
      yield line('names', { workspace, id: `${id}${workspace}`, name: `A Person Called ${id}`, gone: 0 });
      yield line('homes', { workspace, person: `${id}${workspace}`, channel: 'C1' });
    }
    for (let k = 0; k < TAUGHT_ENTRIES; k++) {
      const value = JSON.stringify(describeTaught(k, `U1${workspace}`, names));
      yield line('records', { workspace, kind: 'taught', id: `e${k}`, value, version: 1, at: i });
    }
  }
  yield lastLine(rows);
}

/** One of them, as it is kept: of five, one is another way to ask for a topic of the documents. */
export function describeTaught(k: number, by: string, { roles, topics }: Names): Record<string, unknown> {
  const thing = `${THINGS[k % THINGS.length]} of house ${Math.floor(k / THINGS.length)}`;
  const byName = 'A Person Called U1';
  return {
    ...(k % 5 === 4 ? { kind: 'phrasing', topic: topics[k % topics.length] } : { kind: 'answer' }),
    title: `The ${thing}`,
    role: roles[k % roles.length],
    answer: `The ${thing} is looked after every week, and whoever needs it asks the day before.`,
    source: 'The office handbook, page 3',
    asks: [`who looks after the ${thing}`, `whom do I ask about the ${thing}?`],
    by,
    byName,
    at: k,
    checked: Date.now(),
    history: [{ at: k, by, byName, what: 'taught' }],
  };
}

const THINGS = [
  'coffee machine',
  'bicycle cellar',
  'meeting room',
  'projector',
  'first aid box',
  'parking permit',
  'door badge',
  'water dispenser',
  'roof terrace',
  'printer',
];
