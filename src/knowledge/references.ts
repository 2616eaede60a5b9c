import { createQuoteCheck, squeeze } from './quotes.ts';
import type { AdditionFile, OnboardingFile, RoleFile, SharedFile } from './schema.ts';
import type { Fault, SourceDocument, Topic } from './types.ts';
import type { YamlFile } from './yaml-file.ts';

/** A topic, and which entry of which file it is. */
export interface PlacedTopic {
  readonly topic: Topic;
  readonly file: YamlFile<AdditionFile | RoleFile | SharedFile>;
  readonly index: number;
}

/** A line of a list: from `asks/` a phrasing of a topic, from `not-ours/` one of no topic. */
export interface ListedAsk {
  readonly topic: string | undefined;
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

interface Files {
  readonly documents: ReadonlyMap<string, SourceDocument>;
  readonly roleFiles: readonly YamlFile<RoleFile>[];
  readonly sharedFiles: readonly YamlFile<SharedFile>[];
  readonly additionFiles: readonly YamlFile<AdditionFile>[];
  readonly onboarding: YamlFile<OnboardingFile> | undefined;
  readonly placed: readonly PlacedTopic[];
  readonly lists: readonly ListedAsk[];
  /** Files whose faulty fields were left empty. Those faults are reported already. */
  readonly partial: ReadonlySet<string>;
  /** Some file could not be read, and what seems to be missing may be in there. So nothing is reported as missing. */
  readonly incomplete: boolean;
}

/** Finds what doesn't fit between the files: wrong quotes, ids that are taken or lead nowhere, phrasings of two topics. */
export function checkReferences(files: Files): Fault[] {
  return [
    ...checkQuotes(files),
    ...checkTopics(files),
    ...checkRoles(files),
    ...checkAsks(files),
    ...checkOnboarding(files),
  ];
}

function checkQuotes({ documents, placed }: Files): Fault[] {
  const checkQuote = createQuoteCheck(documents);
  return placed.flatMap(({ topic, file, index }) => {
    if (topic.quote === '' || topic.document === '') return [];
    const wrong = checkQuote(topic.quote, topic.document, topic.id);
    if (!wrong) return [];
    const place = ['topics', index, wrong.at];
    // An entry without a document of its own has the one of its file.
    const isOwn = wrong.at === 'quote' || file.lineOf(place) !== file.lineOf(['topics', index]);
    return [file.fault(isOwn ? place : ['document'], wrong.problem, wrong.remedy)];
  });
}

function checkTopics({ placed, incomplete }: Files): Fault[] {
  const faults: Fault[] = [];
  const first = new Map<string, PlacedTopic>();
  for (const entry of placed) {
    const { topic, file, index } = entry;
    if (topic.id === '') continue;
    const taken = first.get(topic.id);
    if (taken) {
      const where = `${taken.file.path}, line ${taken.file.lineOf(['topics', taken.index, 'id'])}`;
      const problem = `The id “${topic.id}” is taken: ${where}.`;
      faults.push(file.fault(['topics', index, 'id'], problem, 'Give one of the two another id.'));
    } else first.set(topic.id, entry);
  }
  if (incomplete) return faults;
  for (const { topic, file, index } of placed) {
    topic.related.forEach((id, i) => {
      if (first.has(id)) return;
      const problem = `The related topic “${id}” does not exist.`;
      const remedy = 'Correct the id, or remove it from the list.';
      faults.push(file.fault(['topics', index, 'related', i], problem, remedy));
    });
    if (topic.kind === 'comparison' && topic.roles.length < 2) {
      const problem = `“${topic.id}” compares roles, but stands in the file of one role.`;
      const remedy = 'Move it to a file that begins with “shared:” and names its roles.';
      faults.push(file.fault(['topics', index, 'kind'], problem, remedy));
    }
  }
  return faults;
}

function checkRoles({ roleFiles, sharedFiles, additionFiles, partial, incomplete }: Files): Fault[] {
  const faults: Fault[] = [];
  const owners = new Map<string, string>();
  for (const file of roleFiles) {
    const { role, name, short, also, topics } = file.value;
    const claim = (text: string | undefined, place: PropertyKey[], what: string) => {
      if (text === undefined || text === '') return;
      const owner = owners.get(text.toLowerCase()) ?? role;
      owners.set(text.toLowerCase(), owner);
      if (owner === role) return;
      const problem = `The ${what} “${text}” already stands for the role “${owner}”.`;
      faults.push(file.fault(place, problem, 'Let it stand for one role only.'));
    };
    claim(name, ['name'], 'name');
    claim(short, ['short'], 'abbreviation');
    for (const [i, text] of also.entries()) claim(text, ['also', i], 'name');
    if (roleFiles.some((other) => other.value.role === role && other.path < file.path)) {
      const problem = `The role “${role}” has another file already.`;
      faults.push(file.fault(['role'], problem, 'Put all its topics into one file.'));
    }
    const sums = topics.filter((topic) => topic.kind === 'role').length;
    if (sums !== 1 && !partial.has(file.path)) {
      const problem = `The role “${role}” has ${sums === 0 ? 'no topic' : `${sums} topics`} of the kind “role”.`;
      const remedy = 'Give it exactly one topic with “kind: role”: what the role is, in sum.';
      faults.push(file.fault(['topics'], problem, remedy));
    }
  }
  if (incomplete) return faults;
  const known = new Set(roleFiles.map((file) => file.value.role));
  const remedy = `Name one of: ${[...known].join(', ') || 'none yet'}.`;
  const mustBeKnown = (role: string, file: YamlFile<unknown>, place: PropertyKey[]) => {
    if (role !== '' && !known.has(role))
      faults.push(file.fault(place, `There is no role “${role}”.`, remedy));
  };
  for (const file of additionFiles) mustBeKnown(file.value['adds-to'], file, ['adds-to']);
  for (const file of sharedFiles) {
    const { shared, roles } = file.value;
    for (const [i, role] of roles.entries()) mustBeKnown(role, file, ['roles', i]);
    if (!known.has(shared)) continue;
    faults.push(
      file.fault(['shared'], `“${shared}” is the id of a role.`, 'Give the shared file another id.'),
    );
  }
  return faults;
}

const ASK_MAX_LENGTH = 400;

/** Two phrasings are the same if they differ in case, white space or the mark at the end only. */
export function keyOf(ask: string): string {
  return squeeze(ask)
    .toLowerCase()
    .replace(/(?<![?!.])[?!.]+$/, '');
}

/** A phrasing may belong to one topic only, or the answer would be a coin toss. */
function checkAsks({ placed, lists, incomplete }: Files): Fault[] {
  const faults: Fault[] = [];
  const owners = new Map<string, string>();
  const claim = (text: string, topic: string, at: () => Pick<Fault, 'file' | 'line'>) => {
    const owner = owners.get(keyOf(text)) ?? topic;
    owners.set(keyOf(text), owner);
    if (owner === topic) return;
    const problem = `“${text}” is already a way to ask for “${owner}”.`;
    faults.push({ ...at(), problem, remedy: 'Keep it where it fits best and remove the other.' });
  };
  for (const { topic, file, index } of placed) {
    topic.asks.forEach((ask, i) => {
      claim(ask, topic.id, () => ({ file: file.path, line: file.lineOf(['topics', index, 'asks', i]) }));
    });
  }
  for (const { topic, text, file, line } of lists) {
    if (topic !== undefined) claim(text, topic, () => ({ file, line }));
    if (text.length <= ASK_MAX_LENGTH) continue;
    const problem = `This line is longer than ${ASK_MAX_LENGTH} characters.`;
    faults.push({ file, line, problem, remedy: 'Put one way to ask on each line.' });
  }
  const topics = new Set(placed.map(({ topic }) => topic.id));
  for (const [topic, file] of new Map(lists.map((entry) => [entry.topic, entry.file]))) {
    if (topic === undefined || topics.has(topic) || incomplete) continue;
    const remedy = 'Name the file after the topic whose ways to ask it holds.';
    faults.push({ file, line: 1, problem: `There is no topic “${topic}”.`, remedy });
  }
  return faults;
}

function checkOnboarding({ onboarding: file, documents, placed, incomplete }: Files): Fault[] {
  if (!file) return [];
  const { document, tour, quiz, 'follow-up': followUp } = file.value;
  const checkQuote = createQuoteCheck(documents);
  const quotes = tour.flatMap((step, i): Fault[] => {
    const wrong = step.quote && checkQuote(step.quote, step.document ?? document, step.title);
    if (!wrong) return [];
    const isOwn = wrong.at === 'quote' || step.document !== undefined;
    return [file.fault(isOwn ? ['tour', i, wrong.at] : ['document'], wrong.problem, wrong.remedy)];
  });
  const kinds = new Map(placed.map(({ topic }) => [topic.id, topic.kind]));
  const mustExist = (topic: string, place: PropertyKey[]): Fault[] => {
    if (kinds.has(topic) || incomplete) return [];
    return [file.fault(place, `There is no topic “${topic}”.`, 'Correct the id, or remove the entry.')];
  };
  const questions = quiz.flatMap(({ topic }, i): Fault[] => {
    const place = ['quiz', i, 'topic'];
    if (kinds.get(topic) !== 'comparison') return mustExist(topic, place);
    const problem = `“${topic}” compares roles, so no single role owns it.`;
    return [file.fault(place, problem, 'Ask for a topic that one role owns.')];
  });
  return [
    // The document that all steps share is reported once.
    ...new Map(quotes.map((fault) => [`${fault.line} ${fault.problem}`, fault])).values(),
    ...questions,
    ...followUp.topics.flatMap((topic, i) => mustExist(topic, ['follow-up', 'topics', i])),
  ];
}
