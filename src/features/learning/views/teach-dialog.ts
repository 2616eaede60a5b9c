import type { types } from '@slack/bolt';
import { otherNameOf, type TaughtEntry } from '../../../answer/taught-entry.ts';
import type { TopicGroup } from '../../../answer/types.ts';
import type { Role } from '../../../knowledge/types.ts';
import { plain, section } from '../../../slack/ui/blocks.ts';
import { cut, escapeText } from '../../../slack/ui/text.ts';
import { LEARNING_DIALOG } from '../actions.ts';

/** What the dialog for an answer begins with. */
interface TeachShown {
  /** The first question of the gap that it answers. */
  readonly question?: string;
  /** The list that it was opened from: the address by which it is renewed, and its page. */
  readonly list?: ListShown;
  /** The entry that it changes, with the version that was read. */
  readonly entry?: TaughtEntry;
  readonly version?: number;
  readonly asks: readonly string[];
}

interface ListShown {
  readonly url: string;
  readonly page: number;
}

const LONGEST_ASKS = 3000;
/** So many ways to ask are shown, and taken when it is sent. */
export const MOST_ASKS = 50;
/** The choice for a holder that is none of the roles. */
export const SOMEBODY_ELSE = 'somebody-else';

/** Builds the dialog in which somebody answers a gap, or edits what was taught. */
export function buildTeachDialog(
  { question, list, entry, version, asks }: TeachShown,
  roles: readonly Role[],
  groups: readonly TopicGroup[],
): types.ModalView {
  const roleOptions = [
    ...roles.slice(0, 99).map(({ id, name }) => ({ text: plain(name, 75), value: id })),
    { text: plain('Somebody else', 75), value: SOMEBODY_ELSE },
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
    title: plain(entry ? 'Edit what I know' : 'Answer this', 24),
    submit: plain('Save', 24),
    close: plain('Not now', 24),
    private_metadata: JSON.stringify({ question, list, entry: entry?.id, version }),
    blocks: [
      ...(first === undefined
        ? []
        : [
            section(
              `People ask: “${escapeText(cut(first, 300))}”${more.length === 0 ? '' : `, and the same in ${more.length === 1 ? 'other words' : `${more.length} other ways`}`}`,
            ),
          ]),
      {
        type: 'input',
        block_id: 'role',
        label: plain('Which role holds it', 2000),
        element: {
          type: 'static_select',
          action_id: 'role',
          placeholder: plain('A role', 150),
          options: roleOptions,
          ...(initialRole ? { initial_option: initialRole } : {}),
        },
      },
      text('other', 'Who, if it is somebody else', {
        optional: true,
        max: 75,
        initial: other,
        hint: 'A job or a team, such as HR. No name of a person: people change.',
      }),
      {
        type: 'input',
        block_id: 'topic',
        optional: true,
        label: plain('A topic that I know', 2000),
        hint: plain(
          entry
            ? 'Leave it empty for something new.'
            : 'Leave it empty for something new. Where I know the answer already, choose its topic here and leave the rest as it is.',
          2000,
        ),
        element: {
          type: 'static_select',
          action_id: 'topic',
          placeholder: plain('Something new', 150),
          option_groups: topicGroups,
          ...(initialTopic ? { initial_option: initialTopic } : {}),
        },
      },
      text('title', 'What it is, in a few words', {
        optional: true,
        max: 75,
        initial: entry?.topic === undefined ? entry?.title : undefined,
        hint: 'For something new.',
      }),
      text('answer', 'The answer', {
        optional: !entry,
        multiline: true,
        max: 600,
        initial: entry?.answer,
        hint: 'A sentence or two, as people are to read it.',
      }),
      text('source', 'Where that is written', { optional: !entry, max: 300, initial: entry?.source }),
      text('asks', 'How people ask for it, one way a line', {
        multiline: true,
        max: LONGEST_ASKS,
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
    if (longer.length > LONGEST_ASKS) break;
    text = longer;
  }
  return text;
}

/** Reads what the dialog carries; nothing where it is one of another version. */
export function readTeachMetadata(metadata: string): {
  readonly question: string;
  readonly list: ListShown | undefined;
  readonly entry: string | undefined;
  readonly version: number;
} {
  const { question, list, entry, version } = readObject(metadata);
  const { url, page } = (list ?? {}) as Record<string, unknown>;
  return {
    question: typeof question === 'string' ? question : '',
    list: typeof url === 'string' && typeof page === 'number' ? { url, page } : undefined,
    entry: typeof entry === 'string' ? entry : undefined,
    version: typeof version === 'number' ? version : 0,
  };
}

function readObject(text: string): Record<string, unknown> {
  try {
    return (JSON.parse(text) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}
