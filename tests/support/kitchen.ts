import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Fault, KnowledgeFile } from '../../src/knowledge/types.ts';

/** A small, sound knowledge folder about a kitchen: two roles, and what they share. */
const KITCHEN = {
  'documents/kitchen-rules.txt': `The cook makes the soup, and
tastes it. The waiter brings the soup to the guests. They open the kitchen together.
`,
  'roles/cook.yml': `role: cook
name: Cook
short: CK
also: [chef]
document: kitchen-rules
topics:
  - id: soup
    title: The soup
    answer: The cook makes it.
    quote: The cook makes the soup, and tastes it.
    related: [serving]
    asks:
      - who makes the soup
      - soup
  - id: cook-role
    kind: role
    title: What a cook does
    answer: The cook cooks.
    quote: The cook makes the soup
    asks: [what does a cook do]
`,
  'roles/waiter.yml': `role: waiter
name: Waiter
short: WT
document: kitchen-rules
topics:
  - id: serving
    title: Serving
    answer: The waiter serves.
    quote: The waiter brings the soup to the guests.
    asks:
      - who serves the guests
  - id: waiter-role
    kind: role
    title: What a waiter does
    answer: The waiter waits.
    quote: The waiter brings the soup to the guests.
    asks: [what does a waiter do]
`,
  'roles/team.yml': `shared: team
roles: [cook, waiter]
document: kitchen-rules
topics:
  - id: opening
    title: Opening the kitchen
    answer: Both open it.
    quote: They open the kitchen together.
    asks: [who opens the kitchen]
`,
  'asks/soup.txt': `# More ways to ask.
who stirs the pot
`,
  'not-ours/cellar.txt': `who fills the cellar
`,
  'smalltalk.yml': `smalltalk:
  - id: greeting
    reply: Hello!
    asks: [hi, hello]
`,
  'words.yml': `short:
  sp: soup
`,
} as const;

type KitchenPath = keyof typeof KITCHEN;

/** A change of one file: a text that stands in it, and what stands there instead. */
type Edit = readonly [path: KitchenPath, from: string, to: string];

/** The files of the kitchen with these changes, and with files added or (undefined) taken away. */
export function kitchen(
  edits: readonly Edit[] = [],
  files: Readonly<Record<string, string | undefined>> = {},
): KnowledgeFile[] {
  const texts: Record<string, string | undefined> = { ...KITCHEN, ...files };
  for (const [name, from, to] of edits) {
    const text = texts[name];
    if (!text?.includes(from)) throw new Error(`${name} does not contain “${from}”.`);
    texts[name] = text.replace(from, () => to);
  }
  return Object.entries(texts)
    .flatMap(([name, text]) => (text === undefined ? [] : [{ path: name, text }]))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Writes the files into a folder, which is made where it is missing. */
export async function writeKitchen(folder: string, files: readonly KnowledgeFile[]): Promise<void> {
  for (const { path: name, text } of files) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/** A fault as `path:line`, to be compared at a glance. */
export function placeOf({ file, line }: Fault): string {
  return `${file}:${line}`;
}
