import { inspect } from 'node:util';
import { ConfigError } from '../config.ts';
import { KnowledgeError } from '../knowledge/load.ts';
import { StoreError } from '../store/errors.ts';
import { ask } from './ask.ts';
import { backup } from './backup.ts';
import { check } from './check.ts';
import { explainStoreTrouble } from './explain-store-trouble.ts';
import { gaps } from './gaps.ts';
import { type Command, CommandError, type Io, print, UsageError } from './io.ts';
import { learn } from './learn.ts';
import { restore } from './restore.ts';
import { sheet } from './sheet.ts';

const COMMANDS: ReadonlyMap<string | undefined, Command> = new Map(
  Object.entries({ ask, backup, check, gaps, learn, restore, sheet }),
);

const USAGE = `Usage:
  npm run ask -- "who owns the backlog?"       answers here, without Slack
  npm run ask -- --why "who owns it?"          the same, and why
  npm run --silent ask -- --json < questions   one question a line in, one JSON object a line out
  npm run sheet                                writes the roles side by side, for a wiki and for printing
  npm run gaps [-- --export DIR]               what people asked in vain; or writes what was taught, as knowledge files
  npm run backup -- FILE                       writes all that the memory holds into a file
  npm run restore -- FILE                      brings it back, into a memory that is empty
  npm run check                                looks through the knowledge folder`;

/** Runs a command of the terminal, named by the first argument. Gives the exit code, and never throws. */
export async function runCommand(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  try {
    const command = COMMANDS.get(name);
    if (!command) throw new UsageError();
    return await command(rest, io);
  } catch (error) {
    print(io.err, explain(error));
    return 1;
  }
}

function explain(error: unknown): string {
  const badOption = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  if (error instanceof UsageError || badOption) return USAGE;
  if (error instanceof StoreError) return explainStoreTrouble(error);
  const explained =
    error instanceof ConfigError || error instanceof KnowledgeError || error instanceof CommandError;
  return explained ? error.message : inspect(error);
}
