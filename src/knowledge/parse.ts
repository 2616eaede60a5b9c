import type { z } from 'zod';
import { checkReferences, keyOf, type ListedAsk, type PlacedTopic } from './references.ts';
import * as schema from './schema.ts';
import type { Fault, Knowledge, KnowledgeFile, Onboarding, Role, SourceDocument } from './types.ts';
import { checkShape, parseYaml, type YamlFile } from './yaml-file.ts';

const ROLE_FILE = /^roles\/.+\.ya?ml$/;

/** The knowledge, or everything that is wrong with its files. */
export type Parsed =
  | { readonly ok: true; readonly knowledge: Knowledge }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * Makes the knowledge out of the folder's files. Pure; reports every fault in one go, in order of file and line,
 * with those of files that could not be read.
 */
export function parseKnowledge(files: readonly KnowledgeFile[], unreadable: readonly Fault[] = []): Parsed {
  const faults: Fault[] = [...unreadable];
  /** Files of which nothing could be used, and files of which only a part could. */
  const lost = new Set(unreadable.map((fault) => fault.file));
  const partial = new Set<string>();
  const read = <S extends z.ZodType>(file: KnowledgeFile, expected: S, outline?: z.ZodType<z.infer<S>>) => {
    const raw = parseYaml(file);
    faults.push(...raw.faults);
    const shape = raw.value === undefined ? undefined : checkShape(raw, expected);
    faults.push(...(shape?.faults ?? []));
    if (shape?.file) return shape.file;
    const rest = outline && raw.value !== undefined ? checkShape(raw, outline).file : undefined;
    (rest ? partial : lost).add(file.path);
    return rest;
  };
  const readOne = <S extends z.ZodType>(path: string, expected: S) => {
    const file = files.find((entry) => entry.path === path);
    return file && read(file, expected);
  };

  const documents = readDocuments(files, faults);
  const inRoles = files.filter(({ path }) => ROLE_FILE.test(path));
  const readKind = <S extends z.ZodType>(kind: string, shape: S, outline: z.ZodType<z.infer<S>>) =>
    inRoles.filter(({ text }) => kindOf(text) === kind).flatMap((file) => read(file, shape, outline) ?? []);
  const additionFiles = readKind('addition', schema.additionFile, schema.OUTLINE);
  const sharedFiles = readKind('shared', schema.sharedFile, schema.OUTLINE);
  const roleFiles = readKind('role', schema.roleFile, schema.OUTLINE);
  const placed = [
    ...additionFiles.flatMap((file) => placeTopics(file, file.value['adds-to'], [file.value['adds-to']])),
    ...sharedFiles.flatMap((file) => placeTopics(file, file.value.shared, file.value.roles)),
    ...roleFiles.flatMap((file) => placeTopics(file, file.value.role, [file.value.role])),
  ].sort(byPath);
  if (![...inRoles.map(({ path }) => path), ...lost].some((path) => ROLE_FILE.test(path))) {
    const remedy = 'Add a file such as roles/product-owner.yml; the README shows one.';
    faults.push({ file: 'roles/', line: 1, problem: 'There is no role in the knowledge folder.', remedy });
  }
  const lists = files.flatMap(readList);
  const smalltalk = readOne('smalltalk.yml', schema.smalltalkFile);
  const words = readOne('words.yml', schema.vocabularyFile);
  const onboarding = readOne('onboarding.yml', schema.onboardingFile);
  const incomplete = [...lost].some((path) => ROLE_FILE.test(path));
  const found = { documents, roleFiles, sharedFiles, additionFiles, onboarding, placed, lists };
  faults.push(...checkReferences({ ...found, partial, incomplete }));
  if (faults.length > 0) {
    return { ok: false, faults: faults.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line) };
  }

  const listedFor = (topic: string) => lists.filter((entry) => entry.topic === topic).map(({ text }) => text);
  const topics = placed.map(({ topic }) => ({ ...topic, asks: [...topic.asks, ...listedFor(topic.id)] }));
  // What has become a topic since is no longer among what is not ours: a new role needs no clearing up.
  const ours = new Set(topics.flatMap(({ asks }) => asks.map(keyOf)));
  const notOurs = lists.filter(({ topic, text }) => topic === undefined && !ours.has(keyOf(text)));
  const short = Object.entries(words?.value.short ?? {}).map(
    ([key, value]) => [key.toLowerCase(), value] as const,
  );
  return {
    ok: true,
    knowledge: {
      documents,
      roles: roleFiles.map((file) => toRole(file.value)),
      topics: new Map(topics.map((topic) => [topic.id, topic])),
      smalltalk: smalltalk?.value.smalltalk ?? [],
      notOurs: notOurs.map(({ text }) => text),
      vocabulary: { short: new Map(short) },
      ...(onboarding ? { onboarding: toOnboarding(onboarding.value, documents) } : {}),
    },
  };
}

function kindOf(text: string): 'addition' | 'shared' | 'role' {
  if (/^adds-to\s*:/m.test(text)) return 'addition';
  return /^shared\s*:/m.test(text) ? 'shared' : 'role';
}

const byPath = (a: PlacedTopic, b: PlacedTopic) =>
  Number(a.file.path > b.file.path) || -Number(a.file.path < b.file.path);

function readDocuments(files: readonly KnowledgeFile[], faults: Fault[]): Map<string, SourceDocument> {
  const documents = new Map<string, SourceDocument>();
  for (const file of files) {
    const id = /^documents\/([^/]+)\.(?:txt|md)$/.exec(file.path)?.[1];
    if (id === undefined) continue;
    if (documents.has(id)) {
      const remedy = 'Rename one of them; the ending does not count.';
      faults.push({ file: file.path, line: 1, problem: `Two documents are called “${id}”.`, remedy });
    }
    documents.set(id, { id, title: titleOf(id), text: file.text });
  }
  return documents;
}

/** "product-manager-and-product-owner" → "Product Manager and Product Owner". */
function titleOf(name: string): string {
  const small = new Set(['and', 'or', 'of', 'the', 'for', 'in', 'to', 'a', 'an', 'vs']);
  return name
    .split(/[-_\s]+/)
    .map((word, i) => (i > 0 && small.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(' ');
}

function placeTopics(
  file: YamlFile<schema.AdditionFile | schema.RoleFile | schema.SharedFile>,
  holder: string,
  roles: readonly string[],
): PlacedTopic[] {
  return file.value.topics.map((entry, index) => ({
    topic: { ...entry, document: entry.document ?? file.value.document, holder, roles },
    file,
    index,
  }));
}

/** Reads a list of phrasings: one a line, `#` begins a remark. `asks/TOPIC.more.txt` adds to `asks/TOPIC.txt`. */
function readList(file: KnowledgeFile): ListedAsk[] {
  const [, folder, name] = /^(asks|not-ours)\/([^/.]+)[^/]*\.txt$/.exec(file.path) ?? [];
  if (folder === undefined) return [];
  const topic = folder === 'asks' ? name : undefined;
  return file.text.split('\n').flatMap((line, i) => {
    const text = line.trim();
    return text === '' || text.startsWith('#') ? [] : [{ topic, text, file: file.path, line: i + 1 }];
  });
}

function toRole({ role, name, short, also }: schema.RoleFile): Role {
  const names = [name, short ?? [], also].flat().map((text) => text.toLowerCase());
  return { id: role, name, ...(short === undefined ? {} : { short }), names: [...new Set(names)] };
}

/** The content for new hires, with the title of the document beside each quote. */
function toOnboarding(
  { document, greeting, tour, quiz, 'follow-up': followUp }: schema.OnboardingFile,
  documents: ReadonlyMap<string, SourceDocument>,
): Onboarding {
  return {
    greeting,
    tour: tour.map(({ title, text, quote, document: own = document, shows }) => ({
      title,
      text,
      ...(quote === undefined ? {} : { source: { quote, documentTitle: documents.get(own)?.title ?? own } }),
      showsTeam: shows === 'team',
    })),
    quiz,
    followUp,
  };
}
