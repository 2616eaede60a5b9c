import type { types } from '@slack/bolt';
import { z } from 'zod';
import { otherNameOf, type TaughtEntry } from '../../../answer/taught-entry.ts';
import type { TopicGroup } from '../../../answer/types.ts';
import type { Role } from '../../../knowledge/types.ts';
import { readJson } from '../../../slack/read-json.ts';
import { plain, section } from '../../../slack/ui/blocks.ts';
import { cut, escapeText } from '../../../slack/ui/text.ts';
import { LEARNING_DIALOG } from '../actions.ts';
import { COPY } from '../copy.ts';

/** What the dialog for an answer begins with. */
export interface TeachShown {
  /** The first question of the gap that it answers. */
  readonly question?: string;
  /** The entry that it changes, with the version that was read. */
  readonly entry?: TaughtEntry;
  readonly version?: number;
  readonly asks: readonly string[];
}

const MOST_ASKS_CHARACTERS = 3000;
/** So many ways to ask are shown, and taken when it is sent. */
export const MOST_ASKS = 50;
/** The choice for an owner that is none of the roles. */
export const SOMEBODY_ELSE = 'somebody-else';

/** Builds the dialog in which somebody answers a gap, or edits what was taught. */
export function buildTeachDialog(
  { question, entry, version, asks }: TeachShown,
  roles: readonly Role[],
  groups: readonly TopicGroup[],
): types.ModalView {
  const roleOptions = [
    ...roles.slice(0, 99).map(({ id, name }) => ({ text: plain(name, 75), value: id })),
    { text: plain(COPY.teach.somebodyElse, 75), value: SOMEBODY_ELSE },
  ];
  const topicGroups = groups.map(({ heading, topics }) => ({
    label: plain(heading, 75),
    options: topics.slice(0, 100).map(({ id, title }) => ({ text: plain(title, 75), value: cut(id, 150) })),
  }));
  const other = otherNameOf(entry?.role ?? '');
  const role = other === undefined ? entry?.role : SOMEBODY_ELSE;
  const initialRole = roleOptions.find(({ value }) => value === role);
  const initialTopic = topicGroups
    .flatMap(({ options }) => options)
    .find(({ value }) => value === entry?.topic);
  const [first, ...more] = entry ? [] : asks;
  const text = (
    name: string,
    label: string,
    over: {
      optional?: boolean;
      multiline?: boolean;
      max: number;
      initial?: string | undefined;
      hint?: string;
    },
  ): types.KnownBlock => ({
    type: 'input',
    block_id: name,
    optional: over.optional === true,
    label: plain(label, 2000),
    ...(over.hint === undefined ? {} : { hint: plain(over.hint, 2000) }),
    element: {
      type: 'plain_text_input',
      action_id: name,
      multiline: over.multiline === true,
      max_length: over.max,
      ...(over.initial ? { initial_value: cut(over.initial, over.max) } : {}),
    },
  });
  return {
    type: 'modal',
    callback_id: LEARNING_DIALOG.teach,
    title: plain(entry ? COPY.teach.editTitle : COPY.teach.answerTitle, 24),
    submit: plain(COPY.teach.save, 24),
    close: plain(COPY.teach.close, 24),
    private_metadata: JSON.stringify({ question, entry: entry?.id, version } satisfies z.input<
      typeof metadata
    >),
    blocks: [
      ...(first === undefined
        ? []
        : [section(COPY.teach.peopleAsk(escapeText(cut(first, 300)), more.length))]),
      {
        type: 'input',
        block_id: 'role',
        label: plain(COPY.teach.role, 2000),
        element: {
          type: 'static_select',
          action_id: 'role',
          placeholder: plain(COPY.teach.rolePlaceholder, 150),
          options: roleOptions,
          ...(initialRole ? { initial_option: initialRole } : {}),
        },
      },
      text('other', COPY.teach.other, {
        optional: true,
        max: 75,
        initial: other,
        hint: COPY.teach.otherHint,
      }),
      {
        type: 'input',
        block_id: 'topic',
        optional: true,
        label: plain(COPY.teach.topic, 2000),
        hint: plain(entry ? COPY.teach.topicHint : COPY.teach.topicHintKnown, 2000),
        element: {
          type: 'static_select',
          action_id: 'topic',
          placeholder: plain(COPY.teach.topicPlaceholder, 150),
          option_groups: topicGroups,
          ...(initialTopic ? { initial_option: initialTopic } : {}),
        },
      },
      text('title', COPY.teach.title, {
        optional: true,
        max: 75,
        initial: entry?.topic === undefined ? entry?.title : undefined,
        hint: COPY.teach.titleHint,
      }),
      text('answer', COPY.teach.answer, {
        optional: !entry,
        multiline: true,
        max: 600,
        initial: entry?.answer,
        hint: COPY.teach.answerHint,
      }),
      text('source', COPY.teach.source, { optional: !entry, max: 300, initial: entry?.source }),
      text('asks', COPY.teach.asks, {
        multiline: true,
        max: MOST_ASKS_CHARACTERS,
        initial: wholeLines(asks),
      }),
    ],
  };
}

/** As many lines as fit, none of them cut. */
function wholeLines(lines: readonly string[]): string {
  let text = '';
  for (const line of lines.slice(0, MOST_ASKS)) {
    const longer = text === '' ? line : `${text}\n${line}`;
    if (longer.length > MOST_ASKS_CHARACTERS) break;
    text = longer;
  }
  return text;
}

const metadata = z.object({
  question: z.string().optional().catch(undefined),
  entry: z.string().optional().catch(undefined),
  version: z.number().optional().catch(undefined),
});

/** Reads what the dialog carries; nothing where it is one of another version. */
export function readTeachMetadata(text: string) {
  const { question = '', entry, version = 0 } = readJson(metadata, text) ?? {};
  return { question, entry, version };
}
