/**
 * The thresholds and weights that decide, beside the figures that they were chosen by.
 *
 * The weights of `CHANCE` are a logistic regression of "the best topic is right" over 9,600 questions: the golden sets
 * and those of other writers against the whole knowledge, against six copies of it with three and ten ways to ask a
 * topic, and three documents of other people. `npm run eval` prints what came of it.
 */

/** How much each signal counts in a class's score: the learnt weights, the nearest phrasings, the words explained. */
export const SIGNALS = { learnt: 0.67, nearest: 16.7, explained: 4.7 };

/** What is not a topic has no words to explain; this share stands for it. */
export const UNEXPLAINED = 0.7;

/** What is not ours has this much start: naming the wrong owner is worse than silence. */
export const SILENCE = 0.67;

/** What makes it likely that the best topic is meant, in log odds. */
export const CHANCE = {
  start: -2.62,
  /** Its lead over the next topic, over everything else together, and over what is not ours. */
  lead: 0.44,
  leadOverAll: 0.19,
  leadOverOthers: -0.26,
  /** A tenth of its score. */
  score: 1.35,
  /** What the text and its most like phrasing both have, and how much of that phrasing; the same of the next topic. */
  both: 2.71,
  ofPhrasing: 0.28,
  bothOfNext: -1.66,
  /** The share of its words that no topic has. */
  foreign: -0.48,
  /** The text names one role, and another one has the topic. */
  foreignRole: -0.8,
  bare: 0.67,
  doesRole: 0.25,
  role: 0.74,
  /** The topic sums a role up, or compares two. */
  sum: -0.8,
  /** A tenth of the number of words. */
  words: 1.23,
  /** By the logarithm of how many ways to ask are known: with many, what is not ours decides more than the next topic. */
  phrasings: -0.1,
  phrasingsLead: -0.11,
  phrasingsLeadOverAll: 0.06,
  phrasingsLeadOverOthers: 0.05,
};

/** Leads are cut here: beyond, they say nothing more. */
export const MOST_LEAD = 6;
export const MOST_WORDS_COUNTED = 20;

/**
 * From this chance on the best topic is the answer, or what is said where something else is asked of it. On 1,416
 * questions against the whole knowledge 0.6 gave 95.3 % right and 1.8 % wrong, 0.55 gave 95.4 and 2.1; thinned to three
 * ways to ask a topic, 0.6 gave 59.4 and 4.4, 0.55 gave 61.1 and 5.3.
 */
export const ANSWER = 0.6;
export const RELATED = 0.5;
/** From this chance on topics are offered as "Did you mean". */
export const OFFER = 0.1;
/** Offered topics are at least this likely beside the best. */
export const WORTH_OFFERING = 0.002;
/**
 * So much of the best topic's share belongs to one of another role: then a coin toss would name the wrong owner. On 1,556
 * questions 0.6 cost 0.4 points of right answers and saved none of wrong ones beside 0.75.
 */
export const OTHER_ROLE = 0.75;

/** How like a known bit of small talk a text must be, to be answered as such, and how likely. */
export const SMALLTALK_LIKENESS = 0.6;
export const SMALLTALK_SHARE = 0.5;

/** A topic that this share of its phrasings ask for in some form answers that form. */
export const USUAL_FORM = 0.25;

/** A word that is less rare than this in general English is a word, and not mended: "wich" is as rare as this. */
export const ENGLISH = 0.985;
/** A word that is no English one must stand in the phrasings this often to be more than a slip. */
export const OFTEN = 2;

/** A question that names a thing is about a topic that has at least this share of it: "who paints the fence" is not. */
export const ABOUT = 0.12;
/** So many words that mean something are a keyword rather than a question: it must be known as a way to ask, nearly, or is offered at most. */
export const KEYWORD = 1;
export const KEYWORD_KNOWN = 0.5;
/** The same where none does: "who decides". */
export const NOTHING_KNOWN = 0.7;
/** Or it stands in the topic's title, and the next topic is so far behind. */
export const KEYWORD_LEAD = 1;

/** How much the words of a text say, each from 0 to 1, beside a word that stands in a title. */
export const WORD = {
  /** For a topic that has it in its answer or its quote only. */
  answer: 0.6,
  quote: 0.4,
  /** For a topic that has another of the same meaning. */
  synonym: 0.6,
  /** A word in one of hundreds of phrasings came in by chance; from the share `own` of them on, it is the topic's own. */
  chance: 0.5,
  own: 0.05,
  /** A word that is only how people ask, and what follows "who". */
  asking: 0.2,
  verb: 0.5,
  /** A role, beside what it is asked about. */
  role: 0.3,
};

/** Mending, on Fuse's scale from 0 (the same) to 1: how far a word may be, and what makes another one nearer. */
export const MEND = { farthest: 0.4, swapped: 0.2, start: 0.1, often: 0.015, mostOften: 0.1 };

/**
 * What a workspace taught. `odds` is a logistic regression over 135 questions for things taught in a single phrasing
 * each, beside 460 foreign ones, and over the golden questions.
 */
export const TAUGHT = {
  /** How much less words count that only ask, and which of two phrasings speaks for a thing. */
  frame: 0.7,
  telling: 0.4,
  odds: { likeness: 7, telling: 2.4, covered: 6.4, start: -9.2 },
  /** From here on it is the answer, by what the documents make of the text; of an answer, below `sure` and from it on. */
  enough: { unknown: 0.4, help: 2, smalltalk: 0.9, unsure: 0.4, answer: [0.5, 0.85] },
  sure: 0.75,
  /** A few words must be liker: "planning" is no seating plan. */
  short: { words: 2, enough: 0.9 },
  offer: 0.06,
  /** As like as this, it is what was taught, to the letter or nearly. */
  same: 0.95,
  /** So near to the best, by the odds, the second may be meant as well. */
  near: 0.7,
  /** What tells of less than `half` of what a text is about is offered at most. */
  half: 0.5,
  offered: 0.39,
} as const;

/** As sure as this, a question that may ask for a person asks for the topic, and a question kept earlier counts as answered. */
export const SURE_CONFIDENCE = 0.9;

/** As sure as this each of several questions in one message must be of its topic; surer where it only names a thing, as in "the backlog and the roadmap". */
export const SURE_OF_SEVERAL = { asks: 0.9, names: 0.95 };

/** At most as likely is a topic that a text does not speak of, or that it names by a key word alone. */
export const UNSURE = 0.5;
