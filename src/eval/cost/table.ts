import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Cost, measure, openYesSlack } from './load.ts';

const COMMANDS = 2_000;
const AT_ONCE = 16;
const ROUNDS = 3;

const compiled = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/**
 * Measures the whole bot against a bare Bolt app, in turns in one run, so that a busy machine is busy for both: signed
 * commands over HTTP, each of another person. Gives the lines of a table; each figure is the median of the rounds.
 */
export async function measureCost(): Promise<string[]> {
  const slack = await openYesSlack();
  const folder = await mkdtemp(path.join(tmpdir(), 'whoowns-bench-'));
  const given = { commands: COMMANDS, atOnce: AT_ONCE, probe: compiled('./probe.js') };
  const floors: Cost[] = [];
  const bots: Cost[] = [];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      floors.push(await measure(compiled('./floor.js'), { ...given, env: {} }));
      const env = {
        SLACK_BOT_TOKEN: 'xoxb-bench',
        SLACK_API_URL: slack.url,
        DATABASE_URL: `file:${path.join(folder, `${round}.db`)}`,
      };
      bots.push(await measure(compiled('../../main.js'), { ...given, env }));
    }
  } finally {
    slack.close();
    await rm(folder, { recursive: true, force: true });
  }
  const row = (name: string, of: (cost: Cost) => number, unit: string, compare: 'times' | 'more') => {
    const [floor, bot] = [median(floors.map(of)), median(bots.map(of))];
    const against =
      compare === 'times' ? `${(bot / floor).toFixed(2)} ×` : `+${(bot - floor).toFixed(0)} ${unit}`;
    const cells = [name, `${floor.toFixed(2)} ${unit}`, `${bot.toFixed(2)} ${unit}`, against];
    return `| ${cells.join(' | ')} |`;
  };
  return [
    `| ${COMMANDS} commands, ${AT_ONCE} at a time | bare Bolt | whoowns | against it |`,
    '|---|---|---|---|',
    row('processor a reply', ({ cpuMsPerReply }) => cpuMsPerReply, 'ms', 'times'),
    row('replies a second', ({ repliesPerSecond }) => repliesPerSecond, '', 'times'),
    row('99th percentile', ({ p99Ms }) => p99Ms, 'ms', 'times'),
    row('memory', ({ rssMb }) => rssMb, 'MB', 'more'),
    row('start until ready', ({ startMs }) => startMs, 'ms', 'times'),
  ];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
