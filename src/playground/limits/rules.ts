export type Data = Readonly<Record<string, unknown>>;

/**
 * Says what is wrong with a value, in plain sentences that begin with the path to it; nothing if it may stand.
 * Takes any value and never throws.
 */
export type Rule = (value: unknown, path: string) => string[];
export type Rules = Readonly<Record<string, Rule>>;

/** What is wrong with an object as a whole, as the rest of a sentence about it: "needs text or fields". */
type Check = (data: Data) => string[];

export const isData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Slack does not say how it counts characters; we count as JavaScript does, an emoji as two. */
export const string =
  (max = Number.POSITIVE_INFINITY, min = 0): Rule =>
  (value, path) => {
    if (typeof value !== 'string') return [`${path} is not a string`];
    if (value.length < min) return [`${path} is empty`];
    return value.length > max ? [`${path} has ${value.length} characters, ${max} at most`] : [];
  };

export const pattern =
  (expression: RegExp, form: string): Rule =>
  (value, path) =>
    typeof value === 'string' && expression.test(value) ? [] : [`${path} is not of the form ${form}`];

export const boolean: Rule = (value, path) =>
  typeof value === 'boolean' ? [] : [`${path} is not true or false`];

export const number: Rule = (value, path) =>
  typeof value === 'number' && Number.isFinite(value) ? [] : [`${path} is not a number`];

export const integer =
  (min: number, max = Number.MAX_SAFE_INTEGER): Rule =>
  (value, path) => {
    if (!Number.isSafeInteger(value)) return [`${path} is not a whole number`];
    if (Number(value) < min) return [`${path} is ${value}, ${min} at least`];
    return Number(value) > max ? [`${path} is ${value}, ${max} at most`] : [];
  };

export const oneOf =
  (...words: readonly string[]): Rule =>
  (value, path) =>
    words.some((word) => word === value) ? [] : [`${path} is ${show(value)}, not ${words.join(' or ')}`];

export const list =
  (rule: Rule, min = 0, max = Number.POSITIVE_INFINITY): Rule =>
  (value, path) => {
    if (!Array.isArray(value)) return [`${path} is not a list`];
    const problems = value.flatMap((item: unknown, i) => rule(item, `${path}[${i}]`));
    if (value.length < min) return [`${path} has ${value.length} items, ${min} at least`, ...problems];
    if (value.length > max) return [`${path} has ${value.length} items, ${max} at most`, ...problems];
    return problems;
  };

/** An object with these fields. Others are not looked at: Slack adds fields faster than its pages name them. */
export const object =
  (required: Rules, optional: Rules = {}, ...checks: readonly Check[]): Rule =>
  (value, path) => {
    if (!isData(value)) return [`${path} is not an object`];
    const inside = (name: string) => (path === '' ? name : `${path}: ${name}`);
    return [
      ...Object.keys(required).flatMap((name) =>
        value[name] === undefined ? [`${inside(name)} is missing`] : [],
      ),
      ...Object.entries({ ...required, ...optional }).flatMap(([name, rule]) =>
        value[name] === undefined ? [] : rule(value[name], inside(name)),
      ),
      ...checks.flatMap((check) => check(value)).map((phrase) => `${path} ${phrase}`),
    ];
  };

/** One of several kinds of objects, told by their `type`; `place` names where only the `allowed` may stand. */
export const byType =
  (rules: Rules, place: string, allowed: readonly string[] = Object.keys(rules)): Rule =>
  (value, path) => {
    if (!isData(value)) return [`${path} is not an object`];
    const { type } = value;
    const rule = typeof type === 'string' && Object.hasOwn(rules, type) ? rules[type] : undefined;
    if (!rule) return [`${path} is of the unknown type ${show(type)}`];
    return allowed.includes(String(type))
      ? rule(value, path)
      : [`${path} is of type ${type}, which has no place in ${place}`];
  };

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

/** That exactly one of the fields is there. */
export const either =
  (...names: readonly string[]): Check =>
  (data) =>
    names.filter((name) => data[name] !== undefined).length === 1
      ? []
      : [`needs either ${names.join(' or ')}`];

/** Names a value of any shape, in short; objects have no words of their own, and may not know how to become any. */
function show(value: unknown): string {
  return typeof value === 'object' || typeof value === 'function' ? typeof value : String(value).slice(0, 40);
}
