/**
 * What Slack would refuse in a message, by its published limits (docs.slack.dev/reference/block-kit/blocks).
 * It judges plain data, not our types: it stands in for Slack, which knows nothing of them.
 */
export function findRefusals(message: Readonly<Record<string, unknown>>): string[] {
  const refusals: string[] = [];
  const refuse = (text: string) => {
    refusals.push(text);
  };
  const { text, blocks } = message;
  if (text !== undefined && typeof text !== 'string') refuse('text is not a string');
  if (typeof text === 'string' && text.length > 40_000)
    refuse('msg_too_long: text has over 40,000 characters');
  if (blocks === undefined) {
    if (typeof text !== 'string' || text === '') refuse('no_text: neither text nor blocks');
    return refusals;
  }
  if (typeof text !== 'string' || text.trim() === '') refuse('blocks come without fallback text');
  if (!Array.isArray(blocks)) return [...refusals, 'blocks is not a list'];
  if (blocks.length > 50) refuse(`${blocks.length} blocks, 50 at most`);
  blocks.forEach((block: unknown, i) => {
    for (const problem of checkBlock(asRecord(block))) refuse(`blocks[${i}]: ${problem}`);
  });
  return refusals;
}

type Data = Readonly<Record<string, unknown>>;

const asRecord = (value: unknown): Data =>
  typeof value === 'object' && value !== null ? (value as Data) : {};
const asList = (value: unknown): Data[] => (Array.isArray(value) ? value.map(asRecord) : []);

function checkBlock(block: Data): string[] {
  switch (block.type) {
    case 'section': {
      const fields = asList(block.fields);
      if (block.text === undefined && fields.length === 0) return ['a section needs text or fields'];
      return [
        ...(block.text === undefined ? [] : checkText(asRecord(block.text), 3000, 'text')),
        ...(fields.length > 10 ? ['over 10 fields'] : []),
        ...fields.flatMap((field, i) => checkText(field, 2000, `fields[${i}]`)),
      ];
    }
    case 'context': {
      const elements = asList(block.elements);
      if (elements.length < 1 || elements.length > 10) return ['a context has 1 to 10 elements'];
      return elements.flatMap((element, i) =>
        element.type === 'image' ? [] : checkText(element, 3000, `elements[${i}]`),
      );
    }
    case 'header':
      return checkText(asRecord(block.text), 150, 'text');
    case 'actions': {
      const elements = asList(block.elements);
      const ids = elements.map((element) => element.action_id);
      return [
        ...(elements.length < 1 || elements.length > 25 ? ['an actions block has 1 to 25 elements'] : []),
        ...(new Set(ids).size < ids.length ? ['two elements share an action_id'] : []),
        ...elements.flatMap((element, i) =>
          checkElement(element).map((problem) => `elements[${i}]: ${problem}`),
        ),
      ];
    }
    case 'divider':
      return [];
    default:
      return [`unknown block type ${String(block.type)}`];
  }
}

function checkElement(element: Data): string[] {
  if (element.type !== 'button') return [`unknown element type ${String(element.type)}`];
  const { action_id: id, value, style } = element;
  return [
    ...checkText(asRecord(element.text), 75, 'text', 'plain_text'),
    ...(typeof id === 'string' && id.length > 0 && id.length <= 255
      ? []
      : ['action_id has 1 to 255 characters']),
    ...(value === undefined || (typeof value === 'string' && value.length <= 2000)
      ? []
      : ['value has over 2,000 characters']),
    ...(style === undefined || style === 'primary' || style === 'danger' ? [] : ['unknown style']),
  ];
}

function checkText(text: Data, limit: number, name: string, only?: string): string[] {
  const { type, text: value } = text;
  const types = only ? [only] : ['mrkdwn', 'plain_text'];
  if (!types.includes(String(type))) return [`${name} is of type ${String(type)}`];
  if (typeof value !== 'string' || value.length < 1) return [`${name} is empty`];
  return value.length > limit ? [`${name} has ${value.length} characters, ${limit} at most`] : [];
}
