import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Answerer } from '../answer/answerer.ts';
import { openAnswerer } from '../answer/live.ts';
import { readTaught, type TaughtEntry } from '../answer/taught-entry.ts';
import { createCluster } from '../features/learning/cluster.ts';
import { TERMINAL } from '../features/learning/copy.ts';
import { exportTaught } from '../features/learning/export.ts';
import { type Conflict, type Gap, listConflicts, listGaps } from '../features/learning/gaps.ts';
import { listQuestions } from '../features/learning/logged-question.ts';
import { keepDaysOf, keptFrom } from '../features/settings/settings.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import type { Knowledge } from '../knowledge/types.ts';
import { StoreError } from '../store/errors.ts';
import type { Store } from '../store/open-store.ts';
import { openStore } from '../store/open-store.ts';
import { explainStoreTrouble } from './explain-store-trouble.ts';
import { CommandError, type Io, print } from './io.ts';
import { databaseUrlOf, knowledgeDirOf } from './settings.ts';

interface Dependencies {
  readonly store: Store;
  readonly answerer: Answerer;
  readonly knowledge: Knowledge;
  readonly print: (line: string) => void;
  /** The folder for what was taught; undefined where it is only to be shown. */
  readonly folder: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Shows what people asked in vain; with --export, writes what was taught into a folder, as knowledge files. */
export async function gaps(args: readonly string[], io: Io): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { export: { type: 'string' } } });
  const folder = values.export;
  const knowledgeDir = knowledgeDirOf(io.env);
  const answerer = await openAnswerer(knowledgeDir, io.modelDir);
  const knowledge = await loadKnowledge(knowledgeDir);
  const store = await openStore({
    url: databaseUrlOf(io.env),
    onWarning: (error) => print(io.err, explainStoreTrouble(error)),
  });
  try {
    await reportGaps({
      store,
      answerer,
      knowledge,
      folder,
      now: Date.now(),
      print: (line) => print(io.out, line),
    });
  } catch (cause) {
    const { code } = cause as { code?: unknown };
    if (cause instanceof StoreError || typeof code !== 'string') throw cause;
    throw new CommandError(`${folder} cannot be written (${code}).`, { cause });
  } finally {
    await store.close();
  }
  return 0;
}

/**
 * Prints what each workspace's people could not be told, or writes what was taught as knowledge files: into the folder
 * itself where there is one workspace, else into one below it for each. Throws a StoreError, and what the disk says.
 */
export async function reportGaps(deps: Dependencies): Promise<void> {
  const { store, answerer, knowledge, folder, now } = deps;
  // What people wrote moves no cursor and turns no terminal red.
  const print = (text: string) => deps.print(text.replace(/[^\P{Cc}\n]/gu, ''));
  const workspaces = await store.workspaces();
  if (workspaces.length === 0) print(TERMINAL.nothing);
  for (const workspace of workspaces) {
    const { taught: records, settings } = await store.workspace(workspace).snapshot();
    const taught = records
      .flatMap((record) => readTaught(record) ?? [])
      .map(answerer.compareWithFiles)
      .flatMap(({ entry, isInFiles }) => (isInFiles ? [] : [entry]));
    if (folder !== undefined) {
      const isOnly = workspaces.length === 1;
      const into = isOnly ? folder : path.join(folder, workspace.replace(/[^\w-]/g, '_'));
      const files = exportTaught(taught, knowledge, stampOf(now, isOnly ? undefined : workspace));
      await writeFiles(workspace, files, into, print);
      continue;
    }
    const from = keptFrom(keepDaysOf(settings), now);
    const questions = await listQuestions(store.workspace(workspace));
    const recent = questions.filter(({ last }) => last >= from);
    const gaps = await listGaps(recent, createCluster(answerer));
    const conflicts = listConflicts(taught, knowledge.topics);
    print(describeGaps(workspace, { gaps, conflicts, taught }));
  }
}

/** What one workspace's people could not be told, as text for a terminal. */
function describeGaps(
  workspace: string,
  {
    gaps,
    conflicts,
    taught,
  }: { gaps: readonly Gap[]; conflicts: readonly Conflict[]; taught: readonly TaughtEntry[] },
): string {
  const lines = [
    TERMINAL.summary(workspace, gaps.length, taught.length),
    ...conflicts.map(({ title }) => `  ${TERMINAL.conflict(title)}`),
    ...gaps.flatMap(({ questions: [first, ...others], count, candidates, reasons }) => [
      `  ${String(count).padStart(4)}  ${first.text}`,
      ...[...new Set(others.map(({ text }) => text))]
        .filter((text) => text !== first.text)
        .slice(0, 5)
        .map((text) => `        ${TERMINAL.also(text)}`),
      ...reasons.slice(0, 3).map((reason) => `        ${TERMINAL.reason(reason)}`),
      ...(candidates.length > 0 ? [`        ${TERMINAL.closest(candidates)}`] : []),
    ]),
  ];
  return lines.join('\n');
}

/** Part of the names of all files of one export, so that it overwrites none of an earlier one. */
function stampOf(now: number, workspace: string | undefined): string {
  const suffix = workspace === undefined ? '' : `-${workspace.toLowerCase().replace(/[^a-z0-9]+/g, '')}`;
  return `${new Date(now).toISOString().slice(0, 16).replace(/[T:]/g, '-')}${suffix}`;
}

async function writeFiles(
  workspace: string,
  { files, left }: ReturnType<typeof exportTaught>,
  into: string,
  print: (line: string) => void,
): Promise<void> {
  for (const [name, text] of files) {
    const file = path.join(into, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
    print(TERMINAL.wrote(file));
  }
  if (files.size === 0) print(TERMINAL.nothingToWrite(workspace));
  for (const line of left) print(TERMINAL.left(line));
}
