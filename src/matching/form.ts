import {
  ACCESS,
  AUX,
  BORDER,
  DEFINES,
  DIFFERENCE,
  dropLead,
  FOR_WHOM,
  HOLDER,
  MAY,
  NEGATED,
  NO_DUTY,
  OR,
  OTHERS,
  OWNER,
  PAST,
  PERSON,
  PRONOUN,
  QUALITY,
  RANK,
  RELATION,
  REQUEST,
  TAG,
  TOLD,
  TWO_ROLES,
  WHO,
} from './form-words.ts';
import type { Reader, Token } from './reader.ts';

/**
 * What a sentence asks of its thing. `who`, `role`, `does-role` and `relation` are what a document of responsibilities
 * answers, and `bare` asks in no words at all: "backlog", "sign-off of stories". The others ask for something else that
 * a document may or may not say; `negated` asks who does not.
 */
export type Form = (typeof FORMS)[number];

export const FORMS = [
  'who',
  'role',
  'does-role',
  'relation',
  'bare',
  'how',
  'how-to',
  'when',
  'amount',
  'where',
  'why',
  'what-if',
  'for-whom',
  'may',
  'whether',
  'what',
  'request',
  'negated',
  'person',
  'past',
] as const;

/** Whether documents that say who does what answer questions of this form. */
export function isOwnership(form: Form): boolean {
  return OWNERSHIP.has(form);
}

const OWNERSHIP: ReadonlySet<Form> = new Set(['who', 'role', 'does-role', 'relation', 'bare']);

/** Sentences are short; what stands behind so many words changes nothing. */
const MOST_WORDS = 60;
/** More sentences than this are story; the last ones are read. */
const MOST_SENTENCES = 12;
const MOST_CLAUSES = 24;
/** A longer sentence that asks ends with a question mark, unless it asks who. */
const MOST_WITHOUT_MARK = 14;
const TELLS = new Set<Form>(['where', 'when', 'what-if', 'how', 'what']);
const SENTENCES = /(?<=[!?…]|(?<!\b(?:vs|e\.g|i\.e|etc))\.)\s/i;
const CLAUSES = /[,:;()]|\s[-–—]{1,2}\s/;

/**
 * Makes a reader of what a text asks. Of several sentences, the one that asks who does something speaks for the text,
 * else the first that asks at all; a sentence that begins with something else may ask behind a comma.
 */
export function createFormReader(read: Reader): (text: string) => Form {
  const readSentence = (sentence: string, roles: ReadonlySet<string>): Form => {
    const tokens = read(sentence);
    const form = formOf(tokens, roles);
    // "Where I worked before, the team decided": it tells, and only begins like a question.
    if (TELLS.has(form) && !sentence.includes('?') && tokens.length > MOST_WITHOUT_MARK) return 'bare';
    if (form !== 'bare') return form;
    const clauses = sentence.split(CLAUSES).slice(0, MOST_CLAUSES);
    return clauses.length < 2 ? form : speaker(clauses.map((clause) => formOf(read(clause), roles)));
  };
  return (text) => {
    const roles = rolesIn(read(text));
    return speaker(
      text
        .split(SENTENCES)
        .slice(-MOST_SENTENCES)
        .map((sentence) => readSentence(sentence, roles)),
    );
  };
}

function speaker(forms: readonly Form[]): Form {
  const asks = forms.filter((form) => form !== 'bare');
  return asks.find(isOwnership) ?? asks[0] ?? 'bare';
}

const rolesIn = (tokens: readonly Token[]) =>
  new Set(tokens.flatMap(({ kind, key }) => (kind === 'role' ? [key] : [])));

/** Reads what the words of one sentence ask; `around` are the roles of the whole text, for which it may say "they". */
function formOf(tokens: readonly Token[], around: ReadonlySet<string>): Form {
  const text = dropLead(wordsOf(tokens)).join(' ');
  if (text === '' || TAG.test(text)) return 'bare';
  return readWho(text) ?? readRoles(text, rolesIn(tokens).size, around.size) ?? readOther(text);
}

/** The words as they were typed, `§` for a role; an abbreviation that was spelled out is one word. */
function wordsOf(tokens: readonly Token[]): string[] {
  const words: string[] = [];
  let before: Token | undefined;
  for (const token of tokens.slice(0, MOST_WORDS)) {
    if (token.kind === 'role') words.push('§');
    else if (before?.kind === 'role' || token.typed !== before?.typed) words.push(token.word);
    before = token;
  }
  return words;
}

function readWho(text: string): Form | undefined {
  if (NEGATED.test(text)) return 'negated';
  if (FOR_WHOM.test(text)) return 'for-whom';
  if (MAY.test(text) || ACCESS.test(text)) return 'may';
  if (PERSON.test(text)) return 'person';
  if (PAST.test(text)) return 'past';
  if (DEFINES.test(text)) return 'role';
  for (const { index } of text.matchAll(WHO)) {
    if (!TOLD.test(text.slice(Math.max(0, index - 16), index))) return 'who';
  }
  return undefined;
}

const ABOUT_ROLE = new Set<Form>(['when', 'where', 'why', 'what-if', 'amount']);

function readRoles(text: string, named: number, around: number): Form | undefined {
  const other = readOther(text);
  const meant = around >= 2 && PRONOUN.test(text) && RELATION.test(text);
  const two = named >= 2 || meant || TWO_ROLES.test(text);
  if (two) {
    if (RANK.test(text)) return 'whether';
    if (other === 'amount') return other;
    if (RELATION.test(text) || TWO_ROLES.test(text) || /^§ (?:and|or) §$/.test(text)) return 'relation';
    if (other === 'when' || (other === 'where' && BORDER.test(text))) return 'relation';
    if (OR.test(text)) return 'who';
    if (/^whats?\b.*§ (?:\w+ )*do\b|^what(?: is|s) (?:a |an |the )?§ (?:in|at|within) §$/.test(text))
      return 'role';
    if (AUX.test(text) || COLLABORATES.test(text)) return 'does-role';
    return undefined;
  }
  if (named === 0) {
    if (around === 0 || !PRONOUN.test(text)) return undefined;
    if (other === 'what') return 'role';
    return other === 'whether' ? 'does-role' : undefined;
  }
  if (ABOUT_ROLE.has(other)) return other;
  if (DIFFERENCE.test(text)) return 'whether';
  if (REQUEST.test(text)) return /\b(?:what|role|job|duties|tasks|summary)\b/.test(text) ? 'role' : 'request';
  if (AUX.test(text)) return QUALITY.test(text) ? 'whether' : 'does-role';
  if (other === 'what' || /^what\b/.test(text)) return NO_DUTY.test(text) ? 'what' : 'role';
  if (other === 'how') return COLLABORATES.test(text) ? 'does-role' : other;
  return undefined;
}

/** That a role works with others is what is written, whatever the question calls it. */
const COLLABORATES =
  /^how\b.*§.*\b(?:works?(?: \w+)? with|collaborates?|cooperates?|interacts?|supports?|helps?)\b/;

function readOther(text: string): Form {
  if (DIFFERENCE.test(text) && / /.test(text) && /\b(?:differ|differences?)\b/.test(text)) return 'whether';
  const found = OTHERS.find(([, pattern]) => pattern.test(text));
  if (HOLDER.test(text) && found?.[0] !== 'why' && found?.[0] !== 'amount') return 'who';
  if (OWNER.test(text) && found?.[0] === 'what') return 'who';
  return found?.[0] ?? 'bare';
}
