import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { config as loadDotenv } from 'dotenv';
import type { Answerer } from './answer/answerer.ts';
import { describeAnswer, toRecord } from './answer/describe.ts';
import { openAnswerer } from './answer/live.ts';
import { makeSheet } from './answer/sheet.ts';
import { sheetAsHtml, sheetAsMarkdown } from './answer/sheet-pages.ts';
import { describeExplanation } from './answer/why.ts';
import { ConfigError, FILE_DATABASE, readConfig } from './config.ts';
import { KnowledgeError, loadKnowledge } from './knowledge/load.ts';
import { runGaps } from './learning/gaps-command.ts';
import { loadModel } from './matching/load-model.ts';
import { rehearse } from './matching/rehearse.ts';
import { findSlips } from './matching/slips.ts';
import { showProgress } from './progress.ts';
import { backUpTo, restoreFrom } from './store/backup-file.ts';
import { StoreError } from './store/errors.ts';
import { openStore } from './store/open-store.ts';

/** Beside the code, where the build puts it. */
const MODEL_DIR = fileURLToPath(new URL('./learnt/', import.meta.url));

const USAGE = `Usage:
  npm run ask -- "who owns the backlog?"       answers here, without Slack
  npm run ask -- --why "who owns it?"          the same, and why
  npm run --silent ask -- --json < questions   one question a line in, one JSON object a line out
  npm run sheet                                writes the roles side by side, for a wiki and for printing
  npm run gaps [-- --export DIR]               what people asked in vain; or writes what was taught, as knowledge files
  npm run backup -- FILE                       writes all that the memory holds into a file
  npm run restore -- FILE                      brings it back, into a memory that is empty
  npm run check                                looks through the knowledge folder
  npm run replay -- [--update] FILE            has a conversation that the playground saved again, and compares`;

async function main(): Promise<void> {
  loadDotenv({ quiet: true });
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      why: { type: 'boolean' },
      update: { type: 'boolean' },
      export: { type: 'string' },
    },
  });
  const [command, ...words] = positionals;
  if (values.why && (values.json || words.length === 0)) throw new UsageError(USAGE);
  // Of the settings only the folder matters here; tokens may be missing or half filled in.
  const { knowledgeDir } = readConfig({ KNOWLEDGE_DIR: process.env.KNOWLEDGE_DIR });
  switch (command) {
    case 'check':
      await check(knowledgeDir);
      return;
    case 'learn':
      showProgress()('Learning');
      await loadModel(await loadKnowledge(knowledgeDir), words[0] ?? MODEL_DIR);
      showProgress()('');
      return;
    case 'ask': {
      const answerer = await openAnswerer(knowledgeDir, MODEL_DIR);
      if (words.length > 0) {
        const question = words.join(' ');
        const answered = answerer.answer(question);
        if (values.why) {
          const explanation = answerer.explain(question);
          console.log(`${explanation ? describeExplanation(explanation) : 'Nothing had to be guessed.'}\n`);
        }
        console.log(
          values.json ? JSON.stringify(toRecord(question, answered)) : describeAnswer(answered.answer),
        );
      } else if (values.json) await answerLines(answerer);
      else throw new UsageError(USAGE);
      return;
    }
    case 'sheet': {
      const folder = words[0] ?? '.';
      const { roles, groups } = (await openAnswerer(knowledgeDir, MODEL_DIR)).known();
      const sheet = makeSheet(roles, groups);
      const pages = { 'whoowns-sheet.md': sheetAsMarkdown(sheet), 'whoowns-sheet.html': sheetAsHtml(sheet) };
      for (const [name, text] of Object.entries(pages)) {
        const file = path.join(folder, name);
        await writeFile(file, text).catch((cause: { code?: string }) => {
          throw new UsageError(`${file} cannot be written (${cause.code}).`, { cause });
        });
        console.log(`Wrote ${file}.`);
      }
      return;
    }
    case 'gaps': {
      const { databaseUrl = FILE_DATABASE } = readConfig({ DATABASE_URL: process.env.DATABASE_URL });
      const [answerer, knowledge] = [
        await openAnswerer(knowledgeDir, MODEL_DIR),
        await loadKnowledge(knowledgeDir),
      ];
      const store = await openStore({
        url: databaseUrl,
        onError: (error) => {
          throw error;
        },
        onWarning: ({ message }) => console.error(message),
      });
      try {
        const folder = values.export;
        await runGaps({ store, answerer, knowledge, print: (line) => console.log(line), folder }).catch(
          (cause: { code?: unknown }) => {
            if (cause instanceof StoreError || typeof cause.code !== 'string') throw cause;
            throw new UsageError(`${folder} cannot be written (${cause.code}).`, { cause });
          },
        );
      } finally {
        await store.close();
      }
      return;
    }
    case 'backup':
    case 'restore': {
      const [file] = words;
      if (file === undefined) throw new UsageError(USAGE);
      const { databaseUrl = FILE_DATABASE } = readConfig({ DATABASE_URL: process.env.DATABASE_URL });
      const rows = await (command === 'backup'
        ? backUpTo(file, databaseUrl)
        : restoreFrom(file, databaseUrl));
      console.log(command === 'backup' ? `${rows} rows are in ${file} now.` : `${rows} rows are back.`);
      return;
    }
    case 'replay': {
      const [file] = words;
      if (file === undefined) throw new UsageError(USAGE);
      // Loaded here only: it is for people at their own machine, and the production image does not have it.
      const { runReplay } = await import('./playground/replay-command.ts');
      const answerer = await openAnswerer(knowledgeDir, MODEL_DIR);
      process.exitCode = await runReplay(file, answerer, {
        update: values.update === true,
        print: (line) => console.log(line),
      });
      return;
    }
    default:
      throw new UsageError(USAGE);
  }
}

/** Looks through the knowledge folder: faults first, then misspelt words, then how well it answers. */
async function check(folder: string): Promise<void> {
  const knowledge = await loadKnowledge(folder);
  const { documents, roles, topics, notOurs } = knowledge;
  const asks = [...topics.values()].reduce((sum, topic) => sum + topic.asks.length, 0);
  const slips = findSlips(knowledge);
  if (slips.length > 0) {
    throw new UsageError(
      [
        `The knowledge in ${folder} would teach misspelt words:`,
        ...slips.map(({ line, word, meant }) => `  “${word}” looks like “${meant}”, in: ${line}`),
        'Correct these lines in asks/, roles/ or not-ours/, or remove them. People’s own slips are mended without them.',
      ].join('\n'),
    );
  }
  console.log(
    `The knowledge in ${folder} is sound: ${documents.size} documents, ${roles.length} roles, ${topics.size} topics with ${asks} ways to ask, ${notOurs.length} questions that are not ours.`,
  );
  const progress = showProgress();
  const { asked, found, offered, wrong, weak, confused } = rehearse(knowledge, (round, rounds) =>
    progress(`Rehearsing, ${round + 1} of ${rounds}`),
  );
  progress('');
  if (asked === 0) return;
  const percent = (part: number) => `${Math.round((100 * part) / asked)} %`;
  const titleOf = (id: string) => topics.get(id)?.title ?? id;
  console.log(
    `Asked in ${asked} of its own ways without having learnt them, it finds ${percent(found)}, offers the right topic in ${percent(offered)}, and names a wrong one in ${percent(wrong)}.`,
  );
  if (weak.length > 0) {
    console.log(`These topics need more ways to ask: ${weak.slice(0, 10).map(titleOf).join(', ')}.`);
  }
  for (const [one, two, times] of confused.slice(0, 5)) {
    console.log(`“${titleOf(one)}” and “${titleOf(two)}” were taken for each other ${times} times.`);
  }
}

class UsageError extends Error {}

/** Answers standard input line by line, in order, at the pace at which the output is read. */
async function answerLines(answerer: Answerer): Promise<void> {
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) {
    const written = process.stdout.write(`${JSON.stringify(toRecord(line, answerer.answer(line)))}\n`);
    if (!written) await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
}

// Whoever reads us may stop early, as `head` does: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

main().catch((error: unknown) => {
  const explained =
    error instanceof ConfigError ||
    error instanceof KnowledgeError ||
    error instanceof UsageError ||
    error instanceof StoreError ||
    (error instanceof Error && error.name === 'RecordingError');
  const badOption = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  console.error(badOption ? USAGE : explained ? error.message : error);
  process.exit(1);
});
