import type { ViewOutput } from '@slack/bolt';
import { z } from 'zod';
import { readJson } from '../../slack/ui/blocks.ts';
import type { Assignment, Holder } from '../../store/types.ts';

/** People named for a role before the dialog opened, as in “assign @olga as PO”; the dialog counts them as chosen in it. */
const proposal = z.object({ role: z.string(), people: z.array(z.string()) });
export type Proposed = z.infer<typeof proposal>;

/** A field as the dialog opened with it, and as it was sent. */
interface Field<Value> {
  readonly before: Value;
  readonly now: Value;
}

/** What somebody changed about one role in the dialog. */
export interface RoleEdit {
  readonly role: string;
  readonly people: Field<readonly string[]>;
  readonly groups: Field<readonly string[]>;
  readonly note: Field<string>;
  /** Names of the chosen groups, by id. */
  readonly groupNames: ReadonlyMap<string, string>;
}

/** What Slack gives back of an element's first value. */
interface Initial {
  readonly initial_users?: readonly string[];
  readonly initial_options?: readonly { value: string }[];
  readonly initial_value?: string;
}

/** The block that shows the errors of a role. */
export const blockOf = (role: string) => `people:${role}`;

/** Reads what was changed about each role of the dialog. */
export function readEdits({
  blocks,
  state: { values },
  private_metadata: metadata,
}: ViewOutput): readonly RoleEdit[] {
  const proposed = readProposed(metadata);
  const initial = (id: string): Initial => {
    const block = blocks.find(({ block_id }) => block_id === id) as { element?: Initial } | undefined;
    return block?.element ?? {};
  };
  const roles = blocks.flatMap(({ block_id: id = '' }) => (id.startsWith(blockOf('')) ? [id.slice(7)] : []));
  return roles.map((role) => {
    const [people, groups, note] = [blockOf(role), `groups:${role}`, `note:${role}`];
    const chosen = values[groups]?.groups?.selected_options ?? [];
    return {
      role,
      people: {
        before: (initial(people).initial_users ?? []).filter(
          (id) => proposed?.role !== role || !proposed.people.includes(id),
        ),
        now: values[people]?.people?.selected_users ?? [],
      },
      groups: {
        before: (initial(groups).initial_options ?? []).map(({ value }) => value),
        now: chosen.map(({ value }) => value),
      },
      note: { before: initial(note).initial_value ?? '', now: values[note]?.note?.value?.trim() ?? '' },
      groupNames: new Map(chosen.map(({ value, text }) => [value, text.text])),
    };
  });
}

function readProposed(metadata: string): Proposed | undefined {
  return readJson(z.object({ proposed: proposal }), metadata)?.proposed;
}

export function isTouched({ people, groups, note }: RoleEdit): boolean {
  return !same(people.before, people.now) || !same(groups.before, groups.now) || note.before !== note.now;
}

/** What to store for a role. Fields that nobody touched keep what is stored, except that leavers go. */
export type Settled =
  | { readonly outcome: 'unchanged' }
  /** Somebody else has changed the same field while the dialog was open. */
  | { readonly outcome: 'overtaken' }
  | { readonly outcome: 'changed'; readonly holders: readonly Holder[]; readonly note: string };

/** Settles an edit against what is stored now. */
export function settleEdit(
  edit: RoleEdit,
  stored: Assignment | undefined,
  isGone: (person: string) => boolean,
): Settled {
  const idsOf = (kind: Holder['kind']) =>
    (stored?.holders ?? []).filter((holder) => holder.kind === kind).map(({ id }) => id);
  const current = { people: idsOf('user').filter((id) => !isGone(id)), groups: idsOf('group') };
  // Somebody may leave while the dialog is open.
  const left = edit.people.before.filter(isGone);
  const without = (ids: readonly string[]) => ids.filter((id) => !left.includes(id));
  const people = settleField(
    { before: without(edit.people.before), now: without(edit.people.now) },
    current.people,
    same,
  );
  const groups = settleField(edit.groups, current.groups, same);
  const note = settleField(edit.note, stored?.note ?? '', (one, other) => one === other);
  if (people === undefined || groups === undefined || note === undefined) return { outcome: 'overtaken' };
  const unchanged =
    same(people, idsOf('user')) && same(groups, current.groups) && note === (stored?.note ?? '');
  if (unchanged) return { outcome: 'unchanged' };
  const holders: Holder[] = [
    ...people.map((id) => ({ kind: 'user' as const, id })),
    ...groups.map((id) => ({ kind: 'group' as const, id })),
  ];
  return { outcome: 'changed', holders, note };
}

/** The value to store for a field; undefined where somebody else has changed it meanwhile. */
function settleField<Value>(
  { before, now }: Field<Value>,
  stored: Value,
  isSame: (one: Value, other: Value) => boolean,
): Value | undefined {
  if (isSame(before, now)) return stored;
  return isSame(stored, before) || isSame(stored, now) ? now : undefined;
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
