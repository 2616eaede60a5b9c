/**
 * How people ask, over a sentence in lower case in which `§` stands for a role. What may stand before the question is
 * taken off first. Sentences are cut to some sixty words, so no pattern has long to look.
 */

const LEAD_WORDS = new Set(
  'hi hey hello hiya yo dear so and but ok okay well um uh please pls plz thanks thx btw just also now then sorry again all folks guys team everyone question'.split(
    ' ',
  ),
);
/** What stands before the question itself. Each is a run of whole words at the start. */
const LEADS = [
  'excuse me',
  'by the way',
  'quick question',
  'quick one',
  'good morning',
  'good afternoon',
  'the question is',
  'my question is',
  'i have a question',
  'i have a doubt',
  'i have question to you',
  'let me make a question',
  'in your experience',
  'in your opinion',
  'in general',
  'in practice',
  'in theory',
  'may i ask',
  'can i ask',
  'could i ask',
  'i wonder',
  'i am wondering',
  'i was wondering',
  'i want to know',
  'i would like to know',
  'i d like to know',
  'i d love to know',
  'i need to know',
  'i do not know',
  'not sure',
  'i am not sure',
  'no idea',
  'any idea',
  'does anyone know',
  'does anybody know',
  'do you know',
  'anyone know',
  'anybody know',
  'can you tell me',
  'could you tell me',
  'could you perhaps tell me',
  'would you tell me',
  'can someone tell me',
  'could someone tell me',
  'can anyone tell me',
  'can you explain',
  'can someone explain',
  'can someone describe',
  'could you describe',
  'can you describe',
  'could you explain',
  'please explain',
  'explain to me',
  'tell me',
  'remind me',
].map((lead) => lead.split(' '));

/** Takes off what stands before the question itself. */
export function dropLead(words: readonly string[]): readonly string[] {
  let at = 0;
  for (let moved = true; moved; ) {
    moved = false;
    while (LEAD_WORDS.has(words[at] ?? '')) at++;
    for (const lead of LEADS) {
      if (lead.some((word, i) => words[at + i] !== word)) continue;
      at += lead.length;
      moved = true;
      break;
    }
  }
  return words.slice(at);
}

const any = (words: string) => new RegExp(`\\b(?:${words})\\b`);
const starts = (words: string) => new RegExp(`^(?:${words})(?: |$)`);

const ONE = '(?:the |a |an |our |my |your |any |this )?';

/** Asks for a holder in other words than "who". */
export const HOLDER = new RegExp(
  [
    '\\b(?:which|what|whose) (?:of (?:the|these|those|our) )?(?:two |both |product )*(?:roles?|person|people|position|job title|title|side|hat|one|colleague|department)\\b',
    '\\bwhich of (?:them|the two|us|§)',
    '\\b(?:the|a|right|responsible) (?:person|role|one) (?:for|to|who|in charge|responsible)\\b',
    '\\b(?:person|someone|somebody|anyone|anybody) (?:who|that|in charge|responsible|owns?|decides?|takes?|looks?|handles?|has|have)\\b',
    '\\bin charge\\b|\\bby role\\b',
  ].join('|'),
);
/** The same in a word, where nothing else is asked. */
export const OWNER = any('owners?|ownership|owned');
export const WHO = /\b(?:who|whom|whose|whos|whoever)\b/g;
/** What follows these is told, not asked: "those who". */
export const TOLD =
  /\b(?:those|people|users|customers|clients|someone|somebody|anyone|anybody|everyone|guys|folks|ones|developers|engineers|stakeholders|man|woman) $/;
export const MAY =
  /^(?:who|whom) (?:else )?(?:can|could|may|might|is allowed to|are allowed to|is able to|gets to|has (?:the )?(?:access|rights?|permissions?))(?: \w+)? (?:to )?(?:add|adding|edit|editing|see|view|access|read|open|delete|join|attend|log|submit|vote|comment|contribute|use|download|invite|help|give|explain|teach|show)\b/;
/** Asks whom to turn to for a thing itself, and not for a decision on it. */
export const ACCESS =
  /^(?:who|whom)\b.*\b(?:access|permissions?|a copy|the link|a link|password|login|licen[cs]e|template|edit rights|invite) (?:to|for|of|from)\b/;
export const NEGATED =
  /^(?:who|whom|whos|whose job|which role|which of the two|what role)(?: s)? (?:(?:is|are|does|do|did|should|can|could|may|must|has|need|needs|would|will|shall) (?:definitely |certainly |usually |really )?not|(?:is|are|does|do|did|should|can|could|may|must|has|need|would|will|shall) (?:i|we|you) (?:definitely |certainly |really )?not|ca not|wo not|never|cannot|cant|dont|doesnt|isnt|shouldnt|wont|arent|mustnt|(?:has|have|gets?) no)\b/;
export const FOR_WHOM =
  /^(?:who|whom) (?:is|are|was|were|do|does|did)\b(?!.*\b(?:responsible|accountable|ask|contact|stand|stands|care|cares|caring|there|looking|look)\b).* for$|^for (?:who|whom)\b/;
/** Asks for people around a role, or for anybody. */
export const PERSON = new RegExp(
  [
    '^(?:who|whom) (?:else )?(?:uses?|reports?|invented|hires?|pays|benefits)\\b',
    `^(?:who|whom) (?:do|does|should|would|did) ${ONE}§ (?:report|answer) to\\b`,
    `^(?:who|whom) (?:manages|leads|is above|is over|trains|supervises|replaces|appoints|chooses|picks|coaches|is the boss of|outranks|hires|is higher) ${ONE}§$`,
    '^who is (?:higher|above|senior|more important|the boss)\\b',
    '^whose (?:role|job) is (?:more|most|less|better|harder)\\b',
  ].join('|'),
);
/** Asks who did something once; documents say who does it. */
export const PAST =
  /^(?:who|whom) (?:has |have |had |actually )*(?:(?!need|feed|proceed|exceed|succeed|embed)\w{2,}ed|wrote|written|bought|found|made|built|broke|took|sold|chose|gave|got|won|drew|did|sent|said|told|thought|spoke|taught|left|lost)(?! up with\b)(?: |$)/;
export const DEFINES = /^(?:who|whos)(?: is| are| s)? (?:a |an |the )?§$/;

export const AUX = starts(
  'ca|wo|do|does|did|is|are|am|was|should|shall|can|could|may|might|must|will|would|has|have|had|isn|aren|doesn|don|shouldn|wouldn|couldn|ought',
);
/** Asks the bot to do something. */
export const REQUEST = starts('(?:can|could|would|will) (?:you|u)');
const COMMAND = starts(
  '(?:show|send|give|open|fetch|print|delete|export|update|add|summari[sz]e|remove|move|estimate|write|draft|book|schedule|walk|guide|take|share|convince|help) (?:me|us|the|a|an|my|our|your|this|all|some)',
);

export const RELATION = any(
  'vs|versus|differ|differs|differences?|different|differentiat\\w+|separates?|distinguish|distinguishes|distinction|diff|compare|compared|comparison|similar|similarities|relation|relationship|relate|boundary|border|line|overlap|overlaps|same|together|each other|one another|interact|divide|divided|share|split|both|either|equal|interchangeable|identical|synonyms?|cooperate|collaborate|collaboration|teamwork|hand in hand|work between|confuse|apart|partners|rivals|from § to|tell|(?:does|do|is|are) not',
);
/** Two roles without their names. */
export const TWO_ROLES = any(
  '(?:the|those|these|both|two|either|our) (?:two )?(?:product )?(?:roles|people|folks|jobs|persons|titles|positions)|need both|the two|those two|these two|second product person|one product person',
);
export const DIFFERENCE = any('differences?|different|differ|vs|versus|compared');
/** Ends one role and begins the other. */
export const BORDER = any('stops?|ends?|starts?|begins?');
/** Between two roles, but not what they do. */
export const RANK = any(
  'one person|same person|be both|reports?|higher|the boss of|salary|earns?|pays?|become|from § to §|senior|junior|certification',
);
export const OR = new RegExp(`§ or (?:is it |does |should )?${ONE}§`);

/** What a role is like, needs or gets: no document of responsibilities says that. */
export const QUALITY = new RegExp(
  [
    '§ (?:really |also |always |ever |have to |need to )*(?:be|being) (?:a|an|the same|technical|in|from|on|at|based|paid|located|certified|full|more|part|remote|colocated|good)\\b',
    '§ (?:have to |need to )?be the (?:most|best|only|same)\\b',
    `^(?:is|are) (?:the|a|an|our) \\w+ ${ONE}§$`,
    '§ (?:really |also |always |ever |have to )*(?:needs? (?:a|an|to (?:be|know|have|understand|learn|code))|comes?|gets? (?!involved)|earns?|knows?|reports?|become|code|stay in|replaced?)\\b',
    '(?:replace|become|be|hire|fire|promote|share) (?:a |an |the |our )?§',
    `^(?:is|are|was) (?:being )?${ONE}§ (?:a|an|really|part of|higher|senior|junior|worth|technical|better|above|below|dead|the same|on (?:holiday|vacation|leave))\\b`,
    '§ (?:meant|supposed|expected) to be (?:a|an|the|in)\\b',
    '\\b(?:one person|same person|two people|multiple teams|several teams)\\b',
    '^is there (?:a|an|any) §',
    `^am i ${ONE}§`,
    '^should there be\\b',
    `^is it (?:ok|okay|fine|good|bad|rude|possible|worth) (?:to|if i|when i)\\b`,
  ].join('|'),
);
/** What is asked about a role that is no duty. */
export const NO_DUTY = new RegExp(
  [
    '^(?:what|which) (?:(?:good|best|the|are|is|kind of|type of|hard|soft) )*(?:tools?|skills?|kpis?|metrics|questions?|certifications?|certificates?|books?|degree|salary|qualities|formats?|times?|number|training|courses?|software|percentage|ratio|methodolog\\w+)\\b',
    '\\b(?:makes? (?:for )?(?:a|an) (?:good|great|successful)|comes (?:after|next)|career|salary|earn|wear|interview|certificate|certification|next step|report to|number)\\b',
    '^(?:what|which) (?:can|should|do|could|shall|must) (?:i|we) do\\b',
    '^what (?:should|does|do|can|must) (?!(?:the |a |an |our |my )*§)(?:the |a |an |our |my )?\\w+(?: \\w+)? (?:do|think)\\b',
    '^what happens\\b',
  ].join('|'),
);
/** They stand for a role that was named before. */
export const PRONOUN = any('he|she|they|them|him|her|his|their|this person|that person|it|that|am i');
/** Asks whether what was said is so. */
export const TAG =
  /^(?:is|are|isn|am|have|do|did|does) ?(?:not )?(?:that|this|it|he|she|they|i|we) (?:not )?(?:is |are |got |get )?(?:that |it |this )?(?:so|right|correct|true|wrong|how it should be|ok|okay|fine)$/;

/** The other forms, in the order in which they are looked for. */
export const OTHERS = [
  [
    'amount',
    starts(
      '(?:and |but )?(?:how|about how) (?:often|many|much|long|big|far|soon|frequent|frequently|hard|large|old|high|fast|detailed|few)|what (?:percentage|number|size|budget|length|ratio|frequency)',
    ),
  ],
  ['why', starts('how come')],
  ['bare', starts('how about|what about')],
  ['bare', starts('how (?:do|can|could|should|would) (?:we|you|i|one) (?:ensure|make sure|see to it)')],
  [
    'bare',
    /^(?:what|which|when)(?! (?:\w+ )*(?:is|are|was|do|does|did|can|could|should|will|would|must|has|have|s)\b)(?: \w+){1,4}$/,
  ],
  [
    'how-to',
    starts(
      '(?:and |but )?how (?:too?|(?:do|can|could|should|would|might|must) (?:i|one|a \\w+)|would (?:we|you))',
    ),
  ],
  ['how', starts('(?:and |but )?how|(?:in |on |by )?(?:what|which) (?:basis|way|ways|criteria)')],
  [
    'when',
    starts(
      'when|what time|what day|by when|until when|since when|at what point|in which (?:sprint|week|month)',
    ),
  ],
  ['where', starts('(?:from )?where')],
  ['why', starts('why|what for|for what reason|what is the reason')],
  ['what-if', starts('what if|what happens|what will happen|what would happen|what about if|if')],
  ['bare', /^(?:what|whats|which)(?: is| are)?$/],
  ['what', starts('(?:(?:in|on|at|by|for|with|to|from) )?(?:what|whats|which)')],
  ['request', REQUEST],
  ['whether', AUX],
  ['whether', starts('true or false|any harm|any|anyone else|anybody else|best')],
  ['request', COMMAND],
  [
    'how-to',
    starts(
      '(?:any )?(?:tips|templates?|examples?|guide|guidelines|tutorial|checklist|best practices?|tools?)',
    ),
  ],
] as const;
