import type { Role, Topic } from '../../knowledge/types.ts';

/** The roles and topics of now, for their names. */
export interface KnownNames {
  readonly roles: readonly Role[];
  readonly topics: ReadonlyMap<string, Topic>;
}
