import { expect, test } from 'vitest';
import type { Role } from '../../src/knowledge/types.ts';
import { createReader } from '../../src/matching/reader.ts';
import { createMender } from '../../src/matching/typos.ts';

const role = (id: string, name: string, short: string): Role => ({
  id,
  name,
  short,
  names: [name.toLowerCase(), short.toLowerCase()],
});
const roles = [role('manager', 'Product Manager', 'PM'), role('owner', 'Product Owner', 'PO')];
const known = new Map(['wish', 'form', 'manager', 'owner', 'product', 'power', 'backlog'].map((w) => [w, 5]));
const read = createReader({ roles, vocabulary: { short: new Map() } }, createMender(known));
const rolesIn = (text: string) => read(text).flatMap(({ kind, key }) => (kind === 'role' ? [key] : []));

test('leaves common words as they are, and mends the others', () => {
  expect(read('with from bakclog').map(({ key }) => key)).toEqual(['with', 'from', 'backlog']);
});

test.each([
  ['product owner vs manager', ['owner', 'manager']],
  ['product manager and the owner', ['manager', 'owner']],
  ['product manager/owner', ['manager', 'owner']],
  ['prduct ower', ['owner']],
  ['a manager and an owner', []],
  ['the product owner asked our engineering manager', ['owner']],
])('reads the roles in “%s”', (text, found) => {
  expect(rolesIn(text)).toEqual(found);
});

test.each([
  ['who approves it', 'who signs it off'],
  ['who chooses', 'who picks'],
  ['who starts it', 'who kicks it off'],
])('reads one meaning in “%s” and “%s”', (one, other) => {
  const meanings = (text: string) => read(text).flatMap(({ meaning }) => meaning ?? []);
  expect(meanings(one)).toEqual(meanings(other));
});
