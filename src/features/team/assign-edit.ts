import type { ViewOutput } from '@slack/bolt';
import { z } from 'zod';
import { readJson } from '../../slack/ui/blocks.ts';
import type { Assignment, Holder } from '../../store/types.ts';

/** Somebody named people for a role before the dialog was opened: they stand in it as if just chosen. */
const proposal = z.object({ role: z.string(), people: z.array(z.string()) });
export type Proposed = z.infer<typeof proposal>;

/** What stood in a field when the dialog was opened, and what stands there now. */
interface Field<Value> {
  readonly before: Value;
  readonly now: Value;
}

/** What somebody did with one role in the dialog. */
export interface RoleEdit {
  readonly role: string;
  readonly people: Field<readonly string[]>;
  readonly groups: Field<readonly string[]>;
  readonly note: Field<string>;
  /** The names of the groups that were chosen. */
  readonly groupNames: ReadonlyMap<string, string>;
}

/** What stood in an element from the start. */
interface Initial {
  readonly initial_users?: readonly string[];
  readonly initial_options?: readonly { value: string }[];
  readonly initial_value?: string;
}

/** The block in which a fault of a role is shown. */
export const blockOf = (role: string) => `people:${role}`;

/** Reads what was done with each role of the dialog. */
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

/** Whether anything was done with a role at all. */
export function isTouched({ people, groups, note }: RoleEdit): boolean {
  return !same(people.before, people.now) || !same(groups.before, groups.now) || note.before !== note.now;
}

/** What is to be kept of a role: what somebody has left alone is taken from what holds now, and leavers go. */
export type Settled =
  | { readonly outcome: 'unchanged' }
  /** Somebody else has changed the same field while the dialog was open. */
  | { readonly outcome: 'overtaken' }
  | { readonly outcome: 'changed'; readonly holders: readonly Holder[]; readonly note: string };

/** Settles what is to be kept of a role, by what holds now. */
export function settleEdit(
  edit: RoleEdit,
  stored: Assignment | undefined,
  isGone: (person: string) => boolean,
): Settled {
  const idsOf = (kind: Holder['kind']) =>
    (stored?.holders ?? []).filter((holder) => holder.kind === kind).map(({ id }) => id);
  const held = { people: idsOf('user').filter((id) => !isGone(id)), groups: idsOf('group') };
  // Somebody may leave while the dialog is open.
  const left = edit.people.before.filter(isGone);
  const without = (ids: readonly string[]) => ids.filter((id) => !left.includes(id));
  const people = settleField(
    { before: without(edit.people.before), now: without(edit.people.now) },
    held.people,
    same,
  );
  const groups = settleField(edit.groups, held.groups, same);
  const note = settleField(edit.note, stored?.note ?? '', (one, other) => one === other);
  if (people === undefined || groups === undefined || note === undefined) return { outcome: 'overtaken' };
  const unchanged = same(people, idsOf('user')) && same(groups, held.groups) && note === (stored?.note ?? '');
  if (unchanged) return { outcome: 'unchanged' };
  const holders: Holder[] = [
    ...people.map((id) => ({ kind: 'user' as const, id })),
    ...groups.map((id) => ({ kind: 'group' as const, id })),
  ];
  return { outcome: 'changed', holders, note };
}

/** What is to stand in a field; undefined where somebody else has made something else of it. */
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
