import { createHash } from 'node:crypto';
import { access, constants, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KnowledgeError, loadKnowledge } from '../knowledge/load.ts';
import type { Knowledge } from '../knowledge/types.ts';
import { isKept, loadModel } from '../matching/load-model.ts';
import { createMatcher } from '../matching/matcher.ts';
import { type Answerer, createAnswerer } from './answerer.ts';

/** What came of a change in the knowledge folder. */
export type Change =
  | { readonly outcome: 'changed'; readonly topics: number }
  /** It has faults, or could not be learnt; what was known before stays in use. */
  | { readonly outcome: 'refused'; readonly report: string };

/** An answerer that follows its knowledge folder. */
export interface LiveAnswerer extends Answerer {
  /** How many topics are known now. */
  topics(): number;
  /** Looks at the folder no more. */
  close(): void;
}

/** So long a folder must have stayed the same to be read, in milliseconds. */
const SETTLE = 100;

interface Dependencies {
  readonly knowledgeDir: string;
  /** Where models and parsed files are kept; see `keptOr`. */
  readonly modelDir: string;
  /** Learns the knowledge folder into a folder of models, outside this process: answers must not wait for it. */
  readonly learn: (knowledgeDir: string, modelDir: string) => Promise<void>;
  readonly onChange: (change: Change) => void;
  /** Milliseconds between two looks at the folder. */
  readonly every?: number;
}

/** Reads the knowledge and opens an answerer for it. Throws a KnowledgeError that lists every fault. */
export async function openAnswerer(knowledgeDir: string, modelDir: string): Promise<Answerer> {
  const knowledge = await loadKnowledge(knowledgeDir, modelDir);
  return answererOf(knowledge, modelDir);
}

/**
 * The same, kept up to date: a change of a file is in the answers as soon as it is read and, where the ways to ask have
 * changed, learnt. The folder is looked at by name, size and time: notices of the system do not reach into every
 * container. A folder with faults is reported, and the last good knowledge stays in use.
 */
export async function openLiveAnswerer(deps: Dependencies): Promise<LiveAnswerer> {
  const { knowledgeDir, onChange, every = 1000 } = deps;
  let seen = await fingerprint(knowledgeDir);
  let knowledge = await loadKnowledge(knowledgeDir, deps.modelDir);
  let current = await answererOf(knowledge, deps.modelDir);
  let busy = false;
  let closed = false;

  const look = async () => {
    const now = await fingerprint(knowledgeDir);
    if (now === seen) return;
    // Half a file is not judged: an editor may still be writing.
    await sleep(Math.min(SETTLE, every));
    if ((await fingerprint(knowledgeDir)) !== now) return;
    seen = now;
    const next = await loadKnowledge(knowledgeDir, deps.modelDir);
    const answerer = await relearn(next, deps);
    // It changed again while it was learnt: the next look reads it anew.
    if (closed || (await fingerprint(knowledgeDir)) !== seen) return;
    [knowledge, current] = [next, answerer];
    onChange({ outcome: 'changed', topics: knowledge.topics.size });
  };
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    look()
      .catch((error: unknown) => {
        const report =
          error instanceof KnowledgeError ? error.message : `It cannot be read: ${String(error)}`;
        if (!closed) onChange({ outcome: 'refused', report });
      })
      .finally(() => {
        busy = false;
      });
  }, every);
  timer.unref();

  return {
    readQuestion: (raw) => current.readQuestion(raw),
    answer: (raw) => current.answer(raw),
    answerQuestion: (question) => current.answerQuestion(question),
    show: (subject) => current.show(subject),
    explain: (raw) => current.explain(raw),
    why: (raw) => current.why(raw),
    known: () => current.known(),
    learn: (records) => current.learn(records),
    index: (entries) => current.index(entries),
    compareWithFiles: (entry) => current.compareWithFiles(entry),
    topics: () => knowledge.topics.size,
    close() {
      closed = true;
      clearInterval(timer);
    },
  };
}

async function answererOf(knowledge: Knowledge, modelDir: string): Promise<Answerer> {
  return createAnswerer({
    knowledge,
    matcher: createMatcher(await loadModel(knowledge, modelDir), knowledge),
  });
}

async function relearn(
  knowledge: Knowledge,
  { knowledgeDir, modelDir, learn }: Dependencies,
): Promise<Answerer> {
  if (await isKept(knowledge, modelDir)) return answererOf(knowledge, modelDir);
  // In a container the program's own folder is not to be written to.
  const canKeep = await access(modelDir, constants.W_OK).then(
    () => true,
    () => false,
  );
  const folder = canKeep ? modelDir : await mkdtemp(path.join(tmpdir(), 'whoowns-'));
  try {
    await learn(knowledgeDir, folder);
    return await answererOf(knowledge, folder);
  } finally {
    if (!canKeep) await rm(folder, { recursive: true, force: true });
  }
}

/** Names, sizes and times of all files; one that is gone between two steps counts as such. */
async function fingerprint(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const lines = await Promise.all(
    names.sort().map(async (name) => {
      const entry = await stat(path.join(folder, name)).catch(() => undefined);
      return entry?.isFile() ? `${name} ${entry.size} ${entry.mtimeMs}` : name;
    }),
  );
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
