import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/slack/read-message.ts';

const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const plain = (text: string) => ({ type: 'plain_text', text });
const rich = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});

describe('a message', () => {
  it('is read as it was written', () => {
    const blocks = [{ type: 'section', text: mrkdwn('something else') }];
    expect(readMessage({ text: 'who owns the <#C1|backlog>?', blocks })).toBe('who owns the <#C1|backlog>?');
  });

  it.each([
    ['a section', [{ type: 'section', text: mrkdwn('who orders the backlog?') }]],
    ['fields', [{ type: 'section', fields: [mrkdwn('who orders the backlog?')] }]],
    ['a header', [{ type: 'header', text: plain('who orders the backlog?') }]],
    ['small letters', [{ type: 'context', elements: [mrkdwn('who orders'), plain('the backlog?')] }]],
    ['Markdown', [{ type: 'markdown', text: 'who orders the backlog?' }]],
    ['a picture', [{ type: 'image', image_url: 'https://a.b', alt_text: 'who orders the backlog?' }]],
    ['a table', [{ type: 'table', rows: [[{ type: 'raw_text', text: 'who orders the backlog?' }]] }]],
    [
      'rich text',
      [
        rich(
          { type: 'text', text: 'who ' },
          { type: 'text', text: 'orders', style: { bold: true } },
          { type: 'emoji', name: 'eyes' },
          { type: 'text', text: ' the ' },
          { type: 'link', url: 'https://a.b', text: 'backlog?' },
        ),
      ],
    ],
    [
      'a quotation in rich text',
      [
        {
          type: 'rich_text',
          elements: [
            { type: 'rich_text_quote', elements: [{ type: 'text', text: 'who orders the backlog?' }] },
          ],
        },
      ],
    ],
  ])('without text is read out of its blocks: %s', (_, blocks) => {
    for (const text of ['', null, undefined, "This content can't be displayed."]) {
      expect(readMessage({ text, blocks })).toBe('who orders the backlog?');
    }
  });

  it('reads paragraphs and lists line by line, and nothing that is pressed', () => {
    const item = (text: string) => ({ type: 'rich_text_section', elements: [{ type: 'text', text }] });
    const blocks = [
      { type: 'rich_text', elements: [{ type: 'rich_text_list', elements: [item('one'), item('two')] }] },
      { type: 'actions', elements: [{ type: 'button', text: plain('Press me') }] },
      { type: 'section', text: mrkdwn('three'), accessory: { type: 'button', text: plain('Press me') } },
    ];
    expect(readMessage({ text: '', blocks })).toBe('one\ntwo\nthree');
  });

  it.each([
    ['its text', { text: 'who orders the backlog?', fallback: 'no' }],
    ['what stands before it', { pretext: 'who orders the backlog?' }],
    ['its title', { title: 'who orders the backlog?' }],
    ['its fallback', { fallback: 'who orders the backlog?', image_url: 'https://a.b' }],
    ['its blocks', { blocks: [{ type: 'section', text: mrkdwn('who orders the backlog?') }] }],
    [
      'the message that it quotes',
      {
        message_blocks: [{ message: { blocks: [rich({ type: 'text', text: 'who orders the backlog?' })] } }],
      },
    ],
  ])('is read out of an attachment: %s', (_, attachment) => {
    expect(readMessage({ text: '', attachments: [attachment] })).toBe('who orders the backlog?');
  });

  it('that is a file is read by its title, or by its name', () => {
    expect(readMessage({ text: '', files: [{ title: 'Backlog', name: 'a.png' }, { name: 'b.png' }] })).toBe(
      'Backlog\nb.png',
    );
  });

  it('calls nobody whose name was only typed', () => {
    expect(readMessage({ blocks: [rich({ type: 'text', text: '<!channel> & <@U1>' })] })).toBe(
      '&lt;!channel&gt; &amp; &lt;@U1&gt;',
    );
  });

  it.each([
    undefined,
    null,
    'text',
    7,
    [],
    {},
    { text: 5, blocks: 'no', attachments: [null, 1], files: [null] },
    { blocks: [null, 3, { type: 'section' }, { elements: [[[]]] }, { type: 'rich_text', elements: {} }] },
    {
      text: "This content can't be displayed.",
      attachments: [{ fallback: 'This content can’t be displayed.' }],
    },
  ])('that is of no known form says nothing (%j)', (message) => {
    expect(readMessage(message)).toBe('');
  });

  it('that is nested without end, or without measure, is read in part', () => {
    let block: object = { type: 'text', text: 'deep' };
    for (let i = 0; i < 100_000; i++) block = { type: 'rich_text_section', elements: [block] };
    expect(readMessage({ blocks: [block] })).toBe('');
    const blocks = Array.from({ length: 50 }, () => ({ type: 'section', text: mrkdwn('x'.repeat(3000)) }));
    expect(readMessage({ blocks }).length).toBe(12_000);
  });
});
