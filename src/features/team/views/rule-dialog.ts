import type { types } from '@slack/bolt';
import type { TopicGroup } from '../../../answer/types.ts';
import type { Role } from '../../../knowledge/types.ts';
import { plain, section } from '../../../slack/ui/blocks.ts';
import { type DialogChannel, modal } from '../../../slack/ui/modal.ts';
import { cut } from '../../../slack/ui/text.ts';
import { TEAM_DIALOG } from '../actions.ts';

const REASON = 300;
/** An empty choice is no value: this one says that no rule holds. */
export const NO_RULE = '-';

/** Builds the dialog for a rule: here a topic belongs to another role than the documents say. */
export function buildRuleDialog(
  channel: DialogChannel,
  roles: readonly Role[],
  topics: readonly TopicGroup[],
): types.ModalView {
  const groups = topics.flatMap(({ heading, topics: list }) => {
    // What a role is, and how two differ, is the same in every channel.
    const duties = list.filter(({ kind }) => kind === 'responsibility').slice(0, 100);
    const options = duties.map(({ id, title }) => ({ text: plain(title, 75), value: cut(id, 150) }));
    return options.length > 0 ? [{ label: plain(heading, 75), options }] : [];
  });
  const choices = [
    ...roles.slice(0, 99).map(({ id, name }) => ({ text: plain(name, 75), value: id })),
    { text: plain('As the documents say', 75), value: NO_RULE },
  ];
  const lead =
    'Where your squad does it differently, say so: my answers here show your rule first, and the document beside it.';
  const blocks: types.KnownBlock[] = [
    section(lead),
    {
      type: 'input',
      block_id: 'topic',
      label: plain('What it is about', 2000),
      element: {
        type: 'static_select',
        action_id: 'topic',
        placeholder: plain('A topic', 150),
        option_groups: groups,
      },
    },
    {
      type: 'input',
      block_id: 'role',
      label: plain('Who holds it here', 2000),
      element: {
        type: 'static_select',
        action_id: 'role',
        placeholder: plain('A role', 150),
        options: choices,
      },
    },
    {
      type: 'input',
      block_id: 'reason',
      optional: true,
      label: plain('Why', 2000),
      hint: plain('For instance: “In this squad the Product Manager accepts the stories.”', 2000),
      element: { type: 'plain_text_input', action_id: 'reason', max_length: REASON },
    },
  ];
  return modal({ callback: TEAM_DIALOG.rule, title: 'A rule of this channel', channel, blocks });
}
