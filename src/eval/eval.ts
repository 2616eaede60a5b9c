import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { showProgress } from '../cli/show-progress.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import { type Contender, createOthers, createOurs } from './contenders.ts';
import { loadQuestions } from './questions.ts';
import { askAll, computeFigures, type Figures, isRight, type Result } from './score.ts';

/** What the other matchers reached on the golden questions, kept: measuring them takes minutes. */
const OTHERS = 'tests/golden/others.txt';

const USAGE = `Usage: npm run eval [-- FILE …] [--knowledge DIR] [--misses] [--others]
  FILE         questions, one JSON object a line: q, kind, answer (a list of topic ids)
  --knowledge  another knowledge folder
  --misses     lists every question that went wrong
  --others     beside other matchers, which takes minutes; without FILE, renews ${OTHERS}`;

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      knowledge: { type: 'string', default: 'knowledge' },
      misses: { type: 'boolean' },
      others: { type: 'boolean' },
    },
  });
  const golden = path.join('tests', 'golden');
  const files =
    positionals.length > 0
      ? positionals
      : (await readdir(golden))
          .filter((name) => name.endsWith('.jsonl'))
          .map((name) => path.join(golden, name));
  const knowledge = await loadKnowledge(values.knowledge);
  const progress = showProgress(process.stderr);
  progress('learning');
  const contenders = [createOurs(knowledge), ...(values.others ? createOthers(knowledge) : [])];
  const kept: string[] = [];
  for (const file of files.sort()) {
    const questions = await loadQuestions(file);
    console.log(`\n${file}: ${questions.length} questions\n`);
    const all = contenders.map((contender: Contender) => {
      progress(`${path.basename(file)}: ${contender.name}`);
      return { contender, results: askAll(contender, questions) };
    });
    progress('');
    const table = formatTable(all.map(({ contender, results }) => [contender.name, computeFigures(results)]));
    console.log(table);
    kept.push(`${path.basename(file)}: ${questions.length} questions`, table, '');
    const ours = all[0]?.results ?? [];
    console.log('\nwhoowns by kind');
    const kinds = [...new Set(questions.map((question) => question.kind))];
    console.log(
      formatTable(
        kinds.map((kind) => [kind, computeFigures(ours.filter(({ question }) => question.kind === kind))]),
      ),
    );
    printConfusions(ours);
    printReliability(ours);
    if (values.misses) printMisses(ours);
  }
  if (values.others && positionals.length === 0) await writeFile(OTHERS, kept.join('\n'));
  else if (positionals.length === 0)
    console.log(`\nWhat other matchers reach stands in ${OTHERS}; --others renews it.`);
}

const percent = (share: number) => (Number.isNaN(share) ? '–' : `${(share * 100).toFixed(1)} %`);

function formatTable(rows: readonly (readonly [string, Figures])[]): string {
  const head = ['n', 'right', 'first', 'in three', 'helpful', 'wrong', 'outside'];
  const lines = rows.map(([name, f]) => {
    const cells = [f.right, f.first, f.firstThree, f.helpful, f.wrong, f.answeredOutside].map(percent);
    return `${name.padEnd(22)}${[String(f.questions), ...cells].map((cell) => cell.padStart(10)).join('')}`;
  });
  return [`${''.padEnd(22)}${head.map((one) => one.padStart(10)).join('')}`, ...lines].join('\n');
}

function printConfusions(results: readonly Result[]): void {
  const counts = new Map<string, number>();
  for (const result of results) {
    if (isRight(result)) continue;
    const wanted = result.question.answer.join(' or ') || 'nothing';
    const key = `${wanted}  →  ${result.reply.answered ?? 'silent'}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const rows = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 12);
  if (rows.length === 0) return;
  console.log('\nwanted  →  said');
  for (const [key, count] of rows) console.log(`${String(count).padStart(4)}  ${key}`);
}

/** Where it answers with a confidence, that share of its answers should be right. */
function printReliability(results: readonly Result[]): void {
  const answered = results.filter(({ reply }) => reply.answered !== undefined);
  console.log('\nconfidence   answers   mean   right');
  for (const [from, to] of [
    [0, 0.5],
    [0.5, 0.6],
    [0.6, 0.7],
    [0.7, 0.8],
    [0.8, 0.9],
    [0.9, 0.97],
    [0.97, 1.01],
  ] as const) {
    const band = answered.filter(({ reply }) => reply.score >= from && reply.score < to);
    if (band.length === 0) continue;
    const mean = band.reduce((sum, { reply }) => sum + reply.score, 0) / band.length;
    const right = band.filter(isRight).length / band.length;
    const name = `${from.toFixed(2)}–${Math.min(to, 1).toFixed(2)}`;
    console.log(
      `${name.padEnd(11)}${String(band.length).padStart(9)}${mean.toFixed(2).padStart(7)}${right.toFixed(2).padStart(8)}`,
    );
  }
}

function printMisses(results: readonly Result[]): void {
  console.log('\nwent wrong');
  for (const result of results.filter((entry) => !isRight(entry))) {
    const { question, reply } = result;
    const said = reply.answered ?? `silent, nearest ${reply.ranked.slice(0, 3).join(', ')}`;
    console.log(
      `  [${question.kind}] ${question.q}\n      wanted ${question.answer.join(' or ') || 'silence'}; ${said}`,
    );
  }
}

main().catch((error: unknown) => {
  console.error(
    (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') ? USAGE : (error as Error).message,
  );
  process.exit(1);
});
