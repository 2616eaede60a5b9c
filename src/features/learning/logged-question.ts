import { z } from 'zod';
import type { KeptRecord } from '../../store/types.ts';
import type { WorkspaceStore } from '../../store/workspace.ts';

/** The kind of its records. */
export const QUESTION = 'question';

const texts = z.array(z.string()).catch([]);
const textOrNone = z.string().optional().catch(undefined);

/** A topic of the documents, or an entry that was taught. */
const choice = z.union([z.object({ topic: z.string() }), z.object({ taught: z.string() })]);
export type Choice = Readonly<z.infer<typeof choice>>;

const question = z.object({
  text: z.string(),
  /** How often it was asked. */
  count: z.number().catch(1),
  outcome: z.enum(['unknown', 'unsure', 'unhelpful', 'picked']),
  /** Topics that came closest, best first. */
  candidates: texts,
  /** The topic that somebody chose for it, or the entry that was taught. */
  topic: textOrNone,
  taught: textOrNone,
  /** Why the answer did not help. */
  reason: z.string().catch(''),
  /** Those who want to be told when there is an answer. */
  tell: texts,
  state: z.enum(['open', 'answered', 'not ours']).catch('open'),
  /** What answers it, where somebody has said so. */
  answeredBy: choice.optional().catch(undefined),
  /** How often those who wait could not be told. */
  untold: z.number().catch(0),
  /** When it was asked last, in milliseconds since 1970. */
  last: z.number().optional().catch(undefined),
});

/** A question that could not be answered well, or for which people chose a topic. */
export type LoggedQuestion = Readonly<
  Omit<z.infer<typeof question>, 'last'> & Pick<KeptRecord, 'id' | 'at' | 'version'> & { last: number }
>;

/** Reads a record, of this version or another; undefined where it cannot be used. */
export function readLoggedQuestion({ id, value, at, version }: KeptRecord): LoggedQuestion | undefined {
  const read = question.safeParse(value).data;
  return read && { ...read, id, at, version, last: read.last ?? at };
}

/** The questions of a workspace, as far as they can be used. */
export async function listQuestions(kept: WorkspaceStore): Promise<LoggedQuestion[]> {
  return (await kept.records(QUESTION)).flatMap((record) => readLoggedQuestion(record) ?? []);
}

/** Changes a question in what `step` gives; undefined leaves it as it is, and is what comes of it then. */
export function changeQuestion(
  kept: WorkspaceStore,
  id: string,
  step: (question: LoggedQuestion) => Partial<z.input<typeof question>> | undefined,
) {
  return kept.update(QUESTION, id, (value, record) => {
    const is = record && readLoggedQuestion(record);
    const change = is && step(is);
    return change && { ...(value as object), ...change };
  });
}
