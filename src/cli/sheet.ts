import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openAnswerer } from '../answer/live.ts';
import { sheetAsHtml, sheetAsMarkdown } from '../features/sheet/pages.ts';
import { makeSheet } from '../features/sheet/sheet.ts';
import { CommandError, type Io, print, wordsOf } from './io.ts';
import { knowledgeDirOf } from './settings.ts';

/** Writes the roles side by side, as Markdown and as HTML, into a folder; into this one where none is named. */
export async function sheet(args: readonly string[], { out, env, modelDir }: Io): Promise<number> {
  const [folder = '.'] = wordsOf(args);
  const { roles, groups } = (await openAnswerer(knowledgeDirOf(env), modelDir)).known();
  const made = makeSheet(roles, groups);
  const pages = { 'whoowns-sheet.md': sheetAsMarkdown(made), 'whoowns-sheet.html': sheetAsHtml(made) };
  for (const [name, text] of Object.entries(pages)) {
    const file = path.join(folder, name);
    await writeFile(file, text).catch((cause: { code?: string }) => {
      throw new CommandError(`${file} cannot be written (${cause.code}).`, { cause });
    });
    print(out, `Wrote ${file}.`);
  }
  return 0;
}
