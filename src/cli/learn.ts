import { loadKnowledge } from '../knowledge/load.ts';
import { loadModel } from '../matching/load-model.ts';
import { type Io, wordsOf } from './io.ts';
import { knowledgeDirOf } from './settings.ts';
import { showProgress } from './show-progress.ts';

/** Learns the knowledge folder, into another folder than the usual one where that is named. For the build, and for a bot that runs. */
export async function learn(args: readonly string[], { env, err, modelDir }: Io): Promise<number> {
  const [folder = modelDir] = wordsOf(args);
  const progress = showProgress(err);
  progress('Learning');
  await loadModel(await loadKnowledge(knowledgeDirOf(env), folder), folder);
  progress('');
  return 0;
}
