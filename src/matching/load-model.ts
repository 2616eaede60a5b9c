import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Knowledge } from '../knowledge/types.ts';
import { learnModel, listExamples, type Model } from './model.ts';

/** A change of how models are made or kept changes this, and with it every fingerprint. */
const VERSION = 6;

/** So many other models stay, for those who go to and fro between knowledge folders. */
const MODELS_KEPT = 3;

/**
 * The model of a knowledge: from the folder where an earlier start or the build kept it, or learnt now and kept
 * for the next time. Its file is named by all that goes into it, so that a stale one is never used. Where the folder
 * cannot be written to, each start learns anew.
 */
export async function loadModel(knowledge: Knowledge, folder: string): Promise<Model> {
  const name = `${fingerprint(knowledge)}.model`;
  const file = path.join(folder, name);
  const kept = await readFile(file).catch(() => undefined);
  if (kept) {
    try {
      return deserialize(kept) as Model;
    } catch {
      // Half written or of another Node: learnt again below.
    }
  }
  const model = learnModel(knowledge);
  await keep(model, folder, name).catch(() => undefined);
  return model;
}

/** Whether a model of exactly this knowledge is kept in the folder. */
export async function isKept(knowledge: Knowledge, folder: string): Promise<boolean> {
  const entry = await stat(path.join(folder, `${fingerprint(knowledge)}.model`)).catch(() => undefined);
  return entry !== undefined;
}

async function keep(model: Model, folder: string, name: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const draft = path.join(folder, `${name}.${process.pid}`);
  await writeFile(draft, serialize(model));
  await rename(draft, path.join(folder, name));
  const others = (await readdir(folder)).filter((other) => other !== name);
  const aged = await Promise.all(
    others.map(async (other) => ({ other, time: (await stat(path.join(folder, other))).mtimeMs })),
  );
  const old = aged.sort((a, b) => b.time - a.time).slice(MODELS_KEPT);
  await Promise.all(old.map(({ other }) => rm(path.join(folder, other), { force: true })));
}

function fingerprint(knowledge: Knowledge): string {
  const { short } = knowledge.vocabulary;
  const content = [VERSION, process.version, listExamples(knowledge), knowledge.roles, [...short]];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32);
}
