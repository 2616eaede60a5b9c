/**
 * How people ask after a person, over words in lower case in which `§0` stands for a role, `#0` for a channel, and `,`
 * for every mark inside a sentence. What
 * may come before a question and behind it is taken off piece by piece, so that no text takes long.
 */

/** What stands before the question itself, each piece by itself. */
const LEADS = [
  '(?:hi|hey|hello|hiya|yo|morning|good (?:morning|afternoon|evening|day)|dear)(?: (?:there|all|everyone|everybody|team|folks|guys))?',
  'whoowns|who owns(?= who)|bot|sorry|excuse me|so|and|but|ok|okay|well|um|uh|please|pls|plz|thanks|thx|btw|by the way|just|also|now|then|all|folks|guys|again',
  '(?:a )?(?:quick|short|small|stupid|dumb|silly|simple) (?:question|one)|question|(?:i am |i )?new here',
  '(?:do|does|did|can|could|would|will|may) (?:you|u|anyone|anybody|someone|somebody|any of you|one of you)',
  '(?:you|anyone|anybody|someone|somebody|any of you|who|who can|who could)(?= (?:please |kindly |here )?(?:knows?|tell|tells|say|remind))',
  '(?:kindly |maybe |happen to |here )*(?:know|knows|tell|tells|say|remind|show|inform|help)(?: (?:me|us))?(?= |$)',
  'i (?:want|need|wanted|like|would like|love|have|am trying|try)(?: to)? (?:know|find out|learn|ask)',
  '(?:i )?(?:do not know|did not know|forgot|have forgotten|forget|am not sure|am wondering|wonder|wondering)|not sure|no idea|any idea|any clue|no clue|let me know|find out',
  '(?:can|could|may) i ask',
].map((way) => new RegExp(`^(?:${way})(?: ,)*(?: |$)`));

const ASK =
  '(?:ask|talk to|talk with|speak to|speak with|contact|turn to|go to|write to|ping|message|reach|find|meet)';
/** What may stand behind the role, in any order; it changes nothing. */
const TAILS = [
  'here|now|today|nowadays|currently|presently|already|yet|still|anyway|then|actually|exactly|again|so far|meanwhile|atm',
  'at the moment|at present|right now|for now|these days|from now on|as of (?:now|today)|(?:for )?this (?:week|month|sprint|quarter|year)',
  'please|pls|plz|thanks|thank you|thx|btw|by the way|anyone|anybody|right|maybe|guys|folks|whoowns|do you know|does (?:anyone|anybody) know',
  'is|are|who|who is|who are|(?:and )?who is (?:it|that|this)|is who|that is|it is',
  `(?:that |who |whom )?i (?:can|could|should|must|need to|have to) ${ASK}`,
].map((way) => [new RegExp(`^(?:, )*(?:${way})(?= |$)`), new RegExp(`(?:^| )(?:, )*(?:${way})$`)] as const);

const OURS = '(?:our|my|your|this team s|this squad s|this channel s)';
const THE = `(?:the|${OURS})`;
const NOW =
  '(?:new|newest|current|actual|acting|interim|temporary|present|assigned|appointed|designated|official|responsible|dedicated|own)';
/** Words before a role that are no part of its name: the place, and only where a verb stands before it. */
const PLACE =
  '(?<place>(?:(?!(?:a|an|of|to|is|are|who|what|for|by|as|or|the|our|my|your|not)\\b)[^ §,]+ ){1,4}?)';
const MORE = `(?: (?:(?:and|n|plus|as well as|,|, and) )?(?:(?:who|what) (?:is|are) )?(?:${THE} )?(?:${NOW} )?§\\d+)*`;
/** One role or several, with nothing or only an article before it. */
const ROLES = `(?:${NOW} )?(?<roles>§\\d+${MORE})(?= |$)`;
const PLAIN = `(?:${THE} )?${ROLES}`;
const ANY = `(?:(?:a|an|any|some|one|${THE}) )?${ROLES}`;
const FULL = `(?:${THE} )?${PLACE}??${ROLES}`;
const REST = '(?<rest>.*)$';

const IS = '(?:is|are|r|will be|would be|might be|could be|may be|became|is it that is)';
const WHO =
  '(?:who|which person|which one|which colleague|which)(?: (?:exactly|actually|here|now|currently|of us|of you|among us|amongst us|in (?:this|our|the) (?:team|squad|channel)))*';
const HAS =
  '(?:holds?|holding|has|have|plays?|playing|fills?|filling|fulfill?s?|fulfilling|took|takes|took over|takes over|does|caller|performs?|carries|wears?|wearing|owns|occupies|in|got|covers|covering)';
const TITLE = '(?:role|job|hat|position|post|seat|part|function|title)';
const ACTS =
  '(?:acts?|acting|works?|working|serves?|serving|functions?|functioning|operates|fill(?:s|ing)? in|stand(?:s|ing)? in|step(?:s|ping|ped) in|took over|takes over|have|got|know|count|listed|named|registered|assigned|appointed|set|chosen|picked|down|elected|ask|contact|address|talk to|turn to|write to)';
const MADE = '(?:named|appointed|made|chosen|elected|assigned|nominated|announced)';
const REACH =
  '(?:reach|contact|find|get hold of|get in touch with|get in contact with|ping|message|write to|talk to|speak to|speak with|see|meet|locate|identify|ask)';

/** A way to ask. */
interface Way {
  readonly pattern: RegExp;
  /** Much else than a place may stand in it: a name is taken for one where the documents have nothing to say. */
  readonly loose: boolean;
  /** A name is taken for a place only where it is known as one. */
  readonly known: boolean;
  /** It asks only with a question mark, or with a place that is said to be one. */
  readonly mark: boolean;
  /** It asks only with "here", or with a place. */
  readonly placed: boolean;
}

const way = (pattern: string, { loose = false, known = false, mark = false, placed = false } = {}): Way => ({
  pattern: new RegExp(`^${pattern}${REST}`),
  loose,
  known,
  mark,
  placed,
});

export const WAYS: readonly Way[] = [
  way(`${WHO} ${IS}(?: (?:now|currently|actually|exactly|really|here|again))* ${FULL}`),
  way(`${WHO} ${THE} ${ROLES}`),
  way(`${WHO} ${THE} ${PLACE}${ROLES} (?:is|are)(?= |$)`),
  way(`${WHO} ${ROLES}`, { placed: true }),
  way(
    `(?:who|whom) ?(?:is|are|was|has been|do we|did we|have we|can i|do i|should i|could i|can we)? ?(?:now |currently )?${ACTS} (?:as|for) ${PLAIN}`,
  ),
  way(`who (?:was|is|has been|got) ${MADE}(?: as| to be)? ${PLAIN}`),
  way(`who (?:might|would|could|will|may) ${THE} ${ROLES} be(?= |$)`),
  way(`who (?:plays|is playing) ${PLAIN}`),
  way(`${WHO}(?: is| are| has)?(?: now| currently)? ${HAS} ${PLAIN} ${TITLE}(?= |$)`),
  way(`${WHO}(?: is| are| has)?(?: now| currently)? ${HAS} the ${TITLE} of ${PLAIN}`),
  way(
    `(?:(?:what|which)(?: is| are|s)? |give me |i need |i want )?(?:the )?(?:full |first |last )?names? of (?:all )?${FULL}`,
  ),
  way(`(?:(?:what|who)(?: is| are|s)? )?${FULL} (?:s )?(?:full |first |last )?names?(?= |$)`),
  way(`what(?: is| are)? ${PLAIN} (?:is |are )?(?:called|named)(?= |$)`),
  way(`(?:name|list|find|give me|identify) ${THE} ${PLACE}??${ROLES}`, { loose: true }),
  way(`(?:is|are) there (?:already |currently |even |still )?${ANY}`, { loose: true }),
  way(`(?:(?:do (?:we|you|you guys)|did we) )?(?:already |currently |even |actually |still )?have ${ANY}`, {
    loose: true,
  }),
  way(`(?:have |has )?(?:we |you |this team |our team |this squad )?got ${ANY}`, { loose: true }),
  way(`(?:does|has) (?:the |our |this )?${PLACE}(?:have|got) ${ANY}`, { loose: true }),
  way(`any ${ROLES}`, { placed: true, loose: true }),
  way(
    `(?:is|are) (?:not )?(?:(?<person>(?!the |our |my |a )[^ §#,]+(?: [^ §#,]+)?) )?(?:still |now |currently )?${THE} ${ROLES}`,
    { loose: true },
  ),
  way(
    `(?:is|are) (?:not )?(?<person>(?!the |our |my |a )[^ §#,]+(?: [^ §#,]+)?) (?:still |now |currently )?${ROLES}`,
    {
      placed: true,
      loose: true,
    },
  ),
  way(`am i ${PLAIN}`, { loose: true }),
  way(`(?:how|where) (?:do|can|could|would|should) (?:i|we|one|you) (?:best )?${REACH} ${THE} ${ROLES}`, {
    loose: true,
  }),
  way(`where is ${OURS} ${ROLES}`, { loose: true }),
  way(
    `(?:i |we )?(?:am |are )?(?:need|want|have|like|would like|looking|trying)(?: to ${REACH})?(?: for)? ${THE} ${ROLES}`,
    { loose: true },
  ),
  way(`contact(?: person)? (?:for|of) ${THE} ${ROLES}`, { loose: true }),
  way(`${OURS} ${ROLES}`, { mark: true, loose: true }),
  way(PLAIN, { placed: true, mark: true, known: true }),
  way(`${THE} ${PLACE}${ROLES}`, { mark: true, loose: true }),
  way(`${PLACE}${ROLES}`, { mark: true, known: true }),
];

/** What `is … our PO?` is not about. */
export const NOBODY = /^(?:it|that|this|there|what|which|who|only|just|being|becoming|everything)\b/;

/** Takes off what stands before a question. */
export function dropLead(words: string): string {
  return drop(words, (text) => {
    for (const lead of LEADS) {
      const found = lead.exec(text)?.[0];
      if (found) return text.slice(found.length);
    }
    return text;
  });
}

/** Takes off what stands behind a role and changes nothing; `here` where it says so. */
export function dropTail(words: string): { readonly rest: string; readonly here: boolean } {
  let here = false;
  const rest = drop(words, (text) => {
    for (const [first, last] of TAILS) {
      const found = first.exec(text)?.[0] ?? last.exec(text)?.[0];
      if (found === undefined) continue;
      here ||= found.trim() === 'here';
      return (text.startsWith(found) ? text.slice(found.length) : text.slice(0, -found.length)).trim();
    }
    return text;
  });
  return { rest, here };
}

function drop(words: string, once: (text: string) => string): string {
  let text = words;
  for (let next = once(text); next !== text; next = once(text)) text = next;
  return text;
}

/** What may stand beside the question in a message of several sentences, though it looks like another question. */
export const BESIDE =
  /^(?:(?:to )?(?:whom?|which person) (?:do|can|could|should|must) (?:i|we) (?:have to |need to )?(?:ask|turn(?: to)?|talk to|contact|go to|speak to|write to)(?: for)?|(?:does )?(?:anyone|anybody)(?: know)?|any idea|do you know)$/;
/** It gives its question mark to what stands before it: “our new PO, who is that?” */
export const WHO_IS_IT = /^(?:and )?who (?:is|are|was) (?:it|that|this|he|she|they)$/;
/** How another question begins. */
export const ASKS =
  /^(?:who|whom|whose|what|which|when|where|why|how|is|are|do|does|did|can|could|should|would|will|may|am)\b/;

/** How a clause begins that only tells why somebody asks. */
export const TELLS = /^(?:i|we|my|our|it|this|there|someone|somebody|because|since|need)\b/;

const PREPOSITION =
  /^(?:(?:assigned )?(?:in|on|of|for|at|from|within|inside|to)(?<!^to)|over (?:at|in|on)|down in) (.+)$/;

/** The words of the place behind a role: undefined where there are none, null where something else stands there. */
export function readRest(rest: string): readonly string[] | undefined | null {
  if (rest === '') return undefined;
  const place = PREPOSITION.exec(rest)?.[1];
  return place === undefined ? null : place.split(' ');
}
