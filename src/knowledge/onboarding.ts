import type { PlacedTopic } from './placed.ts';
import { createQuoteCheck } from './quotes.ts';
import type { OnboardingFile } from './schema.ts';
import type { Fault, Onboarding, SourceDocument } from './types.ts';
import type { YamlFile } from './yaml-file.ts';

interface Parts {
  readonly documents: ReadonlyMap<string, SourceDocument>;
  readonly placed: readonly PlacedTopic[];
  /** Some file could not be read: then a missing topic may well stand in that file, and is not reported. */
  readonly incomplete: boolean;
}

/** What is wrong between the words for new hires and the rest: quotes that are not there, topics that are none. */
export function checkOnboarding(
  file: YamlFile<OnboardingFile>,
  { documents, placed, incomplete }: Parts,
): Fault[] {
  const { document, tour, quiz, 'follow-up': followUp } = file.value;
  const checkQuote = createQuoteCheck(documents);
  const quotes = tour.flatMap((step, i): Fault[] => {
    if (step.quote === undefined) return [];
    const fault = checkQuote(step.quote, step.document ?? document, step.title);
    if (!fault) return [];
    const { at, problem, remedy } = fault;
    const own = at === 'quote' || step.document !== undefined;
    return [{ file: file.path, line: file.lineOf(own ? ['tour', i, at] : ['document']), problem, remedy }];
  });
  const kinds = new Map(placed.map(({ topic }) => [topic.id, topic.kind]));
  const missing = (topic: string, place: PropertyKey[]): Fault[] =>
    kinds.has(topic) || incomplete
      ? []
      : [
          {
            file: file.path,
            line: file.lineOf(place),
            problem: `There is no topic “${topic}”.`,
            remedy: 'Correct the id, or remove the entry.',
          },
        ];
  const questions = quiz.flatMap(({ topic }, i): Fault[] => {
    if (kinds.get(topic) !== 'comparison') return missing(topic, ['quiz', i, 'topic']);
    return [
      {
        file: file.path,
        line: file.lineOf(['quiz', i, 'topic']),
        problem: `“${topic}” compares roles, so nobody holds it.`,
        remedy: 'Ask for a topic that one role holds.',
      },
    ];
  });
  return [
    ...new Map(quotes.map((fault) => [`${fault.line} ${fault.problem}`, fault])).values(),
    ...questions,
    ...followUp.topics.flatMap((topic, i) => missing(topic, ['follow-up', 'topics', i])),
  ];
}

/** The words for new hires, with the title of the document beside each quote. */
export function toOnboarding(
  { document, greeting, tour, quiz, 'follow-up': followUp }: OnboardingFile,
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
