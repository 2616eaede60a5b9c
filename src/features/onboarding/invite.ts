import type { Caller } from '../../slack/caller.ts';
import type { People, Person } from '../../slack/directory/people.ts';
import { post } from '../../slack/post.ts';
import { sayStoreTrouble } from '../../slack/store-trouble.ts';
import { section } from '../../slack/ui/blocks.ts';
import type { Message } from '../../slack/ui/message.ts';
import { escapeText } from '../../slack/ui/text.ts';
import { workspaceOf } from '../../slack/workspace.ts';
import { StoreError } from '../../store/errors.ts';
import type { Store } from '../../store/types.ts';
import { readSettings } from '../settings/settings.ts';
import type { Greeted, Onboarder } from './onboarder.ts';
import { buildInvited, buildUndelivered, type Failed } from './views/invited.ts';

interface Parts {
  readonly people: People;
  readonly onboarder: Onboarder;
  readonly store: Store;
}

/** So many people are greeted with one command, and shown with one. */
const MOST = 10;
const SHOWN = 20;

/**
 * Greets the people who are named, each once, and says what came of it. Nobody asked for such a greeting: while an admin
 * has not switched greetings on, only admins have people greeted. Throws a StoreError.
 */
export async function invite(parts: Parts, caller: Caller, ids: readonly string[]): Promise<Message> {
  const { people, onboarder, store } = parts;
  const { client, context, user } = caller;
  const workspace = workspaceOf(context);
  const inviter = await people.find(client, user, workspace);
  if (!inviter) return say('I could not check with Slack who you are. Please try again in a minute.');
  if (inviter.outside) return say('Only members of this workspace can have people greeted.');
  const { greet } = readSettings(await store.workspace(workspace).snapshot());
  if (!greet && !inviter.admin) return say(GREETINGS_OFF);
  const lines: string[] = [];
  const failed: Message[] = [];
  for (const [i, id] of ids.slice(0, MOST).entries()) {
    const person = await people.find(client, id, workspace);
    if (!person) {
      lines.push('Slack does not tell me who one of them is, so I wrote nothing to them.');
      continue;
    }
    try {
      const outcome = await onboarder.greet(caller, person, user);
      if (outcome === 'undelivered' || outcome === 'uncertain')
        failed.push(buildUndelivered(person, outcome));
      else lines.push(SAID[outcome](escapeText(person.name)));
    } catch (error) {
      if (!(error instanceof StoreError) || i === 0) throw error;
      lines.push(
        `${sayStoreTrouble(error)} So I got no further than that: please name the others again in a minute.`,
      );
      break;
    }
  }
  if (ids.length > MOST) lines.push(`I greet ${MOST} people at a time; please name the others once more.`);
  const blocks = [
    ...(lines.length > 0 ? [section(lines.join('\n'))] : []),
    ...failed.flatMap((each) => each.blocks),
  ];
  return { text: [...lines, ...failed.map(({ text }) => text)].join(' '), blocks };
}

const GREETINGS_OFF =
  'That is kind of you. Here I write only to people who ask me to: an admin can switch greetings on in `/whoowns settings`. Until then, tell them to write “I’m new here” to me, and I show them around.';

const SAID: Readonly<Record<Exclude<Greeted, Failed>, (name: string) => string>> = {
  greeted: (name) =>
    `I have greeted ${name}. \`/whoowns onboard\` shows you whether they took the tour, and nothing more.`,
  'greeted before': (name) =>
    `I have greeted ${name} before, and I greet everybody once. They can write “I’m new here” to me at any time.`,
  'not for them': (name) => `${name} is a guest, a bot or has left: I greet members of this workspace only.`,
  'no words': () =>
    'There are no words for new hires in my knowledge folder (`onboarding.yml`), so I greeted nobody.',
};

/** Shows a person how far those are whom they have invited; throws a StoreError. */
export async function showInvited(
  { people, onboarder }: Pick<Parts, 'people' | 'onboarder'>,
  caller: Caller,
): Promise<Message> {
  const invited = await onboarder.invitedBy(caller);
  const shown = await Promise.all(
    invited.slice(0, SHOWN).map(async ({ id, outcome }) => {
      const person = await people.find(caller.client, id, workspaceOf(caller.context));
      return { id, name: person?.name ?? 'Somebody', outcome };
    }),
  );
  return buildInvited(shown, invited.length - shown.length);
}

const say = (text: string): Message => ({ text, blocks: [section(text)] });

/** Tells whoever invited somebody that the greeting did not arrive, or may not have. */
export async function reportUndelivered(
  { client }: Caller,
  to: string,
  person: Person,
  failed: Failed,
): Promise<void> {
  await post(client, { channel: to, ...buildUndelivered(person, failed) });
}
