// Writes manifest.json with the name of the command that SLACK_COMMAND gives, in the environment or in .env.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { config } from 'dotenv';

config({ quiet: true });
const file = fileURLToPath(new URL('../manifest.json', import.meta.url));
const command = process.env.SLACK_COMMAND?.trim() || '/whoowns';
if (!/^\/[a-z0-9_-]{1,31}$/.test(command)) {
  process.stderr.write(
    'SLACK_COMMAND should begin with / and have up to 31 small letters, digits, hyphens or underscores behind it.\n',
  );
  process.exit(1);
}
const text = readFileSync(file, 'utf8');
const before = JSON.parse(text).features.slash_commands[0].command;
writeFileSync(
  file,
  text.replaceAll(before, () => command),
);
process.stdout.write(`manifest.json names the command ${command}. Paste it into your app's settings.\n`);
