import type { Knowledge } from '../knowledge/types.ts';
import type { Form } from './form.ts';
import { listExamples, type Model } from './model.ts';
import type { Judge, Judged } from './signals.ts';
import type { Candidate, Match } from './verdict.ts';

/** Why a text was taken for a topic. */
export interface Explanation {
  readonly best: Candidate;
  readonly runnerUp: Candidate | undefined;
  /** The part of the text that was taken for the question. */
  readonly part: string;
  /** What it asks of its thing, and what came of that. */
  readonly form: Form;
  readonly verdict: Match['verdict'];
  /** Its meaningful words that the best topic does not have. */
  readonly unexplained: readonly string[];
  /** Its first words, each with how much it speaks for the best topic: what that loses against the others without it. */
  readonly words: readonly { readonly word: string; readonly weight: number }[];
  /** How much of the lead over the runner-up comes from each signal; they sum to the whole lead. */
  readonly signals: { readonly learnt: number; readonly nearest: number; readonly explained: number };
  /** The known phrasing that is most like it, and how much, from 0 to 1. */
  readonly phrasing: { readonly text: string; readonly likeness: number } | undefined;
}

/** So many words are weighed, each by judging them without it: with all of a long text everybody would wait. */
const MOST_WEIGHED = 40;

/** Says why a text got this `match`; `speaker` is the part that was taken for the question. */
export function explainMatch(
  { labels, vocabulary }: Model,
  knowledge: Knowledge,
  judge: Judge,
  { speaker, match, form }: { speaker: Judged; match: Match; form: Form },
): Explanation | undefined {
  const [first] = match.ranked;
  if (!first) return undefined;
  const best = { ...first, c: labels.indexOf(first.topic) };
  const share = (c: number) => (speaker.shares[c] ?? 0) / (speaker.shares[best.c] || 1);
  const second = labels
    .map((topic, c) => ({ topic, confidence: Math.min(1, best.confidence * share(c)), c }))
    .filter(({ c }) => c !== best.c)
    .sort((a, b) => share(b.c) - share(a.c))[0];
  const leadIn = (scores: Float64Array) => (scores[best.c] ?? 0) - (second ? (scores[second.c] ?? 0) : 0);
  const begun = speaker.tokens.slice(0, MOST_WEIGHED);
  const weighed = speaker.tokens.length > MOST_WEIGHED ? judge(begun, speaker.part, 1) : speaker;
  // Against all other classes, and on the speaker's own scale: a shorter text would be brought to length one again,
  // and seem to say more.
  const above = (scores: Float64Array) =>
    (scores[best.c] ?? 0) - scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const leadOf = ({ learnt, nearest, explained, lengths }: Judged) =>
    above(explained) +
    (above(learnt) * lengths.learnt) / weighed.lengths.learnt +
    (above(nearest) * lengths.nearest) / weighed.lengths.nearest;
  const lead = leadOf(weighed);
  const words = weighed.tokens.map((token, i) => {
    const without = weighed.tokens.filter((_, k) => k !== i);
    return { word: token.typed, weight: lead - leadOf(judge(without, speaker.part, 1)) };
  });
  const { best: neighbour } = speaker;
  // Everyday questions, which no folder has, are behind the folder's own.
  const text = neighbour && listExamples(knowledge)[neighbour.example]?.text;
  const phrasing = neighbour && text !== undefined ? { text, likeness: neighbour.cosine } : undefined;
  const signals = {
    learnt: leadIn(speaker.learnt),
    nearest: leadIn(speaker.nearest),
    explained: leadIn(speaker.explained),
  };
  const unexplained = speaker.tokens.filter(
    ({ kind, key }) => kind === 'word' && !vocabulary.get(key)?.classes.includes(best.c),
  );
  const strip = ({ topic, confidence }: Candidate): Candidate => ({ topic, confidence });
  return {
    best: strip(best),
    runnerUp: second && strip(second),
    part: speaker.part,
    form,
    verdict: match.verdict,
    unexplained: [...new Set(unexplained.map(({ typed }) => typed))],
    words,
    signals,
    phrasing,
  };
}
