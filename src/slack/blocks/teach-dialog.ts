import type { types } from '@slack/bolt';
import type { TaughtEntry } from '../../answer/taught-entry.ts';
import type { TopicGroup } from '../../answer/types.ts';
import type { Role } from '../../knowledge/types.ts';
import { DIALOG } from './dialogs.ts';
import { plain } from './parts.ts';
import { cut } from './text.ts';

/** What the dialog for an answer begins with. */
interface TeachShown {
  /** The first question of the gap that it answers. */
  readonly question?: string | undefined;
  /** The entry that it changes, with the version that was read. */
  readonly entry?: TaughtEntry | undefined;
  readonly asks: readonly string[];
}

const LONGEST_ASKS = 3000;
/** As many as are taken when it is sent. */
const MOST_ASKS = 50;

/** Builds the dialog in which somebody answers a gap, or edits what was taught. */
export function buildTeachDialog(
  { question, entry, asks }: TeachShown,
  roles: readonly Role[],
  groups: readonly TopicGroup[],
): types.ModalView {
  const roleOptions = roles.slice(0, 100).map(({ id, name }) => ({ text: plain(name, 75), value: id }));
  const topicGroups = groups.map(({ heading, topics }) => ({
    label: plain(heading, 75),
    options: topics.slice(0, 100).map(({ id, title }) => ({ text: plain(title, 75), value: cut(id, 150) })),
  }));
  const initialRole = roleOptions.find(({ value }) => value === entry?.role);
  const initialTopic = topicGroups
    .flatMap(({ options }) => options)
    .find(({ value }) => value === entry?.topic);
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
    callback_id: DIALOG.teach,
    title: plain(entry ? 'Edit what I know' : 'Answer this', 24),
    submit: plain('Save', 24),
    close: plain('Not now', 24),
    private_metadata: JSON.stringify({ question, entry: entry?.id }),
    blocks: [
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
      {
        type: 'input',
        block_id: 'topic',
        optional: true,
        label: plain('A topic that I know', 2000),
        hint: plain('Leave it empty for something new.', 2000),
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
      text('answer', 'The answer', { multiline: true, max: 600, initial: entry?.answer }),
      text('source', 'Where that is written', { max: 300, initial: entry?.source }),
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
