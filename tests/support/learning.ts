import type { Answerer } from '../../src/answer/answerer.ts';
import type { Answers } from '../../src/answer/types.ts';
import type { Posted } from '../../src/playground/fake-slack/messages.ts';
import { openTestAnswerer } from './bot.ts';
import { ADAM, NIA, textsOf, type Workspace } from './workspace.ts';

export const LUNCH = 'who buys the fruit baskets?';

/** The one thing in a list. */
export const only = <Item>(list: readonly Item[]): Item => {
  const [first, ...more] = list;
  if (first === undefined || more.length > 0)
    throw new Error(`Expected one, got ${list.length}: ${JSON.stringify(list).slice(0, 500)}`);
  return first;
};
/** Asks by the command. */
export const ask = async (world: Workspace, as: string, text: string) =>
  only(await world.say(as, `/whoowns ${text}`));
export const dialogText = (world: Workspace, as: string) => textsOf(world.dialogOf(as)?.blocks).join('\n');

export const FRUIT = {
  role: { role: 'product-owner' },
  title: { title: 'Fruit baskets' },
  answer: { answer: 'The Product Owner orders the fruit baskets on Mondays.' },
  source: { source: 'The office handbook, page 3' },
};

/** Somebody asks in vain, and Adam answers it. */
export async function teach(
  world: Workspace,
  question = LUNCH,
  fields: Record<string, Record<string, string>> = FRUIT,
) {
  await ask(world, NIA, question);
  const list = only(await world.say(ADAM, '/whoowns gaps'));
  await world.press(ADAM, list, 'Answer this');
  return world.submit(ADAM, fields);
}

/** Presses one of Slack's own feedback buttons. */
export async function judge(
  world: Workspace,
  as: string,
  message: Posted,
  helpful: boolean,
): Promise<Posted[]> {
  const block = message.blocks.find(({ type }) => type === 'context_actions');
  const [element] = (block?.elements ?? []) as Record<string, Record<string, string>>[];
  const value = element?.[helpful ? 'positive_button' : 'negative_button']?.value ?? '';
  return world.act(as, {
    act: 'press',
    on: { message: `${message.channel}/${message.ts}` },
    block: String(block?.block_id),
    action: String(element?.action_id),
    value,
    fields: {},
  });
}

/** What the bot knows, but not sure of one question: it may mean this topic. What is taught may make it sure. */
export async function openUnsure(question: string, topic: string): Promise<Answerer> {
  const real = await openTestAnswerer();
  const topics = real.known().groups.flatMap((group) => group.topics.filter(({ id }) => id === topic));
  const unsure = { kind: 'unsure', topics, taught: [], confidence: 0.4 } as const;
  const doubt = (base: Answers): Answers => ({
    show: base.show,
    answer: (raw) => doubt(base).answerQuestion(real.readQuestion(raw)),
    answerQuestion(read) {
      const answered = base.answerQuestion(read);
      const isUnknown = answered.answer.kind === 'unknown' && read.typed.trim() === question;
      return isUnknown ? { ...answered, answer: unsure } : answered;
    },
  });
  return { ...real, ...doubt(real), learn: (records) => doubt(real.learn(records)) };
}
