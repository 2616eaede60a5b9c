export type Data = Readonly<Record<string, unknown>>;

/**
 * Says what is wrong with a value, in sentences that begin with the path to it; nothing if it is fine. Takes any value
 * and never throws.
 */
export type Rule = (value: unknown, path: string) => string[];
export type Rules = Readonly<Record<string, Rule>>;

/** What is wrong with an object as a whole, as the rest of a sentence about it: "needs text or fields". */
type Check = (data: Data) => string[];

export const isData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const asData = (value: unknown): Data => (isData(value) ? value : {});
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const check =
  (isFine: (value: unknown) => boolean, problem: string | ((value: unknown) => string)): Rule =>
  (value, path) =>
    isFine(value) ? [] : [`${path} is ${typeof problem === 'string' ? problem : problem(value)}`];

/** Slack doesn't say how it counts characters; we count as JavaScript does, an emoji as two. */
export const string =
  (max = Number.POSITIVE_INFINITY, min = 0): Rule =>
  (value, path) => {
    if (typeof value !== 'string') return [`${path} is not a string`];
    if (value.length < min) return [`${path} is empty`];
    return value.length > max ? [`${path} has ${value.length} characters, ${max} at most`] : [];
  };

export const pattern = (expression: RegExp, form: string): Rule =>
  check((value) => typeof value === 'string' && expression.test(value), `not of the form ${form}`);
export const boolean = check((value) => typeof value === 'boolean', 'not true or false');
export const number = check((value) => Number.isFinite(value), 'not a number');
export const oneOf = (...words: readonly string[]): Rule =>
  check(
    (value) => words.some((word) => word === value),
    (value) => `${show(value)}, not ${words.join(' or ')}`,
  );

export const integer =
  (min: number, max = Number.MAX_SAFE_INTEGER): Rule =>
  (value, path) => {
    if (!Number.isSafeInteger(value)) return [`${path} is not a whole number`];
    if (Number(value) < min) return [`${path} is ${value}, ${min} at least`];
    return Number(value) > max ? [`${path} is ${value}, ${max} at most`] : [];
  };

export const list =
  (rule: Rule, min = 0, max = Number.POSITIVE_INFINITY): Rule =>
  (value, path) => {
    if (!Array.isArray(value)) return [`${path} is not a list`];
    const problems = value.flatMap((item: unknown, i) => rule(item, `${path}[${i}]`));
    if (value.length < min) problems.unshift(`${path} has ${value.length} items, ${min} at least`);
    if (value.length > max) problems.unshift(`${path} has ${value.length} items, ${max} at most`);
    return problems;
  };

/**
 * An object with these fields; those whose names end in `?` may be missing. Other fields are ignored: Slack adds fields
 * faster than it documents them.
 */
export const object =
  (fields: Rules, ...checks: readonly Check[]): Rule =>
  (value, path) => {
    if (!isData(value)) return [`${path} is not an object`];
    const problems = Object.entries(fields).flatMap(([key, rule]) => {
      const name = key.replace('?', '');
      const inside = path === '' ? name : `${path}: ${name}`;
      if (value[name] !== undefined) return rule(value[name], inside);
      return name === key ? [`${inside} is missing`] : [];
    });
    return [...problems, ...checks.flatMap((find) => find(value)).map((problem) => `${path} ${problem}`)];
  };

/** An object whose `type` decides its rule; `place` names where only the `allowed` types may stand. */
export const byType =
  (rules: Rules, place: string, allowed: readonly string[] = Object.keys(rules)): Rule =>
  (value, path) => {
    if (!isData(value)) return [`${path} is not an object`];
    const { type } = value;
    const rule = typeof type === 'string' && Object.hasOwn(rules, type) ? rules[type] : undefined;
    if (!rule) return [`${path} is of the unknown type ${show(type)}`];
    if (allowed.includes(String(type))) return rule(value, path);
    return [`${path} is of type ${type}, which has no place in ${place}`];
  };

/** Types that Slack has and the bot doesn't send: any object of them is fine. */
export const unchecked = (...types: readonly string[]): Rules =>
  Object.fromEntries(types.map((type) => [type, object({})]));

/** A text object (docs.slack.dev/reference/block-kit/composition-objects/text-object); it is never empty. */
export const text =
  (max: number, ...types: readonly string[]): Rule =>
  (value, path) => {
    if (!isData(value)) return [`${path} is not a text object`];
    const wrong = oneOf(...(types.length > 0 ? types : ['plain_text', 'mrkdwn']))(
      value.type,
      `${path}: type`,
    );
    return wrong.length > 0 ? wrong : string(max, 1)(value.text, path);
  };

export const plain = (max: number): Rule => text(max, 'plain_text');

/** Exactly one of two fields is there. */
export const either =
  (one: string, other: string): Check =>
  (data) =>
    (data[one] === undefined) === (data[other] === undefined) ? [`needs either ${one} or ${other}`] : [];

/** Names a value of any shape, in short. Objects may fail to become a string, so only their type is named. */
function show(value: unknown): string {
  return typeof value === 'object' || typeof value === 'function' ? typeof value : String(value).slice(0, 40);
}
