import {
  type Document,
  isCollection,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';
import type { z } from 'zod';
import type { Fault, KnowledgeFile } from './types.ts';

type Path = readonly PropertyKey[];

/** A YAML file that was read: its value, and the line of any place in it. */
export interface YamlFile<T> {
  readonly path: string;
  readonly value: T;
  /** The line of a place such as `['topics', 3, 'quote']`, counted from 1. */
  lineOf(place: Path): number;
}

/** A YAML file before its shape is known. */
export interface RawYaml extends YamlFile<unknown> {
  readonly faults: readonly Fault[];
}

/** Parses the text of a file; what YAML itself objects to is in `faults`. Never throws. */
export function parseYaml(file: KnowledgeFile): RawYaml {
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const lineAt = (offset: number) => lines.linePos(offset).line || 1;
  const faults: Fault[] = document.errors.map((error) => ({
    file: file.path,
    line: lineAt(error.code === 'MISSING_CHAR' ? startOfScalar(document, error.pos[0]) : error.pos[0]),
    problem: `This is not valid YAML: ${error.message}.`,
    remedy: 'Check the indentation and the quotation marks around this line.',
  }));
  visit(document, {
    Alias(_, node) {
      const line = lineAt(startOf(node) ?? 0);
      const problem = `YAML takes “*${node.source}” for a reference.`;
      faults.push({ file: file.path, line, problem, remedy: 'Put quotation marks around this text.' });
    },
  });
  const lineOf = (place: Path): number => {
    let node: unknown = document.contents;
    let offset = 0;
    for (const key of place) {
      if (isMap(node)) {
        const pair = node.items.find((item) => isPair(item) && String(item.key) === String(key));
        if (!pair) break;
        offset = startOf(pair.key) ?? offset;
        node = pair.value;
      } else if (isCollection(node)) {
        node = node.items[Number(key)];
        offset = startOf(node) ?? offset;
      } else break;
    }
    return lineAt(offset);
  };
  // A document with errors may have no value at all, and its value would only add noise.
  const value = faults.length > 0 ? undefined : document.toJS({ maxAliasCount: 0 });
  return { path: file.path, value, faults, lineOf };
}

/** Where the text begins that an error at `offset` cuts off: a quotation mark is missed far from where it was opened. */
function startOfScalar(document: Document.Parsed, offset: number): number {
  let start = offset;
  visit(document, {
    Scalar(_, node) {
      const [from = 0, , to = 0] = node.range ?? [];
      if (isScalar(node) && from <= offset && to >= offset) start = from;
    },
  });
  return start;
}

function startOf(node: unknown): number | undefined {
  const range = (node as { range?: [number, number, number] | null } | null)?.range;
  return range?.[0];
}

/** Holds a parsed file against a schema: the typed file where it fits, and what is wrong with it, each with its line. */
export function checkShape<S extends z.ZodType>(
  raw: RawYaml,
  schema: S,
): { file?: YamlFile<z.infer<S>>; faults: Fault[] } {
  const result = schema.safeParse(raw.value);
  if (result.success) return { file: { path: raw.path, value: result.data, lineOf: raw.lineOf }, faults: [] };
  return { faults: result.error.issues.map((issue) => describe(raw, issue)) };
}

function valueAt(value: unknown, path: Path): unknown {
  let current = value;
  for (const key of path) current = (current as Record<PropertyKey, unknown> | undefined)?.[key];
  return current;
}

function describe(raw: RawYaml, issue: z.core.$ZodIssue): Fault {
  const at = (place: Path) => ({ file: raw.path, line: raw.lineOf(place) });
  const where = issue.path.length > 0 ? nameOf(issue.path) : 'The file';
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    return {
      ...at([...issue.path, key]),
      problem: `“${issue.keys.join('”, “')}” is not a field that belongs here.`,
      remedy: 'Correct its spelling, or remove it.',
    };
  }
  if (raw.value === null) {
    return {
      ...at([]),
      problem: 'The file is empty.',
      remedy: 'Fill it in, or remove it; the README shows an example.',
    };
  }
  if (issue.code === 'invalid_type' && valueAt(raw.value, issue.path) === undefined) {
    return {
      ...at(issue.path.slice(0, -1)),
      problem: `${where} is missing.`,
      remedy: `Add the field “${String(issue.path.at(-1) ?? '')}” to this entry.`,
    };
  }
  return {
    ...at(issue.path),
    problem: `${where} ${issue.code === 'invalid_type' ? `should be a ${issue.expected}` : issue.message}.`,
    remedy: 'Change it here; the README shows a whole entry as an example.',
  };
}

function nameOf(path: Path): string {
  const field = path.filter((key) => typeof key === 'string').at(-1);
  return `“${String(field ?? path.at(-1))}”`;
}
