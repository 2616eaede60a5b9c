import type { types } from '@slack/bolt';
import type { TopicGroup } from '../../../answer/types.ts';
import type { Role } from '../../../knowledge/types.ts';
import { context, groupOptions, plain, sayMore, section } from '../../../slack/ui/blocks.ts';
import { type DialogChannel, modal } from '../../../slack/ui/modal.ts';
import { cut } from '../../../slack/ui/text.ts';
import { TEAM_DIALOG } from '../actions.ts';
import { COPY } from '../copy.ts';

const { ruleDialog: DIALOG } = COPY;
const LONGEST_REASON = 300;
/** Slack takes no empty value: this one stands for "as the documents say". */
export const NO_RULE = '-';

/** Builds the dialog for a rule: in this channel a topic belongs to another role than the documents say. */
export function buildRuleDialog(
  channel: DialogChannel,
  roles: readonly Role[],
  groups: readonly TopicGroup[],
): types.ModalView {
  // What a role is, and how two differ, is the same in every channel.
  const { option_groups, left } = groupOptions(
    groups.map(({ heading, topics }) => ({
      label: heading,
      options: topics
        .filter(({ kind }) => kind === 'responsibility')
        .map(({ id, title }) => ({ text: plain(title, 75), value: cut(id, 150) })),
    })),
  );
  const options = [
    ...roles.slice(0, 99).map(({ id, name }) => ({ text: plain(name, 75), value: id })),
    { text: plain(DIALOG.asDocuments, 75), value: NO_RULE },
  ];
  const menu = (id: string, label: string, placeholder: string, choices: object): types.InputBlock => ({
    type: 'input',
    block_id: id,
    label: plain(label, 2000),
    element: { type: 'static_select', action_id: id, placeholder: plain(placeholder, 150), ...choices },
  });
  const blocks: types.KnownBlock[] = [
    section(DIALOG.lead),
    menu('topic', DIALOG.topic, DIALOG.topicPlaceholder, { option_groups }),
    ...(left > 0 ? [context(sayMore(left))] : []),
    menu('role', DIALOG.owner, DIALOG.ownerPlaceholder, { options }),
    {
      type: 'input',
      block_id: 'reason',
      optional: true,
      label: plain(DIALOG.reason, 2000),
      hint: plain(DIALOG.reasonHint, 2000),
      element: { type: 'plain_text_input', action_id: 'reason', max_length: LONGEST_REASON },
    },
  ];
  return modal({ callback: TEAM_DIALOG.rule, title: DIALOG.title, channel, blocks });
}
