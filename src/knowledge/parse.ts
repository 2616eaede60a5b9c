import type { z } from 'zod';
import { checkOnboarding, toOnboarding } from './onboarding.ts';
import type { ListedAsk, PlacedTopic } from './placed.ts';
import { checkReferences, keyOf } from './references.ts';
import {
  type AdditionFile,
  OUTLINES,
  type RoleFile,
  SCHEMAS,
  type SharedFile,
  type TopicEntry,
} from './schema.ts';
import type { Fault, Knowledge, KnowledgeFile, Role, SourceDocument, Topic } from './types.ts';
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
  /** Files that may hold topics or roles, and could not be read: what seems to be missing may stand in them. */
  const lost = new Set(unreadable.map((fault) => fault.file));
  /** Files of which only a part could be used. */
  const partial = new Set<string>();
  const documents = readDocuments(files, faults);
  const read = <S extends z.ZodType>(file: KnowledgeFile, schema: S, outline?: z.ZodType<z.infer<S>>) => {
    const raw = parseYaml(file);
    faults.push(...raw.faults);
    const shape = raw.value === undefined ? undefined : checkShape(raw, schema);
    faults.push(...(shape?.faults ?? []));
    if (shape?.file) return shape.file;
    const rest = outline && raw.value !== undefined ? checkShape(raw, outline).file : undefined;
    (rest ? partial : lost).add(file.path);
    return rest;
  };

  const placed: PlacedTopic[] = [];
  const roleFiles: YamlFile<RoleFile>[] = [];
  const sharedFiles: YamlFile<SharedFile>[] = [];
  const additionFiles: YamlFile<AdditionFile>[] = [];
  for (const file of files.filter((entry) => ROLE_FILE.test(entry.path))) {
    if (/^adds-to\s*:/m.test(file.text)) {
      const addition = read(file, SCHEMAS.additionFile, OUTLINES.additionFile);
      if (!addition) continue;
      additionFiles.push(addition);
      placed.push(...place(addition, addition.value['adds-to'], [addition.value['adds-to']]));
    } else if (/^shared\s*:/m.test(file.text)) {
      const shared = read(file, SCHEMAS.sharedFile, OUTLINES.sharedFile);
      if (!shared) continue;
      sharedFiles.push(shared);
      placed.push(...place(shared, shared.value.shared, shared.value.roles));
    } else {
      const role = read(file, SCHEMAS.roleFile, OUTLINES.roleFile);
      if (!role) continue;
      roleFiles.push(role);
      placed.push(...place(role, role.value.role, [role.value.role]));
    }
  }
  const hasRole = [...files.map((file) => file.path), ...lost].some((name) => ROLE_FILE.test(name));
  if (!hasRole) {
    faults.push({
      file: 'roles/',
      line: 1,
      problem: 'There is no role in the knowledge folder.',
      remedy: 'Add a file such as roles/product-owner.yml; the README shows one.',
    });
  }

  const lists = files.flatMap((file) => readLists(file));
  const only = <S extends z.ZodType>(path: string, schema: S) => {
    const file = files.find((f) => f.path === path);
    return file && read(file, schema);
  };
  const smalltalk = only('smalltalk.yml', SCHEMAS.smalltalkFile);
  const words = only('words.yml', SCHEMAS.vocabularyFile);
  const onboarding = only('onboarding.yml', SCHEMAS.onboardingFile);

  const incomplete = [...lost].some((name) => ROLE_FILE.test(name));
  faults.push(
    ...checkReferences({
      documents,
      roleFiles,
      sharedFiles,
      additionFiles,
      placed,
      lists,
      partial,
      incomplete,
    }),
  );
  if (onboarding) faults.push(...checkOnboarding(onboarding, { documents, placed, incomplete }));
  if (faults.length > 0) {
    const order = (a: Fault, b: Fault) => a.file.localeCompare(b.file) || a.line - b.line;
    return { ok: false, faults: faults.sort(order) };
  }
  return {
    ok: true,
    knowledge: {
      documents,
      roles: roleFiles.map((file) => toRole(file.value)),
      topics: new Map(placed.map(({ topic }) => [topic.id, withLists(topic, lists)])),
      smalltalk: smalltalk?.value.smalltalk ?? [],
      notOurs: listNotOurs(placed, lists),
      vocabulary: {
        short: new Map(Object.entries(words?.value.short ?? {}).map(([k, v]) => [k.toLowerCase(), v])),
      },
      ...(onboarding ? { onboarding: toOnboarding(onboarding.value, documents) } : {}),
    },
  };
}

function readDocuments(files: readonly KnowledgeFile[], faults: Fault[]): Map<string, SourceDocument> {
  const documents = new Map<string, SourceDocument>();
  for (const file of files) {
    const name = /^documents\/([^/]+)\.(?:txt|md)$/.exec(file.path)?.[1];
    if (name === undefined) continue;
    if (documents.has(name)) {
      faults.push({
        file: file.path,
        line: 1,
        problem: `Two documents are called “${name}”.`,
        remedy: 'Rename one of them; the ending does not count.',
      });
    }
    documents.set(name, { id: name, title: titleOf(name), text: file.text });
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

function place(
  file: YamlFile<AdditionFile> | YamlFile<RoleFile> | YamlFile<SharedFile>,
  holder: string,
  roles: readonly string[],
): PlacedTopic[] {
  return file.value.topics.map((entry, index) => ({
    topic: toTopic(entry, holder, roles, file.value.document),
    file,
    index,
  }));
}

/** Reads a list of phrasings: one a line, `#` begins a remark. `asks/TOPIC.more.txt` adds to `asks/TOPIC.txt`. */
function readLists(file: KnowledgeFile): ListedAsk[] {
  const [, folder, name] = /^(asks|not-ours)\/([^/.]+)[^/]*\.txt$/.exec(file.path) ?? [];
  if (folder === undefined) return [];
  const topic = folder === 'asks' ? name : undefined;
  return file.text.split('\n').flatMap((line, i) => {
    const text = line.trim();
    return text === '' || text.startsWith('#') ? [] : [{ topic, text, file: file.path, line: i + 1 }];
  });
}

/** What a role has made ours since is no longer among what is not: a new role needs no clearing up. */
function listNotOurs(placed: readonly PlacedTopic[], lists: readonly ListedAsk[]): string[] {
  const ours = new Set(placed.flatMap(({ topic }) => topic.asks.map(keyOf)));
  for (const { topic, text } of lists) if (topic !== undefined) ours.add(keyOf(text));
  return lists
    .filter(({ topic, text }) => topic === undefined && !ours.has(keyOf(text)))
    .map(({ text }) => text);
}

function withLists(topic: Topic, lists: readonly ListedAsk[]): Topic {
  const more = lists.filter((entry) => entry.topic === topic.id).map((entry) => entry.text);
  return more.length === 0 ? topic : { ...topic, asks: [...topic.asks, ...more] };
}

function toTopic(entry: TopicEntry, holder: string, roles: readonly string[], document: string): Topic {
  return { ...entry, document: entry.document ?? document, holder, roles };
}

function toRole(file: RoleFile): Role {
  const names = [file.name, file.short ?? [], file.also].flat().map((name) => name.toLowerCase());
  return {
    id: file.role,
    name: file.name,
    ...(file.short === undefined ? {} : { short: file.short }),
    names: [...new Set(names)],
  };
}
