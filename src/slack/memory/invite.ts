import { buildInvited, buildUndelivered } from '../blocks/invited.ts';
import type { Message } from '../blocks/message.ts';
import { section } from '../blocks/parts.ts';
import { escapeText } from '../blocks/text.ts';
import type { Doing } from './doing.ts';
import type { Greeted } from './onboarder.ts';
import type { MemoryParts } from './parts.ts';
import type { Person } from './people.ts';
import { workspaceOf } from './workspace.ts';

/** So many people are greeted with one command, and shown with one. */
const MOST = 10;
const SHOWN = 20;

/** Greets the people who are named, each once, and says what came of it; throws a StoreError. */
export async function invite(parts: MemoryParts, doing: Doing, ids: readonly string[]): Promise<Message> {
  const { people, onboarder } = parts;
  const { client, context, user } = doing;
  const workspace = workspaceOf(context);
  const inviter = await people.find(client, user, workspace);
  if (!inviter || inviter.outside) return say('Only members of this workspace can have people greeted.');
  const lines: string[] = [];
  const failed: Message[] = [];
  for (const id of ids.slice(0, MOST)) {
    const person = await people.find(client, id, workspace);
    if (!person) {
      lines.push('Slack does not tell me who one of them is, so I wrote nothing to them.');
      continue;
    }
    const outcome = await onboarder.greet(doing, person, user);
    if (outcome === 'undelivered') failed.push(buildUndelivered(person));
    else lines.push(SAID[outcome](escapeText(person.name)));
  }
  if (ids.length > MOST) lines.push(`I greet ${MOST} people at a time; please name the others once more.`);
  const blocks = [
    ...(lines.length > 0 ? [section(lines.join('\n'))] : []),
    ...failed.flatMap((each) => each.blocks),
  ];
  return { text: [...lines, ...failed.map(({ text }) => text)].join(' '), blocks };
}

const SAID: Readonly<Record<Exclude<Greeted, 'undelivered'>, (name: string) => string>> = {
  greeted: (name) =>
    `I have greeted ${name}. \`/whoowns onboard\` shows you whether they took the tour, and nothing more.`,
  'greeted before': (name) =>
    `I have greeted ${name} before, and I greet everybody once. They can write “I’m new here” to me at any time.`,
  'not for them': (name) => `${name} is a guest, a bot or has left: I greet members of this workspace only.`,
  'no words': () =>
    'There are no words for new hires in my knowledge folder (`onboarding.yml`), so I greeted nobody.',
};

/** Shows a person how far those are whom they have invited; throws a StoreError. */
export async function showInvited({ people, onboarder }: MemoryParts, doing: Doing): Promise<Message> {
  const invited = await onboarder.invitedBy(doing);
  const shown = await Promise.all(
    invited.slice(0, SHOWN).map(async ({ id, outcome }) => {
      const person = await people.find(doing.client, id, workspaceOf(doing.context));
      return { id, name: person?.name ?? 'Somebody', outcome };
    }),
  );
  return buildInvited(shown, invited.length - shown.length);
}

const say = (text: string): Message => ({ text, blocks: [section(text)] });

/** Tells whoever invited somebody that the greeting did not arrive. */
export async function reportUndelivered({ client }: Doing, to: string, person: Person): Promise<void> {
  await client.chat.postMessage({ channel: to, ...buildUndelivered(person) });
}
