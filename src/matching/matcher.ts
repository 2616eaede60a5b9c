/** A topic with how likely it is to be what was meant, from 0 to 1. */
export interface Candidate {
  readonly topic: string;
  readonly confidence: number;
}

/** What a text is taken for. `ranked` holds the best topics whatever the verdict, best first. */
export type Match = {
  readonly ranked: readonly Candidate[];
  /** How sure the verdict is, from 0 to 1. */
  readonly confidence: number;
} & (
  | { readonly verdict: 'topic'; readonly topic: string }
  | { readonly verdict: 'close'; readonly topics: readonly string[] }
  | { readonly verdict: 'smalltalk'; readonly smalltalk: string }
  | { readonly verdict: 'none' }
);

/** Finds what a plain text asks for. Pure and quick: no disk, no network. */
export interface Matcher {
  match(text: string): Match;
}
