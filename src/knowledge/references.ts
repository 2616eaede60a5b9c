import type { ListedAsk, PlacedTopic } from './placed.ts';
import { createQuoteCheck, squeeze } from './quotes.ts';
import type { AdditionFile, RoleFile, SharedFile } from './schema.ts';
import type { Fault, SourceDocument } from './types.ts';
import type { YamlFile } from './yaml-file.ts';

interface Parts {
  readonly documents: ReadonlyMap<string, SourceDocument>;
  readonly roleFiles: readonly YamlFile<RoleFile>[];
  readonly sharedFiles: readonly YamlFile<SharedFile>[];
  readonly additionFiles: readonly YamlFile<AdditionFile>[];
  readonly placed: readonly PlacedTopic[];
  readonly lists: readonly ListedAsk[];
  /** Files of which what does not fit was left empty: an empty field has been reported already. */
  readonly partial: ReadonlySet<string>;
  /** Some file could not be read: then a missing topic or role may well stand in that file, and is not reported. */
  readonly incomplete: boolean;
}

/** What is wrong between the files: quotes that their document does not have, ids that are taken or lead nowhere. */
export function checkReferences(parts: Parts): Fault[] {
  return [...checkQuotes(parts), ...checkTopics(parts), ...checkRoles(parts), ...checkAsks(parts)];
}

function checkQuotes({ documents, placed }: Parts): Fault[] {
  const checkQuote = createQuoteCheck(documents);
  return placed.flatMap(({ topic, file, index }) => {
    if (topic.quote === '' || topic.document === '') return [];
    const fault = checkQuote(topic.quote, topic.document, topic.id);
    if (!fault) return [];
    const { at, problem, remedy } = fault;
    const own = file.lineOf(['topics', index, at]);
    const common = at === 'document' && own === file.lineOf(['topics', index]);
    return { file: file.path, line: common ? file.lineOf(['document']) : own, problem, remedy };
  });
}

function checkTopics({ placed, incomplete }: Parts): Fault[] {
  const faults: Fault[] = [];
  const first = new Map<string, PlacedTopic>();
  for (const entry of placed) {
    const { topic, file, index } = entry;
    if (topic.id === '') continue;
    const taken = first.get(topic.id);
    if (taken) {
      faults.push({
        file: file.path,
        line: file.lineOf(['topics', index, 'id']),
        problem: `The id “${topic.id}” is taken: ${taken.file.path}, line ${taken.file.lineOf(['topics', taken.index, 'id'])}.`,
        remedy: 'Give one of the two another id.',
      });
    } else first.set(topic.id, entry);
  }
  if (incomplete) return faults;
  for (const { topic, file, index } of placed) {
    topic.related.forEach((id, i) => {
      if (first.has(id)) return;
      faults.push({
        file: file.path,
        line: file.lineOf(['topics', index, 'related', i]),
        problem: `The related topic “${id}” does not exist.`,
        remedy: 'Correct the id, or remove it from the list.',
      });
    });
    if (topic.kind === 'comparison' && topic.roles.length < 2) {
      faults.push({
        file: file.path,
        line: file.lineOf(['topics', index, 'kind']),
        problem: `“${topic.id}” compares roles, but stands in the file of one role.`,
        remedy: 'Move it to a file that begins with “shared:” and names its roles.',
      });
    }
  }
  return faults;
}

function checkRoles({ roleFiles, sharedFiles, additionFiles, partial, incomplete }: Parts): Fault[] {
  const faults: Fault[] = [];
  const names = new Map<string, string>();
  for (const file of roleFiles) {
    const { role, name, short, also } = file.value;
    const claim = (text: string, place: PropertyKey[], what: string) => {
      const key = text.toLowerCase();
      if (key === '') return;
      const owner = names.get(key);
      if (owner !== undefined && owner !== role) {
        faults.push({
          file: file.path,
          line: file.lineOf(place),
          problem: `The ${what} “${text}” already stands for the role “${owner}”.`,
          remedy: 'Let it stand for one role only.',
        });
      } else names.set(key, role);
    };
    if (roleFiles.some((other) => other !== file && other.value.role === role && other.path < file.path)) {
      faults.push({
        file: file.path,
        line: file.lineOf(['role']),
        problem: `The role “${role}” has another file already.`,
        remedy: 'Put all its topics into one file.',
      });
    }
    claim(name, ['name'], 'name');
    if (short !== undefined) claim(short, ['short'], 'abbreviation');
    also.forEach((text, i) => {
      claim(text, ['also', i], 'name');
    });
    const sums = file.value.topics.filter((topic) => topic.kind === 'role');
    if (sums.length !== 1 && !partial.has(file.path)) {
      faults.push({
        file: file.path,
        line: file.lineOf(['topics']),
        problem: `The role “${role}” has ${sums.length === 0 ? 'no topic' : `${sums.length} topics`} of the kind “role”.`,
        remedy: 'Give it exactly one topic with “kind: role”: what the role is, in sum.',
      });
    }
  }
  if (incomplete) return faults;
  const known = new Set(roleFiles.map((file) => file.value.role));
  for (const file of additionFiles) {
    const role = file.value['adds-to'];
    if (known.has(role) || role === '') continue;
    faults.push({
      file: file.path,
      line: file.lineOf(['adds-to']),
      problem: `There is no role “${role}”.`,
      remedy: `Name one of: ${[...known].join(', ') || 'none yet'}.`,
    });
  }
  for (const file of sharedFiles) {
    if (known.has(file.value.shared)) {
      faults.push({
        file: file.path,
        line: file.lineOf(['shared']),
        problem: `“${file.value.shared}” is the id of a role.`,
        remedy: 'Give the shared file another id.',
      });
    }
    file.value.roles.forEach((role, i) => {
      if (known.has(role) || role === '') return;
      faults.push({
        file: file.path,
        line: file.lineOf(['roles', i]),
        problem: `There is no role “${role}”.`,
        remedy: `Name one of: ${[...known].join(', ') || 'none yet'}.`,
      });
    });
  }
  return faults;
}

const LONGEST_ASK = 400;

/** What makes two phrasings the same: case, white space and the mark at the end do not count. */
export function keyOf(ask: string): string {
  return squeeze(ask)
    .toLowerCase()
    .replace(/(?<![?!.])[?!.]+$/, '');
}

/** The same words under two topics would make a coin toss of the answer. */
function checkAsks({ placed, lists, incomplete }: Parts): Fault[] {
  const faults: Fault[] = [];
  const topics = new Set(placed.map(({ topic }) => topic.id));
  const first = new Map<string, string>();
  const claim = (text: string, owner: string, at: Pick<Fault, 'file' | 'line'>) => {
    const key = keyOf(text);
    const other = first.get(key) ?? owner;
    first.set(key, other);
    if (other === owner) return;
    faults.push({
      ...at,
      problem: `“${text}” is already a way to ask for “${other}”.`,
      remedy: 'Keep it where it fits best and remove the other.',
    });
  };
  for (const { topic, file, index } of placed) {
    topic.asks.forEach((ask, i) => {
      claim(ask, topic.id, { file: file.path, line: file.lineOf(['topics', index, 'asks', i]) });
    });
  }
  for (const { topic, text, file, line } of lists) {
    if (topic !== undefined) claim(text, topic, { file, line });
    if (text.length > LONGEST_ASK) {
      const problem = `This line is longer than ${LONGEST_ASK} characters.`;
      faults.push({ file, line, problem, remedy: 'Put one way to ask on each line.' });
    }
  }
  const named = new Map(lists.map((entry) => [entry.topic, entry.file]));
  for (const [topic, file] of named) {
    if (topic === undefined || topics.has(topic) || incomplete) continue;
    faults.push({
      file,
      line: 1,
      problem: `There is no topic “${topic}”.`,
      remedy: 'Name the file after the topic whose ways to ask it holds.',
    });
  }
  return faults;
}
