import type { Knowledge } from '../knowledge/types.ts';
import type { Candidate, Match, Matcher } from './matcher.ts';
import { isStopWord, splitWords, stem } from './words.ts';

/** From this confidence on the best topic is the answer. */
const ANSWER = 0.6;
/** From this confidence on a topic may be offered as "Did you mean". */
const OFFER = 0.25;

interface Example {
  readonly label: string;
  readonly length: number;
}

/** A matcher that looks for the known phrasings that are most like the question. */
export function createNearestMatcher(knowledge: Knowledge): Matcher {
  const { examples, postings, weight } = index(knowledge);
  const names = expander(knowledge);
  return {
    match(text) {
      const features = featuresOf(text, names);
      const scores = new Map<number, number>();
      let norm = 0;
      for (const [feature, count] of features) {
        const w = weight(feature) * Math.min(count, 2);
        norm += w * w;
        for (const id of postings.get(feature) ?? []) {
          scores.set(id, (scores.get(id) ?? 0) + w * weight(feature));
        }
      }
      const best = new Map<string, number[]>();
      for (const [id, score] of scores) {
        const example = examples[id];
        if (!example) continue;
        const cosine = score / (Math.sqrt(norm) * example.length);
        const list = best.get(example.label) ?? [];
        list.push(cosine);
        best.set(example.label, list);
      }
      const labels = [...best].map(([label, list]) => {
        const top = list.sort((a, b) => b - a).slice(0, 3);
        return [label, (top[0] ?? 0) * 0.6 + (top.reduce((a, b) => a + b, 0) / 3) * 0.4] as const;
      });
      return decide(labels.sort((a, b) => b[1] - a[1]));
    },
  };
}

function decide(labels: readonly (readonly [string, number])[]): Match {
  const total = labels.slice(0, 4).reduce((sum, [, score]) => sum + score ** 4, 0);
  const shares = labels.map(
    ([label, score]) => [label, total > 0 ? (score ** 4 / total) * Math.min(1, score * 1.8) : 0] as const,
  );
  const ranked: Candidate[] = shares
    .filter(([label]) => !label.startsWith('~'))
    .slice(0, 5)
    .map(([topic, confidence]) => ({ topic, confidence }));
  const [label, confidence] = shares[0] ?? ['~not-ours', 0];
  if (label.startsWith('~smalltalk/') && confidence >= ANSWER) {
    return { verdict: 'smalltalk', smalltalk: label.slice('~smalltalk/'.length), ranked, confidence };
  }
  if (!label.startsWith('~') && confidence >= ANSWER)
    return { verdict: 'topic', topic: label, ranked, confidence };
  const topics = ranked
    .filter((c) => c.confidence >= OFFER)
    .slice(0, 3)
    .map((c) => c.topic);
  if (!label.startsWith('~') && topics.length > 0) return { verdict: 'close', topics, ranked, confidence };
  return { verdict: 'none', ranked, confidence: 1 - (ranked[0]?.confidence ?? 0) };
}

function index(knowledge: Knowledge) {
  const names = expander(knowledge);
  const examples: Example[] = [];
  const bags: Map<string, number>[] = [];
  const labels: string[] = [];
  const add = (label: string, text: string) => {
    bags.push(featuresOf(text, names));
    labels.push(label);
  };
  for (const topic of knowledge.topics.values())
    for (const ask of [topic.title, ...topic.asks]) add(topic.id, ask);
  for (const talk of knowledge.smalltalk) for (const ask of talk.asks) add(`~smalltalk/${talk.id}`, ask);
  for (const ask of knowledge.notOurs) add('~not-ours', ask);
  const postings = new Map<string, number[]>();
  bags.forEach((bag, id) => {
    for (const feature of bag.keys()) {
      const list = postings.get(feature);
      if (list) list.push(id);
      else postings.set(feature, [id]);
    }
  });
  const weight = (feature: string) => {
    const rarity = Math.log(1 + bags.length / (1 + (postings.get(feature)?.length ?? 0)));
    return feature.startsWith('#') ? rarity * 0.4 : rarity;
  };
  bags.forEach((bag, id) => {
    let sum = 0;
    for (const feature of bag.keys()) sum += weight(feature) ** 2;
    examples.push({ label: labels[id] ?? '', length: Math.sqrt(sum) });
  });
  return { examples, postings, weight };
}

type Expander = (words: readonly string[]) => string[];

function expander(knowledge: Knowledge): Expander {
  const roles = new Map(
    knowledge.roles.flatMap((role) => role.names.map((name) => [name, `role${role.id}`] as const)),
  );
  const { short } = knowledge.vocabulary;
  return (words) => {
    const out: string[] = [];
    for (let i = 0; i < words.length; i++) {
      const pair = roles.get(`${words[i]} ${words[i + 1]}`);
      const one = words[i] ?? '';
      if (pair) {
        out.push(pair);
        i++;
      } else
        out.push(
          ...(roles.has(one)
            ? [roles.get(one) ?? one]
            : (short.get(one) ?? one).toLowerCase().split(/[\s-]+/)),
        );
    }
    return out;
  };
}

function featuresOf(text: string, expand: Expander): Map<string, number> {
  const bag = new Map<string, number>();
  const add = (feature: string) => bag.set(feature, (bag.get(feature) ?? 0) + 1);
  const words = expand(splitWords(text.slice(0, 2000)))
    .filter((word) => !isStopWord(word))
    .map(stem);
  words.forEach((word, i) => {
    add(word);
    const next = words[i + 1];
    if (next !== undefined) add(`${word} ${next}`);
    if (word.startsWith('role')) return;
    const framed = `^${word}$`;
    for (let n = 3; n <= 4; n++) {
      for (let k = 0; k + n <= framed.length; k++) add(`#${framed.slice(k, k + n)}`);
    }
  });
  return bag;
}
