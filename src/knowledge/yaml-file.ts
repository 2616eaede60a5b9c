import { isCollection, isMap, isPair, LineCounter, parseDocument } from 'yaml';
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
  const faults = document.errors.map((error) => ({
    file: file.path,
    line: lines.linePos(error.pos[0]).line || 1,
    problem: `This is not valid YAML: ${error.message}.`,
    remedy: 'Check the indentation and the quotation marks around this line.',
  }));
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
    return lines.linePos(offset).line || 1;
  };
  // A document with errors may have no value at all, and its value would only add noise.
  const value = faults.length > 0 ? undefined : document.toJS({ maxAliasCount: 0 });
  return { path: file.path, value, faults, lineOf };
}

function startOf(node: unknown): number | undefined {
  const range = (node as { range?: [number, number, number] | null } | null)?.range;
  return range?.[0];
}

/** Holds a parsed file against a schema: the typed file, or what is wrong with it, each with its line. */
export function checkShape<S extends z.ZodType>(
  raw: RawYaml,
  schema: S,
): { file: YamlFile<z.infer<S>> } | { faults: Fault[] } {
  const result = schema.safeParse(raw.value);
  if (result.success) return { file: { path: raw.path, value: result.data, lineOf: raw.lineOf } };
  return { faults: result.error.issues.map((issue) => describe(raw, issue)) };
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
  if (issue.code === 'invalid_type' && issue.input === undefined) {
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
