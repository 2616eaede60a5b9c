import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { keptOr } from './kept.ts';
import type { Fault, Knowledge, KnowledgeFile } from './types.ts';

/** The knowledge folder has faults; `message` is the whole report, ready to be shown. */
export class KnowledgeError extends Error {
  override readonly name = 'KnowledgeError';
  readonly faults: readonly Fault[];

  constructor(folder: string, faults: readonly Fault[]) {
    super(describeFaults(folder, faults));
    this.faults = faults;
  }
}

/** A change of how files are read or checked changes this. */
const VERSION = 1;

/**
 * Reads and checks the knowledge folder. Throws a KnowledgeError that lists every fault. Files that were found good are
 * not parsed again where `keptIn` names the folder for what came of them; see `keptOr`.
 */
export async function loadKnowledge(folder: string, keptIn?: string): Promise<Knowledge> {
  const { files, faults } = await readFolder(folder);
  const parse = async () => {
    // Only who has to parse loads the parser.
    const { parseKnowledge } = await import('./parse.ts');
    const parsed = parseKnowledge(files, faults);
    if (!parsed.ok) throw new KnowledgeError(folder, parsed.faults);
    return parsed.knowledge;
  };
  if (keptIn === undefined || faults.length > 0) return parse();
  const content = JSON.stringify([VERSION, process.version, files]);
  return keptOr(
    keptIn,
    `${createHash('sha256').update(content).digest('hex').slice(0, 32)}.knowledge`,
    parse,
  );
}

/** The folder's text files, sorted by path, and a fault for each that can't be read. */
async function readFolder(folder: string): Promise<{ files: KnowledgeFile[]; faults: Fault[] }> {
  const problem = await stat(folder).then(
    (entry) => (entry.isDirectory() ? undefined : 'is not a folder'),
    (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? 'does not exist' : `cannot be read (${error.code})`,
  );
  if (problem !== undefined) {
    const remedy = 'Set KNOWLEDGE_DIR to the folder that holds documents/ and roles/.';
    throw new KnowledgeError(folder, [{ file: '.', line: 1, problem: `The folder ${problem}.`, remedy }]);
  }
  // A mounted ConfigMap has each file twice: in a hidden folder such as `..2026_12_01_08_00_00.1`, and as a link to it.
  const isHidden = (name: string) => name.split('/').some((part) => part.startsWith('.'));
  const names = (await readdir(folder, { recursive: true }))
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => /\.(ya?ml|txt|md)$/.test(name) && !isHidden(name));
  const faults: Fault[] = [];
  const files = await Promise.all(
    names.sort().map(async (name): Promise<KnowledgeFile[]> => {
      try {
        const bytes = await readFile(path.join(folder, name));
        return [{ path: name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }];
      } catch (error) {
        const { code } = error as { code?: string };
        const why = code === undefined || code.startsWith('ERR_') ? 'it is not UTF-8 text' : code;
        const remedy = 'Save it as UTF-8 text that this user may read.';
        faults.push({ file: name, line: 1, problem: `The file cannot be read (${why}).`, remedy });
        return [];
      }
    }),
  );
  return { files: files.flat(), faults };
}

function describeFaults(folder: string, faults: readonly Fault[]): string {
  const count = faults.length === 1 ? 'one fault' : `${faults.length} faults`;
  const lines = faults.map((f) => `  ${f.file}:${f.line}  ${f.problem}\n      ${f.remedy}`);
  return `The knowledge in ${folder} has ${count}:\n${lines.join('\n')}`;
}
