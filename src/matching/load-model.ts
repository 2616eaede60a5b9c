import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { keptOr } from '../knowledge/kept.ts';
import type { Knowledge } from '../knowledge/types.ts';
import { learnModel, listExamples, type Model } from './model.ts';

/** A change of how models are made or kept changes this, and with it every name. */
const VERSION = 7;

/** The model of a knowledge: from the folder where it is kept, or learnt now and kept there; see `keptOr`. */
export function loadModel(knowledge: Knowledge, folder: string): Promise<Model> {
  return keptOr(folder, nameOf(knowledge), () => learnModel(knowledge));
}

/** Whether a model of exactly this knowledge is kept in the folder. */
export async function isKept(knowledge: Knowledge, folder: string): Promise<boolean> {
  const entry = await stat(path.join(folder, nameOf(knowledge))).catch(() => undefined);
  return entry !== undefined;
}

function nameOf(knowledge: Knowledge): string {
  const { short } = knowledge.vocabulary;
  const content = [VERSION, process.version, listExamples(knowledge), knowledge.roles, [...short]];
  return `${createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32)}.model`;
}
