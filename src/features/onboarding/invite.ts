import { type Caller, workspaceOf } from '../../slack/caller.ts';
import type { Person } from '../../slack/directory/people.ts';
import { post } from '../../slack/post.ts';
import { sayStoreTrouble } from '../../slack/store.ts';
import { type Message, say, section } from '../../slack/ui/blocks.ts';
import { escapeText } from '../../slack/ui/text.ts';
import { StoreError } from '../../store/errors.ts';
import { readSettings, type Settings } from '../settings/settings.ts';
import { COPY } from './copy.ts';
import type { Greeted, Greeter, Platform } from './greeter.ts';
import { type Failed, isFailed } from './progress.ts';
import { buildInvited, buildUndelivered } from './views/invited.ts';

export interface InviteDependencies extends Platform {
  readonly greeter: Greeter;
}

/** People per command. */
const MOST_GREETED = 10;
const MOST_SHOWN = 20;

/**
 * Greets the people who are named, each once, and says what came of it. Nobody asked for such a greeting: while an admin
 * has not switched greetings on, only admins have people greeted. Throws a StoreError.
 */
export async function invite(
  deps: InviteDependencies,
  caller: Caller,
  ids: readonly string[],
): Promise<Message> {
  const { people, greeter, store } = deps;
  const { client, context, user } = caller;
  const workspace = workspaceOf(context);
  const inviter = await people.find(client, user, workspace);
  if (!inviter) return say(COPY.invite.unknownInviter);
  if (inviter.outside) return say(COPY.invite.membersOnly);
  const { greet } = readSettings(await store.workspace(workspace).snapshot());
  if (!greet && !inviter.admin) return say(COPY.invite.greetingsOff);
  const lines: string[] = [];
  const failed: Message[] = [];
  for (const [i, id] of ids.slice(0, MOST_GREETED).entries()) {
    const person = await people.find(client, id, workspace);
    if (!person) {
      lines.push(COPY.invite.unknownPerson);
      continue;
    }
    try {
      const outcome = await greeter.greet(caller, person, user);
      if (isFailed(outcome)) failed.push(buildUndelivered(person, outcome));
      else lines.push(COPY.invite.outcome[outcome](escapeText(person.name)));
    } catch (error) {
      if (!(error instanceof StoreError) || i === 0) throw error;
      lines.push(`${sayStoreTrouble(error)} ${COPY.invite.noFurther}`);
      break;
    }
  }
  if (ids.length > MOST_GREETED) lines.push(COPY.invite.tooMany(MOST_GREETED));
  const blocks = [
    ...(lines.length > 0 ? [section(lines.join('\n'))] : []),
    ...failed.flatMap((each) => each.blocks),
  ];
  return { text: [...lines, ...failed.map(({ text }) => text)].join(' '), blocks };
}

/** Shows a person how far those are whom they have invited. Throws a StoreError. */
export async function showInvited(
  { people, greeter }: Pick<InviteDependencies, 'people' | 'greeter'>,
  caller: Caller,
): Promise<Message> {
  const invited = await greeter.invitedBy(caller);
  const shown = await Promise.all(
    invited.slice(0, MOST_SHOWN).map(async ({ id, outcome }) => {
      const person = await people.find(caller.client, id, workspaceOf(caller.context));
      return { id, name: person?.name ?? COPY.invited.somebody, outcome };
    }),
  );
  return buildInvited(shown, invited.length - shown.length);
}

/** Slack tells once that somebody joins: a store that is away is asked again after these pauses. */
const PAUSES_MS = [500, 1_500, 4_000];

/**
 * Greets somebody who has joined, where an admin has switched that on, and tells that admin what went wrong. Throws a
 * StoreError where the store stays away.
 */
export async function welcome(
  deps: InviteDependencies & { readonly sleep: (ms: number) => Promise<unknown> },
  caller: Caller,
  person: Person,
): Promise<Greeted | 'not greeted'> {
  const { store, people, greeter, sleep } = deps;
  const workspace = workspaceOf(caller.context);
  let settings: Settings | undefined;
  const report = async (failed: Failed) => {
    const { greetBy } = settings ?? {};
    const admin = greetBy === undefined ? undefined : await people.find(caller.client, greetBy, workspace);
    // With nobody to tell, every admin finds it in the list.
    if (admin && !admin.gone)
      await post(caller.client, { channel: admin.id, ...buildUndelivered(person, failed) });
  };
  for (let i = 0; ; i++) {
    try {
      settings = readSettings(await store.workspace(workspace).snapshot());
      if (!settings.greet) return 'not greeted';
      const outcome = await greeter.greet(caller, person, settings.greetBy);
      if (isFailed(outcome)) await report(outcome);
      return outcome;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      const pause = PAUSES_MS[i];
      if (pause === undefined) {
        if (settings?.greet) await report('uncertain');
        throw error;
      }
      await sleep(pause);
    }
  }
}
