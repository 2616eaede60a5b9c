import { describe, expect, it } from 'vitest';
import type { Answerer } from '../../../src/answer/answerer.ts';
import type { Role } from '../../../src/knowledge/types.ts';
import type { Data } from '../../../src/playground/fake-slack/messages.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { LEARNING, openTestAnswerer } from '../../support/bot.ts';
import { ADAM, EMRE, NIA, OLGA, shown, startWorkspace, type Workspace } from '../../support/workspace.ts';

// The dialog in which the roles of a channel are set, where people, groups and roles come and go.

const CHECKOUT = 'C0CHECKOUT';
const PO = { people: 'people:product-owner', groups: 'groups:product-owner', note: 'note:product-owner' };

const only = <Item>(list: readonly Item[]): Item => {
  const [first, ...more] = list;
  if (first === undefined || more.length > 0) throw new Error(`Expected one, got ${list.length}.`);
  return first;
};

async function assign(world: Workspace, fields: Parameters<Workspace['submit']>[1], by = EMRE) {
  await world.say(by, '/whoowns assign', CHECKOUT);
  return world.submit(by, fields);
}

const errorsOf = (world: Workspace, as: string) => Object.values(world.dialogOf(as)?.errors ?? {}).join();
const team = async (world: Workspace) => shown(only(await world.say(NIA, '/whoowns team', CHECKOUT)));
const elementOf = (world: Workspace, as: string, block: string): Data => {
  const found = world.dialogOf(as)?.blocks.find(({ block_id }) => block_id === block);
  if (!found) throw new Error(`No ${block}.`);
  return found.element as Data;
};
const valuesOf = (element: Data): string[] => {
  const groups = (element.option_groups ?? []) as { options: { value: string }[] }[];
  const options = (element.options ?? groups.flatMap((group) => group.options)) as { value: string }[];
  return options.map(({ value }) => value);
};

/** The real knowledge with these roles beside its own. */
async function openWith(more: () => readonly Role[]): Promise<Answerer> {
  const real = await openTestAnswerer();
  return {
    ...real,
    known: () => ({ ...real.known(), roles: [...real.known().roles, ...more()] }),
  };
}

const roleOf = (id: string, name: string) => ({ id, name, names: [name] }) as unknown as Role;

describe('a person with a role who has left', { timeout: LEARNING }, () => {
  it('is removed by saving the dialog as it is, even if nobody remains', async () => {
    const world = await startWorkspace();
    await assign(world, { [PO.people]: { people: [OLGA] }, [PO.note]: { note: 'mornings' } });
    await world.act(ADAM, { act: 'leave', person: OLGA });
    await world.say(EMRE, '/whoowns assign', CHECKOUT);
    expect(JSON.stringify(world.dialogOf(EMRE)?.blocks)).toContain('Olga Petrova has left');
    const announced = only(await world.submit(EMRE, {}));
    expect(shown(announced)).toContain('*Product Owner*: not set yet');
    expect(await team(world)).toContain('*Product Owner*: not set yet');
  });

  it('may be replaced, and leaves while the dialog is open', async () => {
    const world = await startWorkspace();
    await assign(world, { [PO.people]: { people: [OLGA] } });
    await world.say(EMRE, '/whoowns assign', CHECKOUT);
    await world.act(ADAM, { act: 'leave', person: OLGA });
    await world.submit(EMRE, { [PO.people]: { people: [OLGA, ADAM] } });
    expect(world.dialogOf(EMRE)).toBeUndefined();
    const now = await team(world);
    expect(now).toContain('*Adam Ocampo*');
    expect(now).not.toContain('Olga');
  });

  it('can be replaced by a button below answers about the role', async () => {
    const world = await startWorkspace();
    await assign(world, { [PO.people]: { people: [OLGA] }, [PO.note]: { note: 'mornings' } });
    await world.act(ADAM, { act: 'leave', person: OLGA });
    for (const text of ['/whoowns backlog', '/whoowns who is our PO?']) {
      const reply = only(await world.say(NIA, text, CHECKOUT));
      expect(shown(reply)).toContain('*Olga Petrova* (has left; mornings)');
      await world.press(NIA, reply, 'Assign again');
      expect(world.dialogOf(NIA)?.title).toBe('Roles in this channel');
    }
  });
});

describe('a user group that has a role', { timeout: LEARNING }, () => {
  it('stays where Slack lists no groups, or fails to list them', async () => {
    const store = await openStore({ url: 'memory:' });
    const first = await startWorkspace({ store });
    await assign(first, { [PO.people]: { people: [OLGA] }, [PO.groups]: { groups: ['S0PRODUCT'] } });
    const world = await startWorkspace({ store, errors: ['internal_error'] });
    world.slack.failNext('usergroups.list', { error: 'internal_error' });
    await assign(world, { [PO.note]: { note: 'mornings' } });
    expect(await team(world)).toContain('*Olga Petrova* and *product-circle* (mornings)');
    // A list that could not be had is asked for again.
    await world.say(EMRE, '/whoowns assign', CHECKOUT);
    const asked = world.slack.calls.filter(({ method }) => method === 'usergroups.list');
    expect(asked).toHaveLength(2);
    expect(await world.submit(EMRE, { [PO.groups]: { groups: [] } })).toHaveLength(1);
    expect(await team(world)).not.toContain('product-circle');
  });

  it('stands first among more than a hundred, all of which can be chosen', async () => {
    const world = await startWorkspace();
    await assign(world, { [PO.groups]: { groups: ['S0PRODUCT'] } });
    const { store } = world;
    const crowded = await startWorkspace({ store });
    const groups = crowded.slack.world.groups as { id: string; name: string; members: string[] }[];
    for (let i = 0; i < 150; i++) groups.unshift({ id: `S0MANY${i}`, name: `a-group-${i}`, members: [OLGA] });
    await crowded.say(EMRE, '/whoowns assign', CHECKOUT);
    const element = elementOf(crowded, EMRE, PO.groups);
    expect(valuesOf(element)).toHaveLength(151);
    expect(valuesOf(element)[0]).toBe('S0PRODUCT');
    await crowded.submit(EMRE, { [PO.groups]: { groups: ['S0PRODUCT', 'S0MANY3'] } });
    expect(await team(crowded)).toContain('*product-circle* and *a-group-3*');
  });
});

describe('two who have the dialog open', { timeout: LEARNING }, () => {
  it('each change a field of the same role without undoing the other', async () => {
    const world = await startWorkspace();
    await world.say(EMRE, '/whoowns assign', CHECKOUT);
    await world.say(ADAM, '/whoowns assign', CHECKOUT);
    await world.submit(EMRE, { [PO.people]: { people: [OLGA] } });
    await world.submit(ADAM, { [PO.note]: { note: 'in the morning' } });
    expect(await team(world)).toContain('*Olga Petrova* (in the morning)');
  });

  it('change the same field, and the second learns what it is now', async () => {
    const world = await startWorkspace();
    await world.say(EMRE, '/whoowns assign', CHECKOUT);
    await world.say(ADAM, '/whoowns assign', CHECKOUT);
    await world.submit(EMRE, { [PO.people]: { people: [OLGA] } });
    expect(await world.submit(ADAM, { [PO.people]: { people: [ADAM] } })).toEqual([]);
    expect(errorsOf(world, ADAM)).toContain(
      "Somebody changed this while you had it open. It's now: Olga Petrova.",
    );
    // What both want is no quarrel.
    expect(await world.submit(ADAM, { [PO.people]: { people: [OLGA] } })).toEqual([]);
    expect(world.dialogOf(ADAM)).toBeUndefined();
  });
});

describe('the roles of the dialog', { timeout: LEARNING }, () => {
  it('may be gone from the knowledge, and the dialog says so', async () => {
    let more = [roleOf('scrum-master', 'Scrum Master')];
    const world = await startWorkspace({ answerer: await openWith(() => more) });
    await world.say(EMRE, '/whoowns assign', CHECKOUT);
    more = [];
    const both = { 'people:scrum-master': { people: [OLGA] }, [PO.people]: { people: [OLGA] } };
    expect(await world.submit(EMRE, both)).toEqual([]);
    expect(world.dialogOf(EMRE)?.errors).toEqual({
      'people:scrum-master': expect.stringContaining("I don't know this role any more"),
    });
    expect(await team(world)).not.toContain('Olga');
  });

  it('are chosen first where there are too many for one dialog, so that each can be set', async () => {
    const more = Array.from({ length: 28 }, (_, i) => roleOf(`role-${i}`, `Role ${i}`));
    const world = await startWorkspace({ answerer: await openWith(() => more) });
    await world.say(EMRE, '/whoowns assign', CHECKOUT);
    expect(valuesOf(elementOf(world, EMRE, 'roles'))).toHaveLength(30);
    await world.submit(EMRE, { roles: { roles: ['role-27', 'product-owner'] } });
    const announced = only(await world.submit(EMRE, { 'people:role-27': { people: [OLGA] } }));
    expect(shown(announced)).toContain('*Role 27*: *Olga Petrova*');
  });
});
