/** A channel or squad that a question names. */
export type NamedPlace =
  /** By Slack's own link: the channel's id. */
  | { readonly channel: string }
  | {
      /** In their words, without "squad" and the like. */
      readonly words: string;
      /** They said that it is a place: by `#`, or with a word such as "squad". */
      readonly marked: boolean;
    };

/** What a few words say of a place: here, a place, or nothing of the kind. */
export type ReadPlace = 'here' | 'no place' | NamedPlace;

/** `#0` stands for the first of these in a text that `cutPlaces` has read. */
export interface CutPlaces {
  readonly text: string;
  readonly places: readonly NamedPlace[];
}

const LINK_OR_NAME = /<#([A-Z0-9]+)(?:\|[^<>]*)?>|(?<![\p{L}\p{N}&#])#([\p{L}\p{N}][\p{L}\p{N}_-]*)/gu;

/** Takes links and `#names` of channels out of a message as it was typed, before its markup goes. */
export function cutPlaces(raw: string): CutPlaces {
  const places: NamedPlace[] = [];
  const text = raw.replace(LINK_OR_NAME, (_, channel: string | undefined, words: string | undefined) => {
    places.push(channel === undefined ? { words: words ?? '', marked: true } : { channel });
    return ` #${places.length - 1} `;
  });
  return { text, places };
}

const SQUAD = new Set('squad team channel tribe crew chapter subteam'.split(' '));
/** They say what the place is of, and are no places themselves. */
const THING = new Set('app project product service platform area site side'.split(' '));
const ARTICLE = new Set('the our this that my your these s'.split(' '));
/** Whoever says so means where they are, or who they are. */
const HERE = new Set(
  'here me us you it ours mine everyone everybody all them now company organisation organization org workspace slack department place group'.split(
    ' ',
  ),
);
/** “In a Scrum team” is no team that anybody could name. */
const ANY = new Set(
  'a an any every each most some other another one all many which what whose no both two three several different certain such larger smaller big small'.split(
    ' ',
  ),
);
/** What nobody calls a place, unless as the name of a channel. */
const NEVER = new Set(
  (
    'call duty vacation holiday holidays leave sick break terms charge general theory practice principle reality fact need control trouble ' +
    'best better good great ideal perfect typical usual average bad worst previous former last old next senior junior lead chief head associate technical real true right wrong same ' +
    'scrum agile safe kanban lean xp less waterfall devops sprint daily refinement retro planning ' +
    'what who how why and or is are was were be do does did if when where while that to than as not for in on of with by from about across between there teams squads channels , their his her its'
  ).split(' '),
);
const MOST_WORDS = 5;

/** Reads the words behind "on" or "for", or before a role: "the checkout squad", "#0", "me", "a Scrum team". */
export function readPlace(words: readonly string[], places: readonly NamedPlace[]): ReadPlace {
  const rest = words.filter(
    (word, i) => !(ARTICLE.has(word) && words.slice(0, i).every((one) => ARTICLE.has(one))),
  );
  const named = rest.filter((word) => !SQUAD.has(word) && !THING.has(word) && word !== 's');
  const [only, ...more] = named;
  const mark = /^#(\d+)$/.exec(only ?? '')?.[1];
  if (mark !== undefined) return (more.length === 0 && places[Number(mark)]) || 'no place';
  if (ANY.has(rest[0] ?? '')) return HERE.has(rest[0] ?? '') && rest.length === 1 ? 'here' : 'no place';
  if (named.every((word) => HERE.has(word) || ARTICLE.has(word))) return 'here';
  if (named.length > MOST_WORDS || named.some((word) => NEVER.has(word) || /^[#§]/.test(word)))
    return 'no place';
  return { words: named.join(' '), marked: rest.some((word) => SQUAD.has(word)) };
}
