import { expect, it } from 'vitest';
import { createFakeSlack } from '../../src/playground/fake-slack/fake-slack.ts';
import { createPresenter } from '../../src/playground/page/presenter.ts';

/** The channels that a menu on the home tab of a person offers. */
function offered(person: string, menu: object): string[] {
  const slack = createFakeSlack();
  const accessory = { action_id: 'pick', placeholder: { type: 'plain_text', text: 'Pick' }, ...menu };
  const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'Which?' }, accessory }];
  slack.views.publish({ user_id: person, view: { type: 'home', blocks } });
  const html = createPresenter(slack).home(person) ?? '';
  return [...html.matchAll(/>#([\w-]+)<\/option>/g)].flatMap(([, name]) => name ?? []);
}

const all = { type: 'conversations_select', filter: { include: ['public', 'private'] } };
const PUBLIC = ['general', 'checkout', 'partners', 'mobile'];

it('a menu of conversations offers what its filter lets in, and private channels to their members alone', () => {
  expect(offered('U0OWNER', all)).toEqual([...PUBLIC, 'launch']);
  expect(offered('U0NEWHIRE', all)).toEqual(PUBLIC);
  expect(offered('U0OWNER', { ...all, filter: { include: ['private'] } })).toEqual(['launch']);
});

it('a menu of channels offers public ones', () => {
  expect(offered('U0OWNER', { type: 'channels_select' })).toEqual(PUBLIC);
});
