import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Answerer } from '../../answer/answerer.ts';
import { readTaught } from '../../answer/taught-entry.ts';
import type { Knowledge } from '../../knowledge/types.ts';
import type { Store } from '../../store/types.ts';
import { keepDaysOf, keptFrom } from '../settings/keep-days.ts';
import { createCluster } from './cluster.ts';
import { TERMINAL } from './copy.ts';
import { exportTaught } from './export.ts';
import { listConflicts, listGaps } from './gaps.ts';
import { QUESTION, readLoggedQuestion } from './logged-question.ts';
import { describeGaps } from './report.ts';

interface Parts {
  readonly store: Store;
  readonly answerer: Answerer;
  readonly knowledge: Knowledge;
  readonly print: (line: string) => void;
  /** The folder for what was taught; undefined where it is only to be shown. */
  readonly folder: string | undefined;
  /** Milliseconds. */
  readonly now?: () => number;
}

/**
 * Prints what each workspace's people could not be told, or writes what was taught as knowledge files: into the folder
 * itself where there is one workspace, else into one below it for each. Throws a StoreError, and what the disk says.
 */
export async function runGaps({
  store,
  answerer,
  knowledge,
  folder,
  now = Date.now,
  ...parts
}: Parts): Promise<void> {
  // What people wrote moves no cursor and turns no terminal red.
  const print = (text: string) => parts.print(text.replace(/[^\P{Cc}\n]/gu, ''));
  const workspaces = await store.workspaces();
  if (workspaces.length === 0) print(TERMINAL.nothing);
  for (const workspace of workspaces) {
    const memory = store.workspace(workspace);
    const { taught: records, settings } = await memory.snapshot();
    const taught = records
      .flatMap((record) => readTaught(record) ?? [])
      .filter((entry) => !answerer.homes().isHome(entry))
      .map(answerer.homes().place);
    if (folder === undefined) {
      const from = keptFrom(keepDaysOf(settings), now());
      const questions = (await memory.records(QUESTION))
        .flatMap((record) => readLoggedQuestion(record) ?? [])
        .filter(({ last }) => last >= from);
      const gaps = await listGaps(questions, createCluster(answerer));
      print(describeGaps(workspace, { gaps, conflicts: listConflicts(taught, knowledge.topics), taught }));
      continue;
    }
    const own = workspaces.length === 1 ? '' : `-${workspace.toLowerCase().replace(/[^a-z0-9]+/g, '')}`;
    const stamp = `${new Date(now()).toISOString().slice(0, 16).replace(/[T:]/g, '-')}${own}`;
    const { files, left } = exportTaught(taught, knowledge, stamp);
    const into = workspaces.length === 1 ? folder : path.join(folder, workspace.replace(/[^\w-]/g, '_'));
    for (const [name, text] of files) {
      const file = path.join(into, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text);
      print(TERMINAL.wrote(file));
    }
    if (files.size === 0) print(TERMINAL.nothingToWrite(workspace));
    for (const line of left) print(TERMINAL.left(line));
  }
}
