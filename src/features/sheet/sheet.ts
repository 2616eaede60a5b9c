import type { TopicGroup } from '../../answer/types.ts';
import type { Role, Topic } from '../../knowledge/types.ts';

/** The roles side by side, as plain data. */
export interface Sheet {
  readonly columns: readonly SheetColumn[];
  /** Topics that several roles own together. */
  readonly shared: readonly Topic[];
}

/** One role: the sentence that sums it up, and what it is responsible for. */
interface SheetColumn {
  readonly role: Role;
  readonly sum: string;
  readonly duties: readonly Topic[];
}

/** Makes the cheat sheet from the knowledge. */
export function makeSheet(roles: readonly Role[], groups: readonly TopicGroup[]): Sheet {
  const topics = groups.flatMap((group) => group.topics);
  return {
    columns: roles.map((role) => {
      const own = topics.filter(({ holder }) => holder === role.id);
      return {
        role,
        sum: own.find(({ kind }) => kind === 'role')?.answer ?? '',
        duties: own.filter(({ kind }) => kind === 'responsibility'),
      };
    }),
    shared: topics.filter((topic) => topic.roles.length > 1),
  };
}
