import type { AdditionFile, RoleFile, SharedFile } from './schema.ts';
import type { Topic } from './types.ts';
import type { YamlFile } from './yaml-file.ts';

/** A topic and the place in the files where it stands. */
export interface PlacedTopic {
  readonly topic: Topic;
  readonly file: YamlFile<AdditionFile | RoleFile | SharedFile>;
  readonly index: number;
}

/** A line of a list: a phrasing of a topic from `asks/`, or of nothing that is ours from `not-ours/`. */
export interface ListedAsk {
  readonly topic: string | undefined;
  readonly text: string;
  readonly file: string;
  readonly line: number;
}
