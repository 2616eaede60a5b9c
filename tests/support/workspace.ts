import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import type { Answerer } from '../../src/answer/answerer.ts';
import { openLog } from '../../src/log.ts';
import { createExchanges } from '../../src/playground/exchanges.ts';
import { createFakeSlack, type FakeSlack } from '../../src/playground/fake-slack/fake-slack.ts';
import { type Data, messageId, type Posted } from '../../src/playground/fake-slack/messages.ts';
import { readManifest } from '../../src/playground/manifest.ts';
import { openApp } from '../../src/playground/open-app.ts';
import type { Act, Fields } from '../../src/playground/page/protocol.ts';
import { createPerformer } from '../../src/playground/performer.ts';
import type { Jobs } from '../../src/slack/jobs.ts';
import type { Store } from '../../src/store/open-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import { openTestAnswerer, ROOT } from './bot.ts';
import { checkAfterEachTest } from './each-test.ts';

export const NIA = 'U0NEWHIRE';
export const EMRE = 'U0ENGINEER';
export const OLGA = 'U0OWNER';
export const ADAM = 'U0ADMIN';
export const GWEN = 'U0GUEST';
/** Of another company, in #partners, which is shared with it. */
export const OTTO = 'U0PARTNER';

/** A workspace with the real app in it, and people who do things there as they would on the page. */
export interface Workspace {
  readonly slack: FakeSlack;
  readonly store: Store;
  readonly jobs: Jobs;
  /** Types a text in a channel; returns what the bot and Slack posted for it. */
  say(as: string, text: string, place?: string, thread?: string): Promise<Posted[]>;
  /** Presses a button, or picks a value in the one menu of a message; returns what was posted for it. */
  press(as: string, message: Posted, label: string): Promise<Posted[]>;
  pick(as: string, message: Posted, value: string): Promise<Posted[]>;
  /** The dialog on top, if one is open for this person. */
  dialogOf(
    as: string,
  ): { title: string; errors: Readonly<Record<string, string>>; blocks: Data[] } | undefined;
  /** Fills in and sends the dialog on top; returns what was posted for it. */
  submit(as: string, fields: Fields): Promise<Posted[]>;
  /** Presses a button of the dialog on top, or of the home tab; or picks a value there. */
  pressIn(as: string, surface: 'dialog' | 'home', label: string, value?: string): Promise<Posted[]>;
  /** What the home tab of a person shows, as one text. */
  homeOf(as: string): string;
  act(as: string, act: Act): Promise<Posted[]>;
  /** Lets something happen that nobody does by hand. */
  during(work: () => Promise<unknown>): Promise<Posted[]>;
  deliver(payload: Data): Promise<unknown>;
}

const started: { slack: FakeSlack; allowed: Set<string> }[] = [];

// Whatever a test does: Slack takes every message and view and shows no preview of a link, and nobody is called but by "Ask them". Who shares or looks
// something up stands there too: only they themselves hear of it.
checkAfterEachTest(() => {
  for (const { slack, allowed } of started.splice(0)) {
    const bad = slack.calls.filter((call) => call.refusals.length > 0);
    expect(bad.map(({ method, refusals }) => ({ method, refusals }))).toEqual([]);
    const previews = slack.calls
      .filter(
        ({ method, args }) =>
          method === 'chat.postMessage' ||
          // What only one person sees for a moment has none anyway.
          (method === 'response_url' &&
            (args.replace_original === true || args.response_type === 'in_channel')),
      )
      .filter(({ args }) => `${args.unfurl_links} ${args.unfurl_media}` !== 'false false');
    expect(previews).toEqual([]);
    const failed = slack.calls.filter((call) => call.response.ok !== true);
    expect(failed.map((call) => String(call.response.error)).filter((error) => !allowed.has(error))).toEqual(
      [],
    );
    const calling = slack.messages
      .filter(({ user }) => user === 'U0WHOOWNS')
      .flatMap(({ text, blocks }) => [text, ...textsOf(blocks)])
      .filter((text) => /<@|<!/.test(text))
      .filter((text) => !/^<@\w+> (?:asks |asked: |looked this up$)|^Shared by <@\w+>$/.test(text));
    expect(calling).toEqual([]);
  }
});

/** Starts a workspace. `errors` are answers of Slack that the test means to provoke. */
export async function startWorkspace({
  store: given,
  answerer,
  errors = [],
}: {
  store?: Store;
  answerer?: Answerer;
  errors?: readonly string[];
} = {}): Promise<Workspace> {
  const slack = createFakeSlack();
  const store = given ?? (await openStore({ url: 'memory:' }));
  const log = openLog('silent', { write: () => {} });
  const {
    receiver,
    jobs,
    noticePeople: notice,
  } = openApp({
    answerer: answerer ?? (await openTestAnswerer()),
    store,
    log,
    fetch: slack.fetch,
    sleep: async () => {},
  });
  const manifest = readManifest(JSON.parse(await readFile(path.join(ROOT, 'manifest.json'), 'utf8')));
  const exchanges = createExchanges({
    slack,
    deliver: (_, payload) => receiver.send({ ...payload }),
    changed: () => {},
  });
  const perform = createPerformer({ slack, exchanges, manifest, noticePeople: notice });
  started.push({ slack, allowed: new Set(errors) });

  const during = async (work: () => Promise<unknown>): Promise<Posted[]> => {
    const before = new Set(slack.messages);
    await work();
    return slack.messages.filter((message) => !before.has(message) && message.user !== undefined);
  };
  const act = (as: string, what: Act) =>
    during(async () => {
      const done = await perform(as, what);
      if (!done.ok) throw new Error(done.error);
    });
  const elementsOf = (message: Posted) => elementsIn(message.blocks);
  const elementsIn = (blocks: readonly Data[]) =>
    blocks.flatMap((block) => {
      const all = [
        ...((block.elements ?? []) as Data[]),
        block.accessory as Data | undefined,
        block.element as Data | undefined,
      ];
      return all.flatMap((element) => (element?.action_id === undefined ? [] : [{ block, element }]));
    });
  const pressOn = (
    as: string,
    message: Posted,
    found: ReturnType<typeof elementsOf>[number] | undefined,
    value: string | null,
  ) => {
    if (!found) throw new Error(`Nothing to press in: ${message.text}`);
    const block = String(found.block.block_id);
    const action = String(found.element.action_id);
    return act(as, { act: 'press', on: { message: messageId(message) }, block, action, value, fields: {} });
  };
  const topOf = (as: string) => slack.views.dialogsOf(as).at(-1);
  return {
    slack,
    store,
    jobs,
    act,
    during,
    deliver: (payload) => receiver.deliver({ ...payload }),
    say: async (as, text, place = 'C0GENERAL', thread) => {
      const posted = await act(as, { act: 'say', place, text, ...(thread === undefined ? {} : { thread }) });
      return posted.filter(({ user }) => user !== as);
    },
    press: (as, message, label) =>
      pressOn(
        as,
        message,
        elementsOf(message).find(({ element }) => (element.text as Data | undefined)?.text === label),
        null,
      ),
    pick: (as, message, value) =>
      pressOn(
        as,
        message,
        elementsOf(message).find(({ element }) => String(element.type).includes('select')),
        value,
      ),
    dialogOf(as) {
      const top = topOf(as);
      if (!top) return undefined;
      const title = (top.view.title as { text: string }).text;
      return { title, errors: top.errors, blocks: top.view.blocks as Data[] };
    },
    homeOf: (as) => textsOf(slack.views.homeOf(as)?.view.blocks).join('\n'),
    pressIn: async (as, surface, label, value) => {
      const view = surface === 'home' ? slack.views.homeOf(as) : topOf(as);
      const blocks = (view?.view.blocks ?? []) as Data[];
      const found = elementsIn(blocks).find(({ element }) =>
        [element.text, element.placeholder].some((text) => (text as Data | undefined)?.text === label),
      );
      if (!view || !found) throw new Error(`No “${label}” to press.`);
      return act(as, {
        act: 'press',
        on: surface === 'home' ? { home: true } : { dialog: view.id },
        block: String(found.block.block_id),
        action: String(found.element.action_id),
        value: value ?? null,
        fields: {},
      });
    },
    submit: async (as, fields) => {
      const top = topOf(as);
      if (!top) throw new Error('No dialog is open.');
      return act(as, { act: 'submit', dialog: top.id, fields });
    },
  };
}

/** The bot notices who has left, come back, moved or changed their name, as it does once a day. */
export async function noticePeople({ store, jobs }: Workspace): Promise<void> {
  await store.workspace('T0LOCAL01').removeRecords('job', ['people']);
  await jobs.run('people');
}

/** Everything that a message shows, as one text. */
export function shown(message: Posted | undefined): string {
  return message ? [message.text, ...textsOf(message.blocks)].join('\n') : '';
}

/** Every text that blocks show, in order; what buttons carry is not among it. */
export function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object' || value === null) return [];
  const { text, type, elements, fields, accessory } = value as Data;
  const own = typeof text === 'string' && String(type).match(/mrkdwn|plain_text/) ? [text] : textsOf(text);
  return [...own, ...textsOf(elements), ...textsOf(fields), ...textsOf(accessory)];
}
