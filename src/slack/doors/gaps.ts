import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
  ViewOutput,
} from '@slack/bolt';
import { StoreError } from '../../store/errors.ts';
import { buildAnswer } from '../blocks/answer.ts';
import { ACTION_ID } from '../blocks/buttons.ts';
import { DIALOG } from '../blocks/dialogs.ts';
import { buildHistory, buildTeachDialog } from '../blocks/gaps.ts';
import { section } from '../blocks/parts.ts';
import { cut, escapeText } from '../blocks/text.ts';
import { note } from '../journal.ts';
import { knownNow, mayCare, showGaps, showTaught } from '../memory/care.ts';
import type { Doing } from '../memory/doing.ts';
import { sayTrouble } from '../memory/open-dialog.ts';
import type { MemoryParts } from '../memory/parts.ts';
import { slackErrorOf } from '../memory/slack-error.ts';
import type { TaughtFields, Waiting } from '../memory/teach.ts';
import { workspaceOf } from '../memory/workspace.ts';

type Press = BlockAction<ButtonAction>;
type Args = SlackActionMiddlewareArgs<Press> & AllMiddlewareArgs;

const GONE = 'That is no longer open: somebody was faster, or it was too long ago.';
const NOT_YOURS = 'Only those who look after me can do that. An admin names them in `/whoowns settings`.';

/** What people could not be told, and what somebody teaches: the presses and the dialog. */
export function registerGaps(app: App, parts: MemoryParts): void {
  const { answerer, answers, store, teaching, checks, log } = parts;

  /** A press of somebody who looks after the bot, or whose entry it is. */
  const on = (id: RegExp, work: (args: Args, doing: Doing, value: string) => Promise<string | undefined>) => {
    app.action<Press>({ type: 'block_actions', action_id: id }, async (args) => {
      const { ack, action, body, client, context, respond } = args;
      await ack();
      const doing = { client, context, user: body.user.id };
      const tell = (text: string) => respond({ response_type: 'ephemeral', replace_original: false, text });
      try {
        const value = action.value ?? '';
        const own = id.source.includes('taught') && (await teaching.entry(doing, value))?.by === doing.user;
        if (!own && !(await mayCare(parts, doing))) return void (await tell(NOT_YOURS));
        const said = await work(args, doing, value);
        if (said !== undefined) await tell(said);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        await tell(sayTrouble(error));
      }
    });
  };
  const replace = async ({ respond }: Args, message: object) => {
    await respond({ replace_original: true, ...message });
  };

  on(ACTION_ID.gapsPage, async (args, doing, value) => {
    note(args.context, { outcome: 'gaps' });
    await replace(args, await showGaps(parts, doing, Number(value) || 0));
    return undefined;
  });

  on(ACTION_ID.gapsAnswer, async ({ body, client, context }, doing, value) => {
    note(context, { outcome: 'dialog' });
    const gap = await teaching.gapOf(doing, value);
    if (!gap) return GONE;
    const { roles, groups } = answerer.known();
    const asks = [...new Set(gap.questions.map(({ text }) => text))];
    const view = buildTeachDialog({ question: value, asks }, roles, groups);
    await client.views.open({ trigger_id: body.trigger_id, view });
    return undefined;
  });

  on(ACTION_ID.gapsNotOurs, async (args, doing, value) => {
    note(args.context, { outcome: 'not ours' });
    if (!(await teaching.settle(doing, value, { notOurs: true }))) return GONE;
    await replace(args, await showGaps(parts, doing, 0));
    return 'Noted: I stay silent on that, and gather it no more. `/whoowns taught` takes it back.';
  });

  on(ACTION_ID.gapsAccept, async (args, doing, value) => {
    note(args.context, { outcome: 'accepted' });
    const { id, topic } = readPair(value, 'id', 'topic');
    if (!(await teaching.settle(doing, id, { topic }))) return GONE;
    await replace(args, await showGaps(parts, doing, 0));
    return 'Noted: from now on I take that for a way to ask for it.';
  });

  on(ACTION_ID.gapsDecide, async (args, doing, value) => {
    note(args.context, { outcome: 'decided' });
    const { thing, keep } = readPair(value, 'thing', 'keep');
    if (!(await teaching.decide(doing, thing, keep))) return GONE;
    await replace(args, await showGaps(parts, doing, 0));
    return 'Decided. From the next question on I answer so.';
  });

  on(ACTION_ID.taughtPage, async (args, doing, value) => {
    note(args.context, { outcome: 'taught' });
    await replace(args, await showTaught(parts, doing, Number(value) || 0));
    return undefined;
  });

  on(ACTION_ID.taughtEdit, async ({ body, client, context }, doing, value) => {
    note(context, { outcome: 'dialog' });
    const entry = await teaching.entry(doing, value);
    if (!entry) return GONE;
    const { roles, groups } = answerer.known();
    const view = buildTeachDialog({ entry, asks: entry.asks }, roles, groups);
    await client.views.open({ trigger_id: body.trigger_id, view });
    return undefined;
  });

  on(ACTION_ID.taughtWithdraw, async ({ context }, doing, value) => {
    note(context, { outcome: 'withdrawn' });
    const entry = await teaching.withdraw(doing, value);
    if (!entry) return GONE;
    await checks.cancel(doing, value);
    return 'Withdrawn. From the next question on I answer without it; its history stays with `/whoowns taught`.';
  });

  on(ACTION_ID.taughtHistory, async ({ context, respond }, doing, value) => {
    note(context, { outcome: 'history' });
    const entry = await teaching.entry(doing, value);
    if (!entry) return GONE;
    const message = buildHistory(entry, knownNow(parts));
    await respond({ response_type: 'ephemeral', replace_original: false, ...message });
    return undefined;
  });

  on(ACTION_ID.taughtHolds, async ({ body, context }, doing, value) => {
    note(context, { outcome: 'confirmed' });
    const entry = await teaching.confirm(doing, value);
    if (!entry) return GONE;
    await checks.schedule(doing, entry, body.channel?.id ?? doing.user);
    return 'Thank you. I ask again in ninety days.';
  });

  app.view(DIALOG.teach, async ({ ack, view, body, client, context }) => {
    const doing = { client, context, user: body.user.id };
    const { question, entry: edited } = readMetadata(view.private_metadata);
    const read = readFields(view, answerer.known());
    if ('errors' in read) return void (await ack({ response_action: 'errors', errors: read.errors }));
    const refuse = (text: string) => ack({ response_action: 'errors', errors: { role: text } });
    let done:
      | {
          readonly entry: NonNullable<Awaited<ReturnType<typeof teaching.edit>>>;
          readonly waiting: readonly Waiting[];
        }
      | undefined;
    try {
      const own = edited !== undefined && (await teaching.entry(doing, edited))?.by === doing.user;
      if (!own && !(await mayCare(parts, doing))) return await refuse(NOT_YOURS.replaceAll('`', '“'));
      if (edited !== undefined) {
        const entry = await teaching.edit(doing, edited, read.fields);
        done = entry && { entry, waiting: [] };
      } else done = await teaching.answer(doing, question, read.fields);
      if (!done) return await refuse(GONE);
      const { entry } = done;
      if (entry.by !== undefined && entry.byName !== undefined) {
        await store.workspace(workspaceOf(context)).keepNames([{ id: entry.by, name: entry.byName }]);
      }
    } catch (error) {
      if (error instanceof StoreError) return refuse(sayTrouble(error));
      throw error;
    }
    await ack();
    note(context, { outcome: edited === undefined ? 'taught' : 'edited' });
    const { entry, waiting } = done;
    const text = `Thank you. “${escapeText(entry.title)}” is live here from the next question on. In ninety days I ask you whether it still holds.`;
    const { channel } = await client.chat.postMessage({ channel: doing.user, text, blocks: [section(text)] });
    await checks.schedule(doing, entry, channel ?? doing.user);
    for (const { person, text: asked } of waiting) await tellWaiting(doing, person, asked, entry.id);
  });

  /** Tells somebody that what they asked has an answer now; the others are told where one cannot be. */
  async function tellWaiting(
    { client, context }: Doing,
    person: string,
    asked: string,
    id: string,
  ): Promise<void> {
    try {
      const { answer, local } = await answers.show(context, { taught: id }, { channel: 'D', user: person });
      const message = buildAnswer(answer, { audience: 'direct', local });
      const text = `You asked me “${escapeText(cut(asked, 300))}”. Now there is an answer:`;
      await client.chat.postMessage({
        channel: person,
        text: `${text} ${message.text}`,
        blocks: [section(text), ...message.blocks],
      });
    } catch (error) {
      log.warn({ event: 'taught', outcome: 'not told', slack: slackErrorOf(error) });
    }
  }
}

function readPair<A extends string, B extends string>(value: string, one: A, two: B): Record<A | B, string> {
  const textOf = (part: unknown) => (typeof part === 'string' ? part : '');
  try {
    const read = JSON.parse(value) as Record<string, unknown>;
    return { [one]: textOf(read[one]), [two]: textOf(read[two]) } as Record<A | B, string>;
  } catch {
    return { [one]: '', [two]: '' } as Record<A | B, string>; // a button of another version
  }
}

function readMetadata(metadata: string): { readonly question: string; readonly entry: string | undefined } {
  try {
    const { question, entry } = JSON.parse(metadata) as Record<string, unknown>;
    return {
      question: typeof question === 'string' ? question : '',
      entry: typeof entry === 'string' ? entry : undefined,
    };
  } catch {
    return { question: '', entry: undefined }; // a dialog of another version
  }
}

const MOST_ASKS = 50;
const LONGEST_ASK = 400;

/** Reads what was filled in, or says what is missing. */
function readFields(
  { state: { values } }: ViewOutput,
  { roles, groups }: ReturnType<MemoryParts['answerer']['known']>,
): { readonly fields: TaughtFields } | { readonly errors: Record<string, string> } {
  const textOf = (name: string) => values[name]?.[name]?.value?.trim() ?? '';
  const role = values.role?.role?.selected_option?.value ?? '';
  const topicId = values.topic?.topic?.selected_option?.value;
  const topic = groups.flatMap(({ topics }) => topics).find(({ id }) => id === topicId);
  const asks = [
    ...new Set(
      textOf('asks')
        .split('\n')
        .map((line) => line.trim().slice(0, LONGEST_ASK))
        .filter((line) => line !== ''),
    ),
  ];
  const title = topic?.title ?? textOf('title');
  const errors: Record<string, string> = {
    ...(roles.some(({ id }) => id === role) ? {} : { role: 'I do not know this role any more.' }),
    ...(topicId !== undefined && !topic ? { topic: 'I do not know this topic any more.' } : {}),
    ...(title === '' ? { title: 'Say in a few words what it is, or choose a topic above.' } : {}),
    ...(asks.length === 0 ? { asks: 'I need at least one way in which people ask for it.' } : {}),
    ...(asks.length > MOST_ASKS ? { asks: `At most ${MOST_ASKS} ways, please.` } : {}),
    ...(textOf('answer') === '' ? { answer: 'Please write the answer.' } : {}),
    ...(textOf('source') === '' ? { source: 'Please say where that is written.' } : {}),
  };
  if (Object.keys(errors).length > 0) return { errors };
  return {
    fields: { role, topic: topic?.id, title, answer: textOf('answer'), source: textOf('source'), asks },
  };
}
