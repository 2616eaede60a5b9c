import type { types } from '@slack/bolt';
import { context, section } from '../../../slack/ui/blocks.ts';
import { bold, escapeText } from '../../../slack/ui/text.ts';
import { TEAM_ACTION } from '../actions.ts';
import type { HeldRole, Here, Local } from '../here.ts';
import { assignButton, maySet } from './set-roles.ts';

/** Where an answer is read, which decides the buttons below it. */
export interface AnswerPlace {
  /** `private`: only the asker sees it. `public`: all in the channel do. `direct`: a direct message. `dialog`: a dialog. */
  readonly audience: 'private' | 'public' | 'direct' | 'dialog';
  /** The question, to be repeated when the answer is shared. */
  readonly question?: string | undefined;
  /** The thread that a private answer stands in. */
  readonly thread?: string | undefined;
  /** Names the question, should somebody want to be told. */
  readonly id?: string | undefined;
  /** What the answer means where it is read; without it, people are not spoken of. */
  readonly local?: Local | undefined;
}

type Known = Extract<Here, { state: 'known' }>;

/** Where a rule holds, in words: a direct message speaks of another channel than its own. */
export function whereOf({ here }: Local): string {
  return here.state === 'known' && here.elsewhere ? `in <#${here.channel}>` : 'in this channel';
}

/** The rule of this channel, which stands before what the document says. */
export function buildRule(local: Local, title: string): types.KnownBlock[] {
  if (!local.rule) return [];
  const { override, role } = local.rule;
  const reason = override.reason === '' ? '' : `\n“${escapeText(override.reason)}”`;
  return [
    section(
      `*${escapeText(role.name)}*  ·  ${escapeText(title)}\nThat is the rule ${whereOf(local)}.${reason}`,
    ),
    context('The document says:'),
  ];
}

/** Who holds the roles here, as plain names: nobody is called because somebody asked a bot. */
export function buildHeld(place: AnswerPlace): types.KnownBlock[] {
  const { local } = place;
  if (!local || local.held.length === 0) return [];
  const { here, held } = local;
  switch (here.state) {
    case 'unavailable':
      return [
        context('I cannot look up who that is here just now; what the document says is not touched by it.'),
      ];
    // Where nobody uses it, it is not advertised under every answer.
    case 'no channel':
      return here.anySet
        ? [buildChannelPicker('Which channel is your team’s? Then I can name the people.')]
        : [];
    case 'known':
      return here.team ? describeHeld(place, here, held) : [];
    default:
      return [];
  }
}

function describeHeld(place: AnswerPlace, here: Known, held: readonly HeldRole[]): types.KnownBlock[] {
  const set = held.filter(({ holders }) => holders.length > 0);
  if (set.length === 0) {
    const who = `Nobody has told me who the ${held.map(({ role }) => escapeText(role.name)).join(' and the ')} is`;
    if (!here.elsewhere) return [context(`${who} here: \`/whoowns assign\` sets it.`)];
    const text = { type: 'mrkdwn', text: `${who} in <#${here.channel}>.` } as const;
    const button = maySet(place) ? { accessory: assignButton(here.channel) } : {};
    return [{ type: 'section', text, ...button }];
  }
  const where = here.elsewhere ? `In <#${here.channel}>` : 'Here';
  const lines = set.map((one) => {
    const names = nameHolders(one);
    return set.length === 1 && held.length === 1
      ? `${where} that is ${names}.`
      : `${where} the ${escapeText(one.role.name)} is ${names}.`;
  });
  return [section(lines.join('\n'))];
}

/** The names of those who hold a role, in bold, with the note. */
export function nameHolders({ holders, note }: Pick<HeldRole, 'holders' | 'note'>): string {
  const names = holders.map(({ name, gone }, i) => {
    const said = [
      ...(gone ? ['has left'] : []),
      ...(note !== '' && i === holders.length - 1 ? [escapeText(note)] : []),
    ];
    return said.length > 0 ? `${bold(name)} (${said.join('; ')})` : bold(name);
  });
  const last = names.pop();
  if (last === undefined) return 'nobody';
  return names.length > 0 ? `${names.join(', ')} and ${last}` : last;
}

/** A menu in which a person picks the channel that is theirs. */
export function buildChannelPicker(text: string, current?: string): types.KnownBlock {
  return {
    type: 'section',
    text: { type: 'mrkdwn', text },
    accessory: {
      type: 'conversations_select',
      action_id: TEAM_ACTION.pickChannel,
      placeholder: { type: 'plain_text', text: 'Your channel' },
      filter: { include: ['public', 'private'], exclude_bot_users: true },
      ...(current === undefined ? {} : { initial_conversation: current }),
    },
  };
}
