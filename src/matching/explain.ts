import type { Knowledge } from '../knowledge/types.ts';
import { listExamples, type Model } from './model.ts';
import type { Judge, Judged } from './signals.ts';
import type { Candidate } from './verdict.ts';

/** Why a text was taken for a topic. */
export interface Explanation {
  readonly best: Candidate;
  readonly runnerUp: Candidate | undefined;
  /** The part of the text that was taken for the question. */
  readonly part: string;
  /** Its words, each with how much it speaks for the best topic: what that loses against the others without it. */
  readonly words: readonly { readonly word: string; readonly weight: number }[];
  /** How much of the lead over the runner-up comes from each signal; they sum to the whole lead. */
  readonly signals: { readonly learnt: number; readonly nearest: number; readonly explained: number };
  /** The known phrasing that is most like it, and how much, from 0 to 1. */
  readonly phrasing: { readonly text: string; readonly likeness: number } | undefined;
}

/** Says why the classes got these `shares`; `speaker` is the part that was taken for the question. */
export function explainShares(
  { labels }: Model,
  knowledge: Knowledge,
  judge: Judge,
  { speaker, shares }: { speaker: Judged; shares: Float64Array },
): Explanation | undefined {
  const ranked = labels
    .map((label, c) => ({ topic: label, confidence: shares[c] ?? 0, c }))
    .sort((a, b) => b.confidence - a.confidence);
  const best = ranked.find((entry) => !entry.topic.startsWith('~'));
  const second = ranked.find((entry) => entry !== best);
  if (!best) return undefined;
  const leadIn = (scores: Float64Array) => (scores[best.c] ?? 0) - (second ? (scores[second.c] ?? 0) : 0);
  // Against all other classes, and on the speaker's own scale: a shorter text would be brought to length one again,
  // and seem to say more.
  const above = (scores: Float64Array) =>
    (scores[best.c] ?? 0) - scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const leadOf = ({ learnt, nearest, explained, lengths }: Judged) =>
    above(explained) +
    (above(learnt) * lengths.learnt) / speaker.lengths.learnt +
    (above(nearest) * lengths.nearest) / speaker.lengths.nearest;
  const lead = leadOf(speaker);
  const words = speaker.tokens.map((token, i) => {
    const without = speaker.tokens.filter((_, k) => k !== i);
    return { word: token.typed, weight: lead - leadOf(judge(without, speaker.part, 1)) };
  });
  const { best: neighbour } = speaker;
  const phrasing = neighbour && {
    text: listExamples(knowledge)[neighbour.example]?.text ?? '',
    likeness: neighbour.cosine,
  };
  const signals = {
    learnt: leadIn(speaker.learnt),
    nearest: leadIn(speaker.nearest),
    explained: leadIn(speaker.explained),
  };
  const strip = ({ topic, confidence }: Candidate): Candidate => ({ topic, confidence });
  return {
    best: strip(best),
    runnerUp: second && strip(second),
    part: speaker.part,
    words,
    signals,
    phrasing,
  };
}
