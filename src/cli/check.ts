import { loadKnowledge } from '../knowledge/load.ts';
import { type Io, print } from './io.ts';
import { knowledgeDirOf } from './settings.ts';

/** Looks through the knowledge folder: says what is in it, or throws a KnowledgeError that lists every fault. */
export async function check(_args: readonly string[], { out, env }: Io): Promise<number> {
  const folder = knowledgeDirOf(env);
  const { documents, roles, topics, notOurs } = await loadKnowledge(folder);
  const asks = [...topics.values()].reduce((sum, topic) => sum + topic.asks.length, 0);
  print(
    out,
    `The knowledge in ${folder} is sound: ${documents.size} documents, ${roles.length} roles, ${topics.size} topics with ${asks} ways to ask, ${notOurs.length} questions that are not ours.`,
  );
  return 0;
}
