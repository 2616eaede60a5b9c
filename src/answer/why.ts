import type { Knowledge } from '../knowledge/types.ts';
import type { Explanation, Form } from '../matching/matcher.ts';

/** Why an answer was given, in sentences for people. */
export interface Why {
  /** The topic that it was understood as: its id, and its title. */
  readonly topic: string;
  readonly title: string;
  /** The sentence of the message that was taken for the question. */
  readonly part: string;
  /** The words that speak for the topic, the strongest first. */
  readonly words: readonly string[];
  /** The known way to ask that is most like it. */
  readonly phrasing: string | undefined;
  /** What it might have been instead, where that was possible at all. */
  readonly instead: string | undefined;
}

/** Below this share nobody would have thought of the other topic. */
const WORTH_SAYING = 0.02;

/** Turns the matcher's explanation into what people want to know. */
export function readWhy(explanation: Explanation, knowledge: Knowledge): Why {
  const titleOf = (id: string) => knowledge.topics.get(id)?.title;
  const { best, runnerUp, part, words, phrasing } = explanation;
  const strong = words.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  const other = runnerUp && runnerUp.confidence >= WORTH_SAYING ? titleOf(runnerUp.topic) : undefined;
  return {
    topic: best.topic,
    title: titleOf(best.topic) ?? best.topic,
    part,
    words: [...new Set(strong.map(({ word }) => word))].slice(0, 5),
    phrasing: phrasing?.text,
    instead: other,
  };
}

/** What each form of question asks, in words. */
const ASKS: Readonly<Record<Form, string>> = {
  who: 'who owns, decides or does something',
  role: 'what a role does',
  'does-role': 'whether a role does something',
  relation: 'how two roles differ or work together',
  bare: 'in a keyword or a statement',
  how: 'how something is done',
  'how-to': 'how one does something oneself',
  when: 'when',
  amount: 'how often, how much or how many',
  where: 'where',
  why: 'why',
  'what-if': 'what happens if',
  'for-whom': 'for whom something is',
  may: 'who may use it or has access',
  whether: 'whether something is so',
  what: 'what something is, or what is in it',
  request: 'the bot to do something',
  negated: 'who does not',
  person: 'for people around a role',
  past: 'who did something once',
};

/** The explanation with all its figures, for a terminal. */
export function describeExplanation(explanation: Explanation): string {
  const { best, runnerUp, part, form, verdict, unexplained, words, signals, phrasing } = explanation;
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const sum = Object.values(signals).reduce((total, signal) => total + Math.abs(signal), 0) || 1;
  const share = (signal: number) => `${signal.toFixed(2)} (${percent(Math.abs(signal) / sum)})`;
  return [
    `question   “${part}”`,
    `form       ${form}: it asks ${ASKS[form]}`,
    `verdict    ${verdict}`,
    `best       ${best.topic}, ${percent(best.confidence)}`,
    `runner-up  ${runnerUp ? `${runnerUp.topic}, ${percent(runnerUp.confidence)}` : 'none'}`,
    `lead from  learnt weights ${share(signals.learnt)}, nearest phrasings ${share(signals.nearest)}, words explained ${share(signals.explained)}`,
    `nearest    ${phrasing ? `“${phrasing.text}”, likeness ${phrasing.likeness.toFixed(2)}` : 'none'}`,
    `not explained  ${unexplained.length > 0 ? unexplained.join(', ') : 'nothing'}`,
    `words      ${words.map(({ word, weight }) => `${word} ${weight >= 0 ? '+' : ''}${weight.toFixed(2)}`).join(', ')}`,
  ].join('\n');
}
