import { loadKnowledge } from '../knowledge/load.ts';
import type { Knowledge } from '../knowledge/types.ts';
import { rehearse } from '../matching/rehearse.ts';
import { findSlips } from '../matching/slips.ts';
import { CommandError, type Io, print } from './io.ts';
import { knowledgeDirOf } from './settings.ts';
import { showProgress } from './show-progress.ts';

const MOST_NAMED = 10;
const MOST_PAIRS = 5;

/**
 * Looks through the knowledge folder: faults first, then misspelt words, then how well it answers. Throws a
 * KnowledgeError that lists every fault, and a CommandError that lists every misspelt word.
 */
export async function check(_args: readonly string[], io: Io): Promise<number> {
  const folder = knowledgeDirOf(io.env);
  const knowledge = await loadKnowledge(folder);
  refuseSlips(knowledge, folder);
  const { documents, roles, topics, notOurs } = knowledge;
  const asks = [...topics.values()].reduce((sum, topic) => sum + topic.asks.length, 0);
  print(
    io.out,
    `The knowledge in ${folder} is sound: ${documents.size} documents, ${roles.length} roles, ${topics.size} topics with ${asks} ways to ask, ${notOurs.length} questions that are not ours.`,
  );
  for (const line of describeRehearsal(knowledge, io)) print(io.out, line);
  return 0;
}

function refuseSlips(knowledge: Knowledge, folder: string): void {
  const slips = findSlips(knowledge);
  if (slips.length === 0) return;
  throw new CommandError(
    [
      `The knowledge in ${folder} would teach misspelt words:`,
      ...slips.map(({ line, word, meant }) => `  “${word}” looks like “${meant}”, in: ${line}`),
      'Correct these lines in asks/, roles/ or not-ours/, or remove them. People’s own slips are mended without them.',
    ].join('\n'),
  );
}

/** How well the folder answers its own ways to ask where it has not learnt them. */
function describeRehearsal(knowledge: Knowledge, { err }: Io): string[] {
  const progress = showProgress(err);
  const { asked, found, offered, wrong, weak, confused } = rehearse(knowledge, (round, rounds) =>
    progress(`Rehearsing, ${round + 1} of ${rounds}`),
  );
  progress('');
  if (asked === 0) return [];
  const percent = (part: number) => `${Math.round((100 * part) / asked)} %`;
  const titleOf = (id: string) => knowledge.topics.get(id)?.title ?? id;
  return [
    `Asked in ${asked} of its own ways without having learnt them, it finds ${percent(found)}, offers the right topic in ${percent(offered)}, and names a wrong one in ${percent(wrong)}.`,
    ...(weak.length > 0
      ? [`These topics need more ways to ask: ${weak.slice(0, MOST_NAMED).map(titleOf).join(', ')}.`]
      : []),
    ...confused
      .slice(0, MOST_PAIRS)
      .map(
        ([one, two, times]) =>
          `“${titleOf(one)}” and “${titleOf(two)}” were taken for each other ${times} times.`,
      ),
  ];
}
