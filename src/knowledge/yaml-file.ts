import { type Document, isCollection, isMap, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import type { Fault, KnowledgeFile } from './types.ts';

/** The place of a value in a file, such as `['topics', 3, 'quote']`. */
type Place = readonly PropertyKey[];

/** A YAML file with a value of a known shape. */
export interface YamlFile<T> {
  readonly path: string;
  readonly value: T;
  /** The line of a place, counted from 1. */
  lineOf(place: Place): number;
  /** A fault at the line of a place. */
  fault(place: Place, problem: string, remedy: string): Fault;
}

/** Parses the text of a file; YAML's own objections are in `faults`. Never throws. */
export function parseYaml(file: KnowledgeFile): YamlFile<unknown> & { readonly faults: readonly Fault[] } {
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
  const lineOf = (place: Place): number => {
    let node: unknown = document.contents;
    let offset = 0;
    for (const key of place) {
      if (isMap(node)) {
        const pair = node.items.find((item) => String(item.key) === String(key));
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
  return {
    path: file.path,
    // The value of a document with errors is incomplete, and would only lead to more faults.
    value: faults.length > 0 ? undefined : document.toJS({ maxAliasCount: 0 }),
    faults,
    lineOf,
    fault: (place, problem, remedy) => ({ file: file.path, line: lineOf(place), problem, remedy }),
  };
}

/** Where the text around `offset` begins: a missing quotation mark is noticed far from where it was opened. */
function startOfScalar(document: Document.Parsed, offset: number): number {
  let start = offset;
  visit(document, {
    Scalar(_, node) {
      const [from = 0, , to = 0] = node.range ?? [];
      if (from <= offset && to >= offset) start = from;
    },
  });
  return start;
}

const startOf = (node: unknown) => (node as { range?: readonly number[] | null } | null)?.range?.[0];

/** Checks a file against a schema: gives the typed file where it fits, and a fault for all that doesn't. */
export function checkShape<S extends z.ZodType>(
  raw: YamlFile<unknown>,
  schema: S,
): { file?: YamlFile<z.infer<S>>; faults: Fault[] } {
  const result = schema.safeParse(raw.value);
  if (result.success) return { file: { ...raw, value: result.data }, faults: [] };
  return { faults: result.error.issues.map((issue) => describeIssue(raw, issue)) };
}

function describeIssue(raw: YamlFile<unknown>, issue: z.core.$ZodIssue): Fault {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const problem = `“${issue.keys.join('”, “')}” is not a field that belongs here.`;
    return raw.fault([...path, issue.keys[0] ?? ''], problem, 'Correct its spelling, or remove it.');
  }
  if (raw.value === null) {
    return raw.fault([], 'The file is empty.', 'Fill it in, or remove it; the README shows an example.');
  }
  const field = path.findLast((key) => typeof key === 'string') ?? path.at(-1);
  const name = path.length > 0 ? `“${String(field)}”` : 'The file';
  const isType = issue.code === 'invalid_type';
  if (isType && valueAt(raw.value, path) === undefined) {
    const remedy = `Add the field “${String(path.at(-1) ?? '')}” to this entry.`;
    return raw.fault(path.slice(0, -1), `${name} is missing.`, remedy);
  }
  const problem = `${name} ${isType ? `should be a ${issue.expected}` : issue.message}.`;
  return raw.fault(path, problem, 'Change it here; the README shows a whole entry as an example.');
}

function valueAt(value: unknown, place: Place): unknown {
  let current = value;
  for (const key of place) current = (current as Record<PropertyKey, unknown> | undefined)?.[key];
  return current;
}
