import { describe, expect, test } from 'vitest';
import { eventPayload } from '../../../src/playground/fake-slack/payloads.ts';
import { WORKSPACE } from '../../../src/playground/fake-slack/world.ts';
import { ASKER, alwaysClose, DIRECT, directOf, labelsOf, only, startBot, textOf } from '../../support/bot.ts';
import { ADAM, EMRE, NIA, OLGA, shown, startWorkspace } from '../../support/workspace.ts';

const QUESTION = 'who prioritizes the backlog?';

describe('a direct message', () => {
  test('is answered right there', async () => {
    const bot = await startBot();
    const reply = await bot.direct(QUESTION);
    expect(reply.channel).toBe(DIRECT);
    expect(reply.thread_ts).toBeUndefined();
    expect(textOf(reply)).toMatch(/^\*Product Owner\*/);
    expect(reply.text).toMatch(/^Product Owner: /);
    expect(labelsOf(reply)).not.toContain('Share in channel');
  });

  test('in a thread is answered in that thread', async () => {
    const bot = await startBot();
    expect((await bot.direct(QUESTION, { thread_ts: '1700000000.000100' })).thread_ts).toBe(
      '1700000000.000100',
    );
  });

  test.each([
    ['hello', /^Hello! Ask me who owns what/],
    ['Good morning!', /^Hello! Ask me who owns what/],
    ['thanks', /^You're welcome!/],
    ['thank you!', /^You're welcome!/],
  ])('that says “%s” gets a short human reply, not a search result', async (text, expected) => {
    const bot = await startBot();
    const shown = textOf(await bot.direct(text));
    expect(shown).toMatch(expected);
    expect(shown).not.toContain('From the document');
    expect(shown.split('\n')).toHaveLength(1);
  });

  test.each([
    ['pm vs po', /^\*Product Manager and Product Owner\*/],
    ['help', /who signs off a finished story/],
    ['who waters the plants in the lobby?', /^I don't know/],
  ])('gives for “%s” what the command gives', async (text, expected) => {
    const bot = await startBot();
    expect(textOf(await bot.direct(text))).toMatch(expected);
  });

  test.each([
    ['is empty', { text: '' }],
    ['has no text at all', { text: undefined }],
    ['is a picture without words', { text: '', subtype: 'file_share', files: [{ id: 'F1' }] }],
  ])('that %s gets a hello and usage', async (_, over) => {
    const bot = await startBot();
    expect(textOf(await bot.direct('', over))).toMatch(/^Hello! .*who signs off a finished story/);
  });

  test('with a file and a question is answered', async () => {
    const bot = await startBot();
    const reply = await bot.direct(QUESTION, { subtype: 'file_share', files: [{ id: 'F1' }] });
    expect(textOf(reply)).toMatch(/^\*Product Owner\*/);
  });

  test('that is close to several topics is answered in place', async () => {
    const bot = await startBot({ match: alwaysClose('backlog', 'product-roadmap') });
    const reply = await bot.direct('the list');
    expect(await bot.press(reply, 'The product roadmap')).toEqual([]);
    expect(textOf(reply)).toMatch(/^\*Product Manager\*/);
    expect(labelsOf(reply)).not.toContain('Share in channel');
  });

  test('is answered once when Slack delivers it again, under the same or another event id', async () => {
    const bot = await startBot();
    const event = directOf(QUESTION);
    const payload = eventPayload(event);
    expect(await bot.deliver(payload)).toHaveLength(1);
    expect(await bot.deliver(payload)).toEqual([]);
    expect(await bot.send(event)).toEqual([]);
  });
});

describe('a direct message that is not answered', () => {
  const message = { user: ASKER, text: QUESTION, ts: '1700000000.000100' };
  test.each([
    ['is a join', { subtype: 'channel_join' }],
    ['is a leave', { subtype: 'channel_leave' }],
    ['is a change of topic', { subtype: 'channel_topic' }],
    ['is the notice of an edit', { subtype: 'message_changed', user: undefined, text: undefined, message }],
    ['is edited', { edited: { user: ASKER, ts: '1700000001.000000' } }],
    [
      'is the notice of a deletion',
      { subtype: 'message_deleted', user: undefined, text: undefined, previous_message: message },
    ],
    ['comes from a bot', { bot_id: 'B0OTHER' }],
    ['comes from a bot of the old kind', { subtype: 'bot_message', user: undefined, bot_id: 'B0OTHER' }],
    ['comes from the bot itself', { user: WORKSPACE.bot.user, bot_id: WORKSPACE.bot.bot }],
    ['comes from Slackbot', { user: 'USLACKBOT' }],
  ])('%s', async (_, over) => {
    const bot = await startBot();
    expect(await bot.send(directOf(QUESTION, over))).toEqual([]);
    expect(bot.slack.calls).toEqual([]);
    expect(await bot.send(directOf(QUESTION))).toHaveLength(1);
  });
});

describe('a word of the command in a direct message', () => {
  test('does what the command does: team, forget me, sheet', async () => {
    const world = await startWorkspace();
    await world.say(EMRE, '/whoowns assign', 'C0CHECKOUT');
    await world.submit(EMRE, { 'people:product-owner': { people: [OLGA] } });
    const picker = only(await world.say(OLGA, 'team', 'D0OWNER'));
    await world.pick(OLGA, picker, 'C0CHECKOUT');
    expect(shown(only(await world.say(OLGA, 'Team!', 'D0OWNER')))).toContain('*Olga Petrova*');
    // The channel hears that a role is free, and not whose it was.
    const forgotten = await world.say(OLGA, 'forget me', 'D0OWNER');
    expect(only(forgotten.filter(({ channel }) => channel === 'D0OWNER')).text).toContain('Done.');
    expect(only(forgotten.filter(({ channel }) => channel === 'C0CHECKOUT')).text).not.toContain('Olga');
    expect(only(await world.say(OLGA, 'forget me.', 'D0OWNER')).text).toContain('nothing of yours');
    expect(shown(only(await world.say(OLGA, 'sheet', 'D0OWNER')))).toContain('Product Manager');
  });

  test('is for maintainers only where the command is: gaps, taught, digest', async () => {
    const world = await startWorkspace();
    for (const word of ['gaps', 'taught', 'digest']) {
      const refused = only(await world.say(NIA, word, 'D0NEWHIRE'));
      expect(refused.text).toContain('maintainers');
      // The digest also says where it will come.
      const [reply] = await world.say(ADAM, word, 'D0ADMIN');
      expect(shown(reply)).not.toMatch(/maintainers can|I don't know/);
    }
  });

  test('gets a button for the dialog, for the channel that the person picked', async () => {
    const world = await startWorkspace();
    const first = only(await world.say(EMRE, 'assign', 'D0ENGINEER'));
    expect(first.text).toContain('Which channel is it for?');
    await world.pick(EMRE, first, 'C0CHECKOUT');
    const second = only(await world.say(EMRE, 'assign @olga as PO', 'D0ENGINEER'));
    await world.press(EMRE, second, 'Set the roles');
    const announced = only(await world.submit(EMRE, { 'people:product-owner': { people: [OLGA] } }));
    expect(announced.channel).toBe('C0CHECKOUT');
  });

  test('opens the settings for admins', async () => {
    const world = await startWorkspace();
    await world.press(ADAM, only(await world.say(ADAM, 'settings', 'D0ADMIN')), 'Settings');
    expect(world.dialogOf(ADAM)).toBeDefined();
    const refused = await world.press(NIA, only(await world.say(NIA, 'settings', 'D0NEWHIRE')), 'Settings');
    expect(only(refused).text).toContain('Only admins');
  });
});
