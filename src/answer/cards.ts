import type { Knowledge, Role, Topic } from '../knowledge/types.ts';
import type { RoleCard, RolePair, TopicCard, TopicGroup } from './types.ts';

/** Makes the cards of topics and roles. */
export function createCards(knowledge: Knowledge) {
  const roles = new Map(knowledge.roles.map((role) => [role.id, role]));
  const topic = (of: Topic): TopicCard => ({
    topic: of,
    roles: of.roles.flatMap((id) => roles.get(id) ?? []),
    documentTitle: knowledge.documents.get(of.document)?.title ?? of.document,
    related: of.related.flatMap((id) => knowledge.topics.get(id) ?? []),
  });
  const ofRole = new Map<string, RoleCard>();
  for (const role of knowledge.roles) {
    const own = [...knowledge.topics.values()].filter((entry) => entry.holder === role.id);
    const sum = own.find((entry) => entry.kind === 'role');
    // The loader makes sure that each role has its sum.
    if (!sum) throw new Error(`The role ${role.id} has no topic of the kind "role".`);
    ofRole.set(role.id, {
      role,
      sum: topic(sum),
      duties: own.filter((entry) => entry.kind === 'responsibility'),
    });
  }
  const role = (of: Role): RoleCard => {
    const card = ofRole.get(of.id);
    if (!card) throw new Error(`The role ${of.id} is not in the knowledge.`);
    return card;
  };
  return { topic, role };
}

/** All topics by the roles that hold them, single roles first. */
export function groupTopics(knowledge: Knowledge): TopicGroup[] {
  const groups = new Map<string, Topic[]>();
  for (const topic of knowledge.topics.values()) {
    const heading = topic.roles
      .map((id) => knowledge.roles.find((role) => role.id === id)?.name ?? id)
      .join(' and ');
    groups.set(heading, [...(groups.get(heading) ?? []), topic]);
  }
  const byNumberOfRoles = (group: TopicGroup) => group.topics[0]?.roles.length ?? 0;
  return [...groups]
    .map(([heading, topics]) => ({ heading, topics }))
    .sort((a, b) => byNumberOfRoles(a) - byNumberOfRoles(b));
}

/** The topic that a document itself has on two roles, if there is one. */
export function comparisonOf(one: Role, two: Role, knowledge: Knowledge): Topic | undefined {
  return [...knowledge.topics.values()].find(
    (topic) =>
      topic.kind === 'comparison' &&
      topic.roles.length === 2 &&
      [one, two].every((role) => topic.roles.includes(role.id)),
  );
}

/** The roles worth comparing beside a topic: those of a comparison that the document makes with the topic's role. */
export function pairFor(topic: Topic, knowledge: Knowledge): RolePair | undefined {
  const comparison = [...knowledge.topics.values()].find(
    (other) => other.kind === 'comparison' && topic.roles.some((role) => other.roles.includes(role)),
  );
  const [one, two] = (comparison?.roles ?? []).flatMap(
    (id) => knowledge.roles.find((role) => role.id === id) ?? [],
  );
  return one && two ? [one, two] : undefined;
}
