import type { types } from '@slack/bolt';
import type { Role } from '../../../knowledge/types.ts';
import { type Message, plain, section } from '../../../slack/ui/blocks.ts';
import { escapeText, fill, LIMIT } from '../../../slack/ui/text.ts';
import { TEAM_ACTION } from '../actions.ts';
import type { HeldRole } from '../here.ts';
import { nameHolders } from './held.ts';
import { assignButton } from './set-roles.ts';

/** What stands in an announcement from its beginning is known by its block ids: it stays when the change is undone. */
const ANNOUNCED_BLOCK = 'changed';

interface Announced {
  /** The name of whoever changed it. */
  readonly by: string;
  readonly lines: readonly string[];
  readonly change: string;
  /** The channel, where the announcement is read elsewhere. */
  readonly channel?: string | undefined;
}

/** Builds the announcement of a change, with the button that undoes it. */
export function buildAnnouncement({ by, lines, change, channel }: Announced): Message {
  const where = channel === undefined ? 'in this channel' : `in <#${channel}>`;
  const text = `${escapeText(by)} changed who holds what ${where}.`;
  const kept = [text, ...fill(lines, LIMIT.section)].map((shown, i) => ({
    ...section(shown),
    block_id: `${ANNOUNCED_BLOCK}:${i}`,
  }));
  return { text: `${text} ${lines.join(' ')}`, blocks: [...kept, undoButton(change)] };
}

/** Builds what an announcement becomes when the change is undone: what it was, and what holds now. */
export function buildUndone(announced: unknown, { by, lines }: Pick<Announced, 'by' | 'lines'>): Message {
  const who = `Taken back by ${escapeText(by)}. Now it is:`;
  return {
    text: `A change of who holds what was taken back by ${escapeText(by)}. Now it is: ${lines.join(' ')}`,
    blocks: [...readAnnounced(announced), section(who), ...fill(lines, LIMIT.section).map(section)],
  };
}

function readAnnounced(announced: unknown): types.KnownBlock[] {
  const blocks = Array.isArray(announced) ? (announced as types.KnownBlock[]) : [];
  const kept = blocks.filter(({ block_id }) => block_id?.startsWith(`${ANNOUNCED_BLOCK}:`));
  return kept.length > 0 ? kept : [section('Somebody changed who holds what.')];
}

function undoButton(change: string): types.KnownBlock {
  return {
    type: 'actions',
    elements: [{ type: 'button', action_id: TEAM_ACTION.undo, text: plain('Undo', 75), value: change }],
  };
}

/** Builds what the channel reads when somebody who held roles there has asked to be forgotten. Who it was is not said. */
export function buildLeftOpen(channel: string, lines: readonly string[]): Message {
  const text =
    'Somebody who held a role in this channel has asked me to forget them, so their name is gone. Now it is:';
  return {
    text: `${text} ${lines.join(' ')}`,
    blocks: [
      section(text),
      ...fill(lines, LIMIT.section).map(section),
      { type: 'actions', elements: [assignButton(channel)] },
    ],
  };
}

/** The line of a role in an announcement. */
export function describeRole(held: HeldRole): string {
  return `•  *${escapeText(held.role.name)}*: ${nameHolders(held)}`;
}

/** The line of a rule in an announcement; without a role it is taken away. */
export function describeRule(title: string, role: Role | undefined, reason: string): string {
  if (!role) return `•  ${escapeText(title)}: as the documents say`;
  return `•  ${escapeText(title)}: *${escapeText(role.name)}*${reason === '' ? '' : `, “${escapeText(reason)}”`}`;
}
