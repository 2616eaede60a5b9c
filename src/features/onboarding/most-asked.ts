/** So often a topic must have been asked for before that says anything. */
const LEAST_COUNT = 5;

/**
 * The topics that people ask for most, by the counts of the last weeks; filled up with those of a list, and as many as
 * it has. `known` tells which topics there are.
 */
export function mostAsked(
  counts: ReadonlyMap<string, number>,
  listed: readonly string[],
  known: ReadonlyMap<string, unknown>,
): readonly string[] {
  const asked = [...counts]
    .flatMap(([name, count]) => (name.startsWith('topic:') ? [{ topic: name.slice(6), count }] : []))
    .filter(({ topic, count }) => count >= LEAST_COUNT && known.has(topic))
    .sort((a, b) => b.count - a.count || a.topic.localeCompare(b.topic))
    .map(({ topic }) => topic);
  return [...new Set([...asked, ...listed])].slice(0, listed.length);
}
