import type { types } from '@slack/bolt';
import type { Role } from '../../../knowledge/types.ts';
import { context, plain, section } from '../../../slack/ui/blocks.ts';
import { cut, escapeText, LIMIT } from '../../../slack/ui/text.ts';
import { HOME_ACTION } from '../actions.ts';
import { COPY } from '../copy.ts';
import type { PersonalData } from '../personal-data.ts';

const { data: DATA, forget: FORGET } = COPY;

interface KeptThing {
  readonly line: string;
  /** As the question before "Forget me" names it; '' where it stays. */
  readonly deleted: string;
}

function listData(data: PersonalData, roles: readonly Role[]): KeptThing[] {
  const nameOf = (id: string) => escapeText(roles.find((role) => role.id === id)?.name ?? id);
  const own = data.roles.map(({ role, channel }) => DATA.role(nameOf(role), channel));
  const things: readonly (readonly [boolean, string, string])[] = [
    [data.channel !== undefined, DATA.channel(data.channel ?? ''), FORGET.channel],
    [own.length > 0, DATA.roles(own), FORGET.roles],
    [data.tour, DATA.tour, FORGET.tour],
    [data.followUp, DATA.followUp, FORGET.followUp],
    [data.waiting > 0, DATA.waiting(data.waiting), FORGET.waiting],
    [data.digest, DATA.digest, FORGET.digest],
    [data.set > 0, DATA.set(data.set), FORGET.set],
    [data.taught > 0, DATA.taught(data.taught), FORGET.taught],
    [data.invited > 0, DATA.invited(data.invited), FORGET.invited],
    [data.greets, DATA.greets, FORGET.greets],
    [data.maintainer, DATA.maintainer, ''],
  ];
  return things.flatMap(([isKept, line, deleted]) => (isKept ? [{ line, deleted }] : []));
}

/** Builds what is kept about a person; undefined where that could not be looked up. */
export function buildPersonalData(
  data: PersonalData | undefined,
  roles: readonly Role[],
): types.KnownBlock[] {
  if (!data) return [section(DATA.unavailable)];
  const lines = listData(data, roles).map(({ line }) => `•  ${line}`);
  const text = lines.length === 0 && data.complete ? DATA.nothing : lines.join('\n');
  return [
    ...(text === '' ? [] : [section(cut(text, LIMIT.section))]),
    ...(data.complete ? [] : [context(DATA.incomplete)]),
    context(DATA.noQuestions),
  ];
}

/** "Forget me". Slack asks for a confirmation that names all that goes. */
export function forgetButton(data: PersonalData | undefined, roles: readonly Role[]): types.Button {
  const deleted = (data ? listData(data, roles) : []).map((thing) => thing.deleted);
  const things = deleted.filter((name) => name !== '');
  return {
    type: 'button',
    action_id: HOME_ACTION.forget,
    text: plain(FORGET.label, 75),
    style: 'danger',
    confirm: {
      title: plain(FORGET.title, 100),
      text: plain(things.length === 0 ? FORGET.deletesAll : FORGET.deletes(things), 300),
      confirm: plain(FORGET.label, 30),
      deny: plain(FORGET.keep, 30),
    },
  };
}
