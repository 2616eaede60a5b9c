import type { ViewOutput } from '@slack/bolt';
import { askKey } from '../../answer/compare-with-files.ts';
import { otherRole } from '../../answer/taught-entry.ts';
import type { TopicGroup } from '../../answer/types.ts';
import type { Role, Topic } from '../../knowledge/types.ts';
import { COPY } from './copy.ts';
import { MOST_ASKS, SOMEBODY_ELSE } from './views/teach-dialog.ts';

/** What somebody fills in. */
export interface TaughtFields {
  readonly role: string;
  readonly topic: string | undefined;
  readonly title: string;
  readonly answer: string;
  readonly source: string;
  readonly asks: readonly string[];
}

/** What was filled in: an answer, or that what was asked is a topic whose answer is known; or what is missing, by field. */
type ReadTeach =
  | { readonly fields: TaughtFields }
  | { readonly accept: string; readonly asks: readonly string[] }
  | { readonly errors: Record<string, string> };

const MOST_CHARACTERS = 400;

/** Reads the dialog of `buildTeachDialog`. */
export function readTeachFields(
  { state: { values } }: ViewOutput,
  { roles, groups }: { readonly roles: readonly Role[]; readonly groups: readonly TopicGroup[] },
  isEdit: boolean,
): ReadTeach {
  const textOf = (name: string) => values[name]?.[name]?.value?.trim() ?? '';
  const chosen = values.role?.role?.selected_option?.value ?? '';
  const other = textOf('other');
  const topicId = values.topic?.topic?.selected_option?.value;
  const topics = groups.flatMap((group) => group.topics);
  // A new thing that is called like a known topic is that topic.
  const topic =
    topicId === undefined
      ? topics.find(({ title }) => askKey(title) === askKey(textOf('title')))
      : topics.find(({ id }) => id === topicId);
  const [answer, source] = [textOf('answer'), textOf('source')];
  const asks = [
    ...new Set(
      textOf('asks')
        .split('\n')
        .map((line) => line.trim().slice(0, MOST_CHARACTERS))
        .filter((line) => line !== ''),
    ),
  ];
  const title = topic?.title ?? textOf('title');
  const isNothingNew = topic !== undefined && answer === '' && source === '' && !isEdit;
  const errors: Record<string, string> = {
    ...roleError(chosen, other, roles),
    ...(topicId !== undefined && !topic ? { topic: COPY.teach.errors.unknownTopic } : {}),
    ...(title === '' ? { title: COPY.teach.errors.title } : {}),
    ...(asks.length === 0 ? { asks: COPY.teach.errors.noAsks } : {}),
    ...(asks.length > MOST_ASKS ? { asks: COPY.teach.errors.tooManyAsks(MOST_ASKS) } : {}),
    ...(isNothingNew ? differs(topic, chosen, roles) : {}),
    ...(answer === '' && !isNothingNew ? { answer: COPY.teach.errors.answer } : {}),
    ...(source === '' && !isNothingNew ? { source: COPY.teach.errors.source } : {}),
  };
  if (Object.keys(errors).length > 0) return { errors };
  if (isNothingNew) return { accept: topic.id, asks };
  const role = chosen === SOMEBODY_ELSE ? otherRole(other) : chosen;
  return { fields: { role, topic: topic?.id, title, answer, source, asks } };
}

function roleError(chosen: string, other: string, roles: readonly Role[]): Record<string, string> {
  if (chosen === SOMEBODY_ELSE) {
    return other === '' ? { other: COPY.teach.errors.other } : {};
  }
  if (other !== '') return { other: COPY.teach.errors.notOther };
  return roles.some(({ id }) => id === chosen) ? {} : { role: COPY.teach.errors.unknownRole };
}

/** Another role than the document names is something new, and needs to be written out. */
function differs(topic: Topic, chosen: string, roles: readonly Role[]): Record<string, string> {
  if (topic.roles.includes(chosen)) return {};
  const names = topic.roles.map((id) => roles.find((role) => role.id === id)?.name ?? id).join(' and ');
  return { answer: COPY.teach.errors.otherRole(names) };
}
