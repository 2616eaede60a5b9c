import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findRefusals, findViewRefusals } from '../../src/playground/limits.ts';

type Data = Record<string, unknown>;

const a = (length: number) => 'a'.repeat(length);
const plain = (text: unknown) => ({ type: 'plain_text', text });
const mrkdwn = (text: unknown) => ({ type: 'mrkdwn', text });
const times = <T>(count: number, build: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => build(i));
const option = (value: unknown, more: Data = {}) => ({ text: plain('One'), value, ...more });
const options = (count: number) => times(count, (i) => option(`o${i}`));
const group = (more: Data) => ({ label: plain('Group'), options: options(1), ...more });
const confirm = (more: Data) => ({ confirm: { text: plain('Sure?'), ...more } });
const webImage = { image_url: 'https://example.com/cat.png', alt_text: 'A cat' };

const section = (more: Data = {}) => ({ type: 'section', text: mrkdwn('Hello'), ...more });
const button = (more: Data = {}) => ({ type: 'button', text: plain('Press'), ...more });
const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
const input = (element: unknown, more: Data = {}) => ({
  type: 'input',
  label: plain('Name'),
  element,
  ...more,
});
const typed = (more: Data = {}) => input({ type: 'plain_text_input', ...more });
const menu = (more: Data) => actions({ type: 'static_select', options: options(2), ...more });
const several = (more: Data) => actions({ type: 'multi_static_select', options: options(2), ...more });
const overflow = (more: Data) => actions({ type: 'overflow', options: options(2), ...more });
const boxes = (more: Data) => actions({ type: 'checkboxes', options: options(2), ...more });
const radios = (more: Data) => actions({ type: 'radio_buttons', options: options(2), ...more });
const side = (...elements: unknown[]) => ({ type: 'context_actions', elements });
const thumb = (more: Data = {}) => ({ text: plain('Good'), value: 'good', ...more });
const thumbs = (more: Data = {}) =>
  side({ type: 'feedback_buttons', positive_button: thumb(), negative_button: thumb(), ...more });
const icon = (more: Data = {}) =>
  side({ type: 'icon_button', icon: 'trash', text: plain('Delete'), ...more });
const image = (more: Data) => ({ type: 'image', ...webImage, ...more });
const video = (more: Data = {}) => ({
  type: 'video',
  title: plain('Film'),
  alt_text: 'A film',
  thumbnail_url: 'https://example.com/film.png',
  video_url: 'https://example.com/film',
  ...more,
});
const raw = (text = 'x') => ({ type: 'raw_text', text });
const table = (rows: unknown, more: Data = {}) => ({ type: 'table', rows, ...more });
const rich = (...elements: unknown[]) => ({ type: 'rich_text', elements });
const line = (...elements: unknown[]) => ({ type: 'rich_text_section', elements });
const bullets = (more: Data = {}) =>
  rich({ type: 'rich_text_list', style: 'bullet', elements: [line({ type: 'text', text: 'x' })], ...more });

const modal = (more: Data = {}) => ({ type: 'modal', title: plain('Title'), blocks: [section()], ...more });
const home = (more: Data = {}) => ({ type: 'home', blocks: [section()], ...more });
const send = (...blocks: unknown[]) => findRefusals({ text: 'Fallback', blocks });

describe('a limit is kept at its last value and broken by the next', () => {
  test.each<[string, number, (n: number) => Data]>([
    ['section text', 3000, (n) => section({ text: mrkdwn(a(n)) })],
    ['section fields', 10, (n) => section({ fields: times(n, () => plain('x')) })],
    ['section field', 2000, (n) => section({ fields: [mrkdwn(a(n))] })],
    ['block_id', 255, (n) => section({ block_id: a(n) })],
    ['context elements', 10, (n) => ({ type: 'context', elements: times(n, () => plain('x')) })],
    ['context text', 3000, (n) => ({ type: 'context', elements: [mrkdwn(a(n))] })],
    ['header text', 150, (n) => ({ type: 'header', text: plain(a(n)) })],
    ['actions elements', 25, (n) => actions(...times(n, () => button()))],
    ['context_actions elements', 5, (n) => side(...times(n, () => icon().elements[0]))],
    ['image alt_text', 2000, (n) => image({ alt_text: a(n) })],
    ['image image_url', 3000, (n) => image({ image_url: a(n) })],
    ['image title', 2000, (n) => image({ title: plain(a(n)) })],
    ['input label', 2000, (n) => ({ ...typed(), label: plain(a(n)) })],
    ['input hint', 2000, (n) => ({ ...typed(), hint: plain(a(n)) })],
    ['markdown text', 12_000, (n) => ({ type: 'markdown', text: a(n) })],
    ['table rows', 100, (n) => table(times(n, () => [raw()]))],
    ['table columns', 20, (n) => table([times(n, () => raw())])],
    ['table column_settings', 20, (n) => table([[raw()]], { column_settings: times(n, () => ({})) })],
    ['action_id', 255, (n) => actions(button({ action_id: a(n) }))],
    ['button text', 75, (n) => actions(button({ text: plain(a(n)) }))],
    ['button value', 2000, (n) => actions(button({ value: a(n) }))],
    ['button url', 3000, (n) => actions(button({ url: a(n) }))],
    ['button accessibility_label', 75, (n) => actions(button({ accessibility_label: a(n) }))],
    ['confirm title', 100, (n) => actions(button(confirm({ title: plain(a(n)) })))],
    ['confirm text', 300, (n) => actions(button(confirm({ text: mrkdwn(a(n)) })))],
    ['confirm confirm', 30, (n) => actions(button(confirm({ confirm: plain(a(n)) })))],
    ['confirm deny', 30, (n) => actions(button(confirm({ deny: plain(a(n)) })))],
    ['select options', 100, (n) => menu({ options: options(n) })],
    [
      'select option_groups',
      100,
      (n) => menu({ options: undefined, option_groups: times(n, () => group({})) }),
    ],
    [
      'options of a group',
      100,
      (n) => menu({ options: undefined, option_groups: [group({ options: options(n) })] }),
    ],
    [
      'label of a group',
      75,
      (n) => menu({ options: undefined, option_groups: [group({ label: plain(a(n)) })] }),
    ],
    ['option text', 75, (n) => menu({ options: [option('1', { text: plain(a(n)) })] })],
    ['option value', 150, (n) => menu({ options: [option(a(n))] })],
    ['option description', 75, (n) => menu({ options: [option('1', { description: plain(a(n)) })] })],
    ['placeholder', 150, (n) => menu({ placeholder: plain(a(n)) })],
    ['multi select options', 100, (n) => several({ options: options(n) })],
    ['overflow options', 5, (n) => overflow({ options: options(n) })],
    ['overflow option url', 3000, (n) => overflow({ options: [option('1', { url: a(n) })] })],
    ['checkboxes options', 10, (n) => boxes({ options: options(n) })],
    ['radio_buttons options', 10, (n) => radios({ options: options(n) })],
    ['input max_length', 3000, (n) => typed({ max_length: n })],
    ['input min_length', 3000, (n) => typed({ min_length: n })],
    ['input initial_value', 7, (n) => typed({ max_length: 7, initial_value: a(n) })],
    ['input placeholder', 150, (n) => typed({ placeholder: plain(a(n)) })],
    ['datetimepicker', 9_999_999_999, (n) => actions({ type: 'datetimepicker', initial_date_time: n })],
    ['feedback text', 75, (n) => thumbs({ positive_button: thumb({ text: plain(a(n)) }) })],
    ['feedback value', 2000, (n) => thumbs({ negative_button: thumb({ value: a(n) }) })],
    ['feedback label', 75, (n) => thumbs({ positive_button: thumb({ accessibility_label: a(n) }) })],
  ])('%s: %i', (_, most, build) => {
    expect(send(build(most))).toEqual([]);
    expect(send(build(most + 1))).toHaveLength(1);
  });

  test('blocks, text, tables and markdown of a message', () => {
    const text = (n: number) => findRefusals({ text: a(n) });
    expect([send(...times(50, () => section())), text(40_000)]).toEqual([[], []]);
    expect(send(...times(51, () => section()))).toEqual(['blocks has 51 items, 50 at most']);
    expect(text(40_001)).toEqual(['msg_too_long: text has over 40,000 characters']);
    expect(send(table([[raw()]]), table([[raw()]]))).toEqual(['blocks has 2 tables, 1 at most']);
    const markdown = (n: number) => ({ type: 'markdown', text: a(n) });
    expect(send(markdown(6000), markdown(6000))).toEqual([]);
    expect(send(markdown(6000), markdown(6001))).toHaveLength(1);
  });

  test.each<[string, number, (n: number) => Data]>([
    ['title', 24, (n) => modal({ title: plain(a(n)) })],
    ['submit', 24, (n) => modal({ submit: plain(a(n)) })],
    ['close', 24, (n) => modal({ close: plain(a(n)) })],
    ['private_metadata', 3000, (n) => modal({ private_metadata: a(n) })],
    ['callback_id', 255, (n) => modal({ callback_id: a(n) })],
    ['external_id', 255, (n) => modal({ external_id: a(n) })],
    ['blocks', 100, (n) => modal({ blocks: times(n, () => section()) })],
    ['blocks of a home tab', 100, (n) => home({ blocks: times(n, () => section()) })],
    ['private_metadata of a home tab', 3000, (n) => home({ private_metadata: a(n) })],
  ])('%s of a view: %i', (_, most, build) => {
    expect(findViewRefusals(build(most))).toEqual([]);
    expect(findViewRefusals(build(most + 1))).toHaveLength(1);
  });
});

describe('what is well formed passes', () => {
  test.each<[string, unknown]>([
    ['a section of fields alone', { type: 'section', fields: [plain('x')] }],
    ['a divider', { type: 'divider' }],
    ['a remote file', { type: 'file', source: 'remote', external_id: 'F1' }],
    ['an image of Slack', { type: 'image', alt_text: 'A cat', slack_file: { id: 'F1' } }],
    ['an image beside text', section({ accessory: { type: 'image', ...webImage } })],
    ['an image in a context', { type: 'context', elements: [{ type: 'image', ...webImage }, mrkdwn('x')] }],
    ['buttons without action_id', actions(button(), button())],
    ['a chosen option', menu({ initial_option: option('o1') })],
    [
      'a chosen option of a group',
      menu({ options: undefined, option_groups: [group({})], initial_option: option('o0') }),
    ],
    ['chosen options', several({ initial_options: [option('o0'), option('o1')], max_selected_items: 1 })],
    ['marked up checkboxes', boxes({ options: [option('1', { text: mrkdwn('*One*') })] })],
    ['menus of Slack', actions(...times(1, () => ({ type: 'users_select', initial_user: 'U1' })))],
    ['a filtered menu', actions({ type: 'multi_conversations_select', filter: { include: ['im'] } })],
    [
      'a date and a time',
      actions(
        { type: 'datepicker', initial_date: '2026-09-01' },
        { type: 'timepicker', initial_time: '23:59' },
      ),
    ],
    [
      'a number',
      input({
        type: 'number_input',
        is_decimal_allowed: true,
        min_value: '1',
        max_value: '2',
        initial_value: '1.5',
      }),
    ],
    ['an address', input({ type: 'email_text_input', initial_value: 'a@example.com' })],
    ['a rich input', input({ type: 'rich_text_input', initial_value: bullets() })],
    [
      'a table',
      table([
        [raw(), rich(line({ type: 'user', user_id: 'U1' })), { type: 'raw_number', value: 1, text: '1' }],
      ]),
    ],
    [
      'code',
      rich({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'x' }], language: 'json' }),
    ],
    [
      'a mention in a quote',
      rich({ type: 'rich_text_quote', elements: [{ type: 'broadcast', range: 'here' }] }),
    ],
    ['new blocks', { type: 'card', title: mrkdwn('x') }],
    ['a video', video()],
    ['feedback', thumbs()],
  ])('%s', (_, block) => expect(send(block)).toEqual([]));

  test('a modal that asks, and a home tab that asks without a button to submit', () => {
    expect(findViewRefusals(modal({ submit: plain('Save'), blocks: [typed()] }))).toEqual([]);
    expect(findViewRefusals(home({ blocks: [typed()] }))).toEqual([]);
  });
});

describe('what is missing or wrong is said with its place', () => {
  test.each<[unknown, string]>([
    [{ type: 'section' }, 'blocks[0] needs text or fields'],
    [{ type: 'section', fields: [] }, 'blocks[0] needs text or fields'],
    [section({ text: mrkdwn('') }), 'blocks[0]: text is empty'],
    [{ type: 'header', text: mrkdwn('x') }, 'blocks[0]: text: type is mrkdwn, not plain_text'],
    [{ type: 'header' }, 'blocks[0]: text is missing'],
    [{ type: 'context', elements: [] }, 'blocks[0]: elements has 0 items, 1 at least'],
    [{ type: 'context', elements: [button()] }, 'blocks[0]: elements[0] is of the unknown type button'],
    [{ type: 'actions' }, 'blocks[0]: elements is missing'],
    [actions(button({ text: plain(a(80)) })), 'blocks[0]: elements[0]: text has 80 characters, 75 at most'],
    [actions(button({ style: 'loud' })), 'blocks[0]: elements[0]: style is loud, not primary or danger'],
    [actions(button({ confirm: {} })), 'blocks[0]: elements[0]: confirm: text is missing'],
    [
      actions(button({ action_id: 'x' }), button({ action_id: 'x' })),
      'blocks[0] has two elements with the same action_id',
    ],
    [{ type: 'image', alt_text: 'A cat' }, 'blocks[0] needs either image_url or slack_file'],
    [{ type: 'image', image_url: 'https://example.com' }, 'blocks[0]: alt_text is missing'],
    [section({ accessory: { type: 'image', image_url: 'x' } }), 'blocks[0]: accessory: alt_text is missing'],
    [{ type: 'input', element: { type: 'plain_text_input' } }, 'blocks[0]: label is missing'],
    [{ type: 'input', label: plain('Name') }, 'blocks[0]: element is missing'],
    [
      typed({ min_length: 5, max_length: 4 }),
      'blocks[0]: element has a min_length of 5 above its max_length of 4',
    ],
    [typed({ max_length: 0 }), 'blocks[0]: element: max_length is 0, 1 at least'],
    [
      typed({ min_length: 4, initial_value: 'abc' }),
      'blocks[0]: element has an initial_value outside its min_length and max_length',
    ],
    [menu({ options: undefined }), 'blocks[0]: elements[0] needs either options or option_groups'],
    [menu({ option_groups: [group({})] }), 'blocks[0]: elements[0] needs either options or option_groups'],
    [menu({ options: [] }), 'blocks[0]: elements[0]: options has 0 items, 1 at least'],
    [
      menu({ initial_option: option('else') }),
      'blocks[0]: elements[0] has an initial_option that is none of its options',
    ],
    [
      several({ initial_options: [option('else')] }),
      'blocks[0]: elements[0] has initial_options that are none of its options',
    ],
    [
      menu({ options: [option('1', { url: 'x' })] }),
      'blocks[0]: elements[0]: options[0] has a url, which only overflow menus take',
    ],
    [menu({ options: [{ text: plain('One') }] }), 'blocks[0]: elements[0]: options[0]: value is missing'],
    [overflow({ options: [] }), 'blocks[0]: elements[0]: options has 0 items, 1 at least'],
    [several({ max_selected_items: 0 }), 'blocks[0]: elements[0]: max_selected_items is 0, 1 at least'],
    [
      actions({ type: 'datepicker', initial_date: '1 May' }),
      'blocks[0]: elements[0]: initial_date is not of the form YYYY-MM-DD',
    ],
    [
      actions({ type: 'timepicker', initial_time: '24:00' }),
      'blocks[0]: elements[0]: initial_time is not of the form HH:mm',
    ],
    [thumbs({ negative_button: undefined }), 'blocks[0]: elements[0]: negative_button is missing'],
    [{ type: 'table' }, 'blocks[0]: rows is missing'],
    [table([[raw('')]]), 'blocks[0]: rows[0][0]: text is empty'],
    [table([[plain('x')]]), 'blocks[0]: rows[0][0] is of the unknown type plain_text'],
    [{ type: 'carpet' }, 'blocks[0] is of the unknown type carpet'],
    [{ type: 'constructor' }, 'blocks[0] is of the unknown type constructor'],
    [null, 'blocks[0] is not an object'],
    [[], 'blocks[0] is not an object'],
  ])('%j: %s', (block, refusal) => expect(send(block)).toEqual([refusal]));

  test('two blocks of one id, unless the id is ignored', () => {
    const same = { block_id: 'x' };
    expect(send(section(same), { type: 'divider' }, section(same))).toEqual([
      'blocks[2] has the block_id of blocks[0]',
    ]);
    expect(send({ type: 'markdown', text: 'x', ...same }, section(same))).toEqual([]);
  });

  test.each<[unknown, string]>([
    [{}, 'no_text: neither text nor blocks'],
    [{ text: '' }, 'no_text: neither text nor blocks'],
    [{ blocks: [section()] }, 'blocks come without fallback text'],
    [{ text: 'x', blocks: 'x' }, 'blocks is not a list'],
    [null, 'the message is not an object'],
  ])('the message %j: %s', (message, refusal) => expect(findRefusals(message)).toEqual([refusal]));

  test.each<[unknown, string]>([
    [modal({ title: undefined }), 'title is missing'],
    [modal({ title: mrkdwn('x') }), 'title: type is mrkdwn, not plain_text'],
    [modal({ blocks: undefined }), 'blocks is missing'],
    [home({ blocks: undefined }), 'blocks is missing'],
    [modal({ blocks: [typed()] }), 'submit is missing beside an input block'],
    [modal({ type: 'dialog' }), 'type is neither modal nor home'],
    [modal({ type: undefined }), 'type is neither modal nor home'],
    [undefined, 'the view is not an object'],
  ])('the view %j: %s', (view, refusal) => expect(findViewRefusals(view)).toEqual([refusal]));
});

describe('what stands in the wrong place is refused', () => {
  test.each<[string, unknown]>([
    ['a section', section({ accessory: { type: 'plain_text_input' } })],
    ['a section', section({ accessory: { type: 'datetimepicker' } })],
    ['an actions block', actions({ type: 'plain_text_input' })],
    ['an actions block', actions({ type: 'image', ...webImage })],
    ['an actions block', actions(thumbs().elements[0])],
    ['an input block', input(button())],
    ['an input block', input({ type: 'overflow', options: options(1) })],
    ['a context_actions block', side(button())],
  ])('in %s: %j', (place, block) => {
    expect(send(block)).toEqual([expect.stringContaining(`which has no place in ${place}`)]);
  });

  const markdown = { type: 'markdown', text: 'x' };
  const file = { type: 'file', source: 'remote', external_id: 'F1' };
  test.each<[string, Data, boolean, boolean, boolean]>([
    ['input', typed(), true, true, true],
    ['rich_text', bullets(), true, true, true],
    ['video', video(), true, true, true],
    ['table', table([[raw()]]), true, false, true],
    ['context_actions', thumbs(), true, false, false],
    ['markdown', markdown, true, false, false],
    ['file', file, true, false, false],
    ['alert', { type: 'alert', text: plain('x') }, false, true, false],
  ])('%s stands where Slack shows it', (_, block, inMessage, inModal, inHome) => {
    const submit = plain('Save');
    expect([
      send(block).length === 0,
      findViewRefusals(modal({ submit, blocks: [block] })).length === 0,
      findViewRefusals(home({ blocks: [block] })).length === 0,
    ]).toEqual([inMessage, inModal, inHome]);
  });
});

describe('hostile shapes', () => {
  const types = [
    'section',
    'actions',
    'input',
    'context',
    'context_actions',
    'rich_text',
    'table',
    'image',
    'markdown',
  ];
  const kinds = [
    'button',
    'static_select',
    'plain_text_input',
    'number_input',
    'rich_text_section',
    'raw_text',
    'text',
  ];
  const names = [
    'text',
    'elements',
    'element',
    'accessory',
    'fields',
    'rows',
    'options',
    'option_groups',
    'confirm',
  ];
  const { value: shape } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      fc.anything({
        withNullPrototype: true,
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSparseArray: true,
      }),
      fc.array(tie('value'), { maxLength: 4 }),
      fc
        .tuple(
          fc.constantFrom<unknown>(...types, ...kinds, '__proto__', null, 1),
          fc.dictionary(
            fc.constantFrom(...names, 'initial_option', 'initial_options', 'block_id', 'label', 'title'),
            tie('value'),
          ),
        )
        .map(([type, rest]) => ({ ...rest, type })),
    ),
  }));
  const refusalsOf = (value: unknown) => [
    ...findRefusals(value),
    ...findViewRefusals(value),
    ...findRefusals({ text: 'x', blocks: value }),
    ...findRefusals({ text: 'x', blocks: [value] }),
    ...findViewRefusals(modal({ blocks: [value], title: value, submit: value })),
    ...findViewRefusals(home({ blocks: value, callback_id: value })),
  ];

  test('never throw, and are refused in words', () => {
    fc.assert(
      fc.property(shape, (value) => {
        for (const refusal of refusalsOf(value)) expect(refusal).toMatch(/^\S.*\S$/s);
      }),
      { numRuns: 500 },
    );
  });

  test('may be nested as deeply as they like', () => {
    let deep: unknown = 'x';
    for (let i = 0; i < 100_000; i++)
      deep = i % 2 ? [deep] : { type: 'rich_text', elements: deep, text: deep };
    expect(refusalsOf(deep)).not.toEqual([]);
    expect(send(menu({ initial_option: { text: deep, value: deep } }))).not.toEqual([]);
  });
});
