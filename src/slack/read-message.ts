/** What Slack writes where it has no text for a message. */
const PLACEHOLDER = /^\s*this content can(?:'|’|&#39;|&apos;)t be displayed\.?\s*$/i;
/** More than a message may hold is not read. */
const MAX_LENGTH = 12_000;
/** Blocks within blocks, deeper than Slack nests them. */
const MAX_DEPTH = 12;

/**
 * The text of any message, in Slack's markup: as it was written, or where that is empty what its blocks, attachments
 * and files say. '' where there is nothing to read, such as under a picture without a title.
 */
export function readMessage(message: unknown): string {
  const { text, blocks, attachments, files } = asData(message);
  if (typeof text === 'string' && text.trim() !== '' && !PLACEHOLDER.test(text)) return text;
  const found = [
    ...listOf(blocks).map((block) => readBlock(block)),
    ...listOf(attachments).map(readAttachment),
    ...listOf(files).map(readFile),
  ];
  return join(found).slice(0, MAX_LENGTH);
}

type Data = Readonly<Record<string, unknown>>;

const asData = (value: unknown): Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Data) : {};
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const join = (parts: readonly string[], between = '\n') => parts.filter((part) => part !== '').join(between);

/** Plain text as it would stand in a message: nobody is meant by what only looks like a mention. */
const escapePlain = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** What people read in a block, whichever kind it is; what they press says nothing. */
function readBlock(value: unknown, depth = 0): string {
  if (typeof value === 'string') return textOf(value);
  const { type, text, fields, elements, rows, title, alt_text: alt } = asData(value);
  if (depth > MAX_DEPTH || type === 'actions' || type === 'input' || type === 'button') return '';
  const read = (item: unknown) => readBlock(item, depth + 1);
  const readAll = (list: unknown, between: string): string => {
    const parts = listOf(list).map((item) => (Array.isArray(item) ? join(item.map(read), ' ') : read(item)));
    return join(parts, between);
  };
  // Pieces of one sentence stand side by side, paragraphs below each other.
  const between = type === 'rich_text' || type === 'rich_text_list' ? '\n' : type === 'context' ? ' ' : '';
  return join([
    type === 'mrkdwn' || type === 'markdown' ? textOf(text) : '',
    type === 'plain_text' || type === 'raw_text' || type === 'text' || type === 'link' ? piece(value) : '',
    typeof text === 'object' ? read(text) : '',
    readAll(fields, '\n'),
    readAll(elements, between),
    readAll(rows, '\n'),
    typeof title === 'object' ? read(title) : '',
    typeof alt === 'string' && type !== undefined ? escapePlain(textOf(alt)) : '',
  ]);
}

/** A piece of text keeps the spaces around it, which part it from the next. */
function piece(value: unknown): string {
  const { text, url } = asData(value);
  if (typeof text === 'string') return escapePlain(text);
  return typeof url === 'string' ? `<${url}>` : '';
}

function readAttachment(value: unknown): string {
  const { pretext, title, text, fallback, blocks, message_blocks: quoted } = asData(value);
  const own = join([pretext, title, text].map(textOf));
  const inBlocks = [...listOf(blocks), ...listOf(quoted).flatMap(blocksOf)].map((block) => readBlock(block));
  const instead = textOf(fallback);
  return own || join(inBlocks) || (PLACEHOLDER.test(instead) ? '' : instead);
}

/** The blocks of a message that was shared into this one. */
function blocksOf(value: unknown): readonly unknown[] {
  return listOf(asData(asData(value).message).blocks);
}

function readFile(value: unknown): string {
  const { title, name } = asData(value);
  return escapePlain(textOf(title) || textOf(name));
}

/** The fields of a message event that decide whether a person wrote it, just now. */
interface Written {
  readonly user?: string | undefined;
  readonly bot_id?: string | undefined;
  readonly subtype?: string | undefined;
  readonly edited?: unknown;
}

/** A person may send a picture with the question; every other subtype is an edit, a join, a deletion and the like. */
const ALLOWED = new Set([undefined, 'file_share', 'thread_broadcast']);

/** Whether a message was written by a person and is new: bots, edits, joins and deletions are not answered. */
export function isFromPerson(event: Written): boolean {
  return (
    event.user !== undefined &&
    event.user !== 'USLACKBOT' &&
    event.bot_id === undefined &&
    event.edited === undefined &&
    ALLOWED.has(event.subtype)
  );
}
