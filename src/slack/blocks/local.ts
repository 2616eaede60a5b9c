import type { types } from '@slack/bolt';
import type { HeldRole, Local } from '../../answer/here.ts';
import { ACTION } from './buttons.ts';
import { context, section } from './parts.ts';
import { escapeText } from './text.ts';

/** The rule of this channel, which stands before what the document says. */
export function buildRule({ rule }: Local, title: string): types.KnownBlock[] {
  if (!rule) return [];
  const { override, role } = rule;
  const reason = override.reason === '' ? '' : `\n“${escapeText(override.reason)}”`;
  return [
    section(
      `*${escapeText(role.name)}*  ·  ${escapeText(title)}\nThat is the rule in this channel.${reason}`,
    ),
    context('The document says:'),
  ];
}

/** Who holds the roles here, as plain names: nobody is called because somebody asked a bot. */
export function buildHeld(local: Local): types.KnownBlock[] {
  const { here, held } = local;
  if (held.length === 0) return [];
  if (here.state === 'unavailable') {
    return [
      context('I cannot look up who that is here just now; what the document says is not touched by it.'),
    ];
  }
  // Where nobody uses it, it is not advertised under every answer.
  if (here.state === 'no channel') {
    return here.anySet ? [buildHomePicker('Which channel is your team’s? Then I can name the people.')] : [];
  }
  if (here.state === 'unknown place' || !here.team) return [];
  const set = held.filter(({ holders }) => holders.length > 0);
  if (set.length === 0) {
    return [
      context(
        `Nobody has told me who the ${held.map(({ role }) => escapeText(role.name)).join(' and the ')} is here: \`/whoowns assign\` sets it.`,
      ),
    ];
  }
  const where = here.elsewhere ? `In <#${here.channel}>` : 'Here';
  const lines = set.map((one) => {
    const { role } = one;
    const names = nameHolders(one);
    return set.length === 1 && held.length === 1
      ? `${where} that is ${names}.`
      : `${where} the ${escapeText(role.name)} is ${names}.`;
  });
  return [section(lines.join('\n'))];
}

/** The names of those who hold a role, in bold, with the note. */
export function nameHolders({ holders, note }: Pick<HeldRole, 'holders' | 'note'>): string {
  const names = holders.map(({ name, gone }) => `*${escapeText(name)}*${gone ? ' (has left)' : ''}`);
  const last = names.pop();
  if (last === undefined) return 'nobody';
  const all = names.length > 0 ? `${names.join(', ')} and ${last}` : last;
  return note === '' ? all : `${all} (${escapeText(note)})`;
}

/** A menu in which a person picks the channel that is theirs. */
export function buildHomePicker(text: string, current?: string): types.KnownBlock {
  return {
    type: 'section',
    text: { type: 'mrkdwn', text },
    accessory: {
      type: 'conversations_select',
      action_id: ACTION.home,
      placeholder: { type: 'plain_text', text: 'Your channel' },
      filter: { include: ['public', 'private'], exclude_bot_users: true },
      ...(current === undefined ? {} : { initial_conversation: current }),
    },
  };
}
