import type { types } from '@slack/bolt';
import { z } from 'zod';
import { otherNameOf, type TaughtEntry } from '../../../answer/taught-entry.ts';
import type { TopicGroup } from '../../../answer/types.ts';
import type { Role } from '../../../knowledge/types.ts';
import { groupOptions, readJson, section } from '../../../slack/ui/blocks.ts';
import { menuInput, modal, option, textInput } from '../../../slack/ui/modal.ts';
import { cut, escapeText } from '../../../slack/ui/text.ts';
import { COPY } from '../copy.ts';

/** The dialog in which a gap is answered or an entry edited. */
export const TEACH_DIALOG = 'gaps.answer';

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
/** Most ways to ask that are shown, and that are accepted. */
export const MOST_ASKS = 50;
/** The choice for an owner that is none of the roles. */
export const SOMEBODY_ELSE = 'somebody-else';

/** Builds the dialog in which somebody answers a gap, or edits what was taught. */
export function buildTeachDialog(
  { question, entry, version, asks }: TeachShown,
  roles: readonly Role[],
  groups: readonly TopicGroup[],
): types.ModalView {
  const { teach } = COPY;
  const options = [
    ...roles.slice(0, 99).map(({ id, name }) => option(name, id)),
    option(teach.somebodyElse, SOMEBODY_ELSE),
  ];
  const { option_groups } = groupOptions(
    groups.map(({ heading, topics }) => ({
      label: heading,
      options: topics.map(({ id, title }) => option(title, id)),
    })),
  );
  const other = otherNameOf(entry?.role ?? '');
  const role = other === undefined ? entry?.role : SOMEBODY_ELSE;
  const [first, ...more] = entry ? [] : asks;
  const carried = { question, entry: entry?.id, version } satisfies z.input<typeof metadata>;
  return modal({
    callback: TEACH_DIALOG,
    title: entry ? teach.editTitle : teach.answerTitle,
    carried,
    blocks: [
      ...(first === undefined ? [] : [section(teach.peopleAsk(escapeText(cut(first, 300)), more.length))]),
      menuInput(
        'role',
        { label: teach.role },
        { placeholder: teach.rolePlaceholder, options, initial: role },
      ),
      textInput(
        'other',
        { label: teach.other, hint: teach.otherHint, optional: true },
        { max: 75, initial: other },
      ),
      menuInput(
        'topic',
        { label: teach.topic, hint: entry ? teach.topicHint : teach.topicHintKnown, optional: true },
        { placeholder: teach.topicPlaceholder, option_groups, initial: entry?.topic },
      ),
      textInput(
        'title',
        { label: teach.title, hint: teach.titleHint, optional: true },
        { max: 75, initial: entry?.topic === undefined ? entry?.title : undefined },
      ),
      textInput(
        'answer',
        { label: teach.answer, hint: teach.answerHint, optional: !entry },
        { max: 600, multiline: true, initial: entry?.answer },
      ),
      textInput('source', { label: teach.source, optional: !entry }, { max: 300, initial: entry?.source }),
      textInput(
        'asks',
        { label: teach.asks },
        { max: MOST_ASKS_CHARACTERS, multiline: true, initial: wholeLines(asks) },
      ),
    ],
  });
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
