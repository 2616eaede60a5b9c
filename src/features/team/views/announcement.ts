import type { types } from '@slack/bolt';
import type { Role } from '../../../knowledge/types.ts';
import { listOf, type Message, plain, section } from '../../../slack/ui/blocks.ts';
import { cut, escapeText, LIMIT } from '../../../slack/ui/text.ts';
import { TEAM_ACTION } from '../actions.ts';
import type { RoleHolders } from '../channel-facts.ts';
import { COPY } from '../copy.ts';
import { assignButton } from './change-buttons.ts';
import { nameHolders } from './holders.ts';

const { announcement: ANNOUNCEMENT } = COPY;

/** Block ids of what an announcement says: those blocks stay when the change is undone. */
const ANNOUNCED_BLOCK = 'changed';

interface Announced {
  readonly what: 'roles' | 'rules';
  /** The name of whoever changed it. */
  readonly by: string;
  readonly lines: readonly string[];
  readonly change: string;
  /** The channel, where the announcement is read elsewhere. */
  readonly channel?: string | undefined;
}

/** Builds the announcement of a change, with the button that undoes it. */
export function buildAnnouncement({ what, by, lines, change, channel }: Announced): Message {
  const text = ANNOUNCEMENT[what](escapeText(by), channel);
  const announced = [section(text), ...listOf(lines)].map((block, i) => ({
    ...block,
    block_id: `${ANNOUNCED_BLOCK}:${i}`,
  }));
  return {
    text: cut(`${text} ${lines.join(' ')}`, LIMIT.section),
    blocks: [...announced, undoButton(change)],
  };
}

/** Builds what an announcement becomes when the change is undone: what it said, and how things are now. */
export function buildUndone(announced: unknown, by: string, lines: readonly string[]): Message {
  const who = escapeText(by);
  return {
    text: cut(ANNOUNCEMENT.undoneText(who, lines.join(' ')), LIMIT.section),
    blocks: [...readAnnounced(announced), section(ANNOUNCEMENT.undone(who)), ...listOf(lines)],
  };
}

function readAnnounced(announced: unknown): types.KnownBlock[] {
  const blocks = Array.isArray(announced) ? (announced as types.KnownBlock[]) : [];
  const said = blocks.filter(({ block_id }) => block_id?.startsWith(`${ANNOUNCED_BLOCK}:`));
  return said.length > 0 ? said : [section(ANNOUNCEMENT.lost)];
}

function undoButton(change: string): types.KnownBlock {
  const text = plain(COPY.buttons.undo, 75);
  return {
    type: 'actions',
    elements: [{ type: 'button', action_id: TEAM_ACTION.undo, text, value: change }],
  };
}

/**
 * Builds what a channel reads when somebody with roles there asked to be forgotten. Who it was is not said; without lines
 * nobody else is named either.
 */
export function buildLeftOpen(channel: string, lines: readonly string[] | undefined): Message {
  const text = lines ? ANNOUNCEMENT.forgotten : ANNOUNCEMENT.forgottenShared;
  return {
    text: cut([text, ...(lines ?? [])].join(' '), LIMIT.section),
    blocks: [section(text), ...listOf(lines ?? []), { type: 'actions', elements: [assignButton(channel)] }],
  };
}

/** The line of a role in an announcement. */
export function describeRole(assigned: RoleHolders): string {
  return `•  *${escapeText(assigned.role.name)}*: ${nameHolders(assigned)}`;
}

/** The line of a rule in an announcement; without a role the rule was removed. */
export function describeRule(title: string, role: Pick<Role, 'name'> | undefined, reason: string): string {
  if (!role) return `•  ${escapeText(title)}: ${ANNOUNCEMENT.asDocuments}`;
  const why = reason === '' ? '' : `, ${COPY.rule.reason(escapeText(reason))}`;
  return `•  ${escapeText(title)}: *${escapeText(role.name)}*${why}`;
}
