/** Words that carry no meaning of their own for us; "who", "what" and the like stay, they tell questions apart. */
const STOP = new Set(
  'a an the of to for in on at and or is are was were be been being am do does did done have has had will would can could should shall may might must i you he she it we they me my your his her its our their them us this that these those there here so just as by with from about into if then than also please'.split(
    ' ',
  ),
);

const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:waht|whta|wht)\b/g, 'what'],
  [/\b(?:shoud|shuold|shold)\b/g, 'should'],
  [/\bhwo(?= (?:do|can|could|should|to)\b)/g, 'how'],
  [/\b(?:hwo|woh)\b/g, 'who'],
  [/\b(who|what|where|how|that|there|it|he|she|here|when)['’]?s\b/g, '$1 is'],
  [/(?<=\w)n['’]t\b/g, ' not'],
  [/['’](?:re|ve|ll|d|m)\b/g, ' '],
  [/['’]s\b/g, ''],
];

/** Splits a text into lower-case words without accents; abbreviations are not yet spelled out. */
export function splitWords(text: string): string[] {
  let plain = text
    // To put a long run of accents in order takes time that grows with its square.
    .replace(/(?<=\p{M}{8})\p{M}+/gu, '')
    .normalize('NFKD')
    // A single character may be spelled out as eighteen.
    .slice(0, 2 * text.length)
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  for (const [pattern, replacement] of CONTRACTIONS) plain = plain.replace(pattern, replacement);
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Whether a word carries no meaning of its own here. */
export function isStopWord(word: string): boolean {
  return STOP.has(word);
}

/** Takes the endings off an English word: "prioritizing", "prioritised" and "priorities" meet. */
export function stem(word: string): string {
  if (word.length < 4) return word;
  let w = word
    .replace(/isation/g, 'ization')
    .replace(/is(e[sd]?|ing)$/, 'iz$1')
    .replace(/our(s|ed|ing|ite)?$/, 'or$1');
  w = w
    .replace(/(?:ies|ied)$/, 'y')
    .replace(/(?:it)?(?:izations?|izing|ized|izes?|izers?)$/, '')
    .replace(/(?<=ss|sh|ch|x|z)es$/, '')
    .replace(/(?<=[^su])s$/, '')
    .replace(/(?<=\w{3})(?:ing|ed|ers?|ions?|ment|ity)$/, '')
    .replace(/(?<=\w{3})e$/, '')
    .replace(/([bdfgmnprt])\1$/, '$1');
  w = w.replace(/(?<=\w{3})y$/, 'i');
  return w.length >= 2 ? w : word;
}

/** Words in which people ask who does something, whatever it is. */
const ASKING = new Set(
  'who whom whose what which where when how why responsible responsibility accountable charge care take takes taking taken look looks looking after own owns owner owners handle handles handling deal deals job role duty person people someone somebody anyone one ask contact talk talks speak turn ping go get gets find know knows tell tells say says help need want allowed supposed decide decides here currently right now usually'.split(
    ' ',
  ),
);

/** Whether a word belongs to how people ask rather than to what they ask about. */
export function isAskingWord(word: string): boolean {
  return ASKING.has(word);
}
