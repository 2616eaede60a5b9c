import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import manifest from '../manifest.json' with { type: 'json' };
import project from '../package.json' with { type: 'json' };
import { VERSION } from '../src/bot.ts';
import { SHORTCUT } from '../src/features/ask/shortcuts.ts';
import schema from './manifest.schema.json' with { type: 'json' };

/** The bot scopes that each Web API method asks for; `[]` where any token will do, or where an app token is used. */
const METHOD_SCOPES: Readonly<Record<string, readonly string[]>> = {
  'apps.connections.open': [],
  'auth.test': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.info': ['channels:read', 'groups:read'],
  'usergroups.list': ['usergroups:read'],
  // Public channels, and private ones.
  'users.conversations': ['channels:read', 'groups:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};

/** The bot scope without which Slack does not deliver an event. */
const EVENT_SCOPES: Readonly<Record<string, readonly string[]>> = {
  app_mention: ['app_mentions:read'],
  app_home_opened: [],
  app_uninstalled: [],
  channel_id_changed: ['channels:read', 'groups:read'],
  'message.im': ['im:history'],
  // In public channels, and in private ones.
  member_joined_channel: ['channels:read', 'groups:read'],
  team_join: ['users:read'],
  tokens_revoked: [],
};

const COMMENTS = /^\s*(?:\/\*[\s\S]*?\*\/|\/\/.*$)/gm;
const code = readCode('src');
const { bot_events: events } = manifest.settings.event_subscriptions;
const { bot: scopes } = manifest.oauth_config.scopes;
const { slash_commands: commands, app_home: home } = manifest.features;

describe('what the manifest asks for', () => {
  test("it is of the form that Slack's own schema demands", () => {
    // The formats of dates and addresses are a package of their own; the manifest has neither.
    const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
    validate(manifest);
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ ...manifest, settings: { ...manifest.settings, interactivity: {} } })).toBe(false);
  });

  test('it subscribes to exactly the events that have a door', () => {
    expect(sorted(events)).toEqual(usedEvents());
  });

  test('it registers the one command that has a listener', () => {
    // What it is called may be changed in the manifest: the listener takes any name.
    expect(isUsed(/\brouter\.command\(/)).toBe(true);
    expect(commands).toHaveLength(1);
  });

  test('it asks for exactly the scopes that the doors and the calls need', () => {
    const needed = [
      ...usedEvents().flatMap((event) => lookUp(EVENT_SCOPES, event)),
      ...usedMethods().flatMap((method) => lookUp(METHOD_SCOPES, method)),
      'commands',
    ];
    expect(sorted(scopes)).toEqual(sorted(needed));
  });

  test('it turns interactivity on, as the answers have buttons', () => {
    expect(manifest.settings.interactivity.is_enabled).toBe(
      isUsed(/\bapp\.(?:action|view|shortcut|options)\b/),
    );
  });

  test('it shows the home tab only where the bot fills it', () => {
    expect(home.home_tab_enabled).toBe(usedMethods().includes('views.publish'));
  });

  test('it has exactly the shortcuts that have a door, each where its door listens', () => {
    const asked = manifest.features.shortcuts.map(({ type, callback_id }) => `${type} ${callback_id}`);
    expect(sorted(asked)).toEqual(usedShortcuts());
  });

  test('its version is the one that people are told', () => {
    expect(VERSION).toBe(project.version);
  });

  test('it lets people write to the bot directly', () => {
    expect(home).toMatchObject({ messages_tab_enabled: true, messages_tab_read_only_enabled: false });
  });

  test('it works without a public address', () => {
    expect(manifest.settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(manifest)).not.toMatch(/https?:/);
  });
});

describe("what people read, within Slack's limits", () => {
  const { name, description, long_description: long } = manifest.display_information;

  test.each([
    ['the name', name, 1, 35],
    ['the description', description, 1, 140],
    ['the long description', long, 175, 4000],
    ['the name of the bot user', manifest.features.bot_user.display_name, 1, 80],
  ])('%s fits', (_, text, least, most) => {
    expect(text.length).toBeGreaterThanOrEqual(least);
    expect(text.length).toBeLessThanOrEqual(most);
  });

  test.each(commands)('$command fits, and comes escaped', (command) => {
    expect(command.command).toMatch(/^\/[a-z]{1,31}$/);
    expect(command.description.length).toBeLessThanOrEqual(2000);
    expect(command.usage_hint.length).toBeLessThanOrEqual(1000);
    // Without it, `@someone` and `#channel` would arrive as bare words and be taken for the question.
    expect(command.should_escape).toBe(true);
  });
});

interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** All that may talk to Slack, without its comments. The playground is Slack's stand-in and does not ship. */
function readCode(folder: string): readonly SourceFile[] {
  const root = join(import.meta.dirname, '..');
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('playground'))
    .map((name) => ({
      name: join(folder, name),
      text: readFileSync(join(root, folder, name), 'utf8').replace(COMMENTS, ''),
    }));
}

/** The events that features answer to, and `message` as the kind of channel that its listener lets through. */
function usedEvents(): string[] {
  return sorted(
    code.flatMap(({ name, text }) => {
      const all = matches(text, /\b(router\.event)\b/g);
      const plain = matches(text, /\brouter\.event\('(\w+)'/g);
      if (all.length !== plain.length) throw new Error(`${name} should give router.event a plain string`);
      if (!plain.includes('message')) return plain;
      const kinds = matches(text, /\bchannel_type [!=]== '(\w+)'/g);
      if (kinds.length === 0) throw new Error(`${name} should say which channel_type its messages come from`);
      return [...plain.filter((type) => type !== 'message'), ...kinds.map((kind) => `message.${kind}`)];
    }),
  );
}

/** `router.messageShortcut(SHORTCUT.x` as its type and its id. */
function usedShortcuts(): string[] {
  const ids: Readonly<Record<string, string>> = SHORTCUT;
  return sorted(
    code.flatMap(({ name, text }) => {
      const used = [...text.matchAll(/\brouter\.(message|global)Shortcut\(SHORTCUT\.(\w+)/g)];
      if (used.length !== matches(text, /\b(router\.\w+Shortcut)\b/g).length) {
        throw new Error(`${name} should give the router one of SHORTCUT`);
      }
      return used.map(([, type, id]) => `${type} ${ids[id ?? '']}`);
    }),
  );
}

/** Dotted names after a client: `client.chat.postMessage(` and `new WebClient(…).auth.test(`. */
function usedMethods(): string[] {
  const call = /(?:\bclient|\bWebClient\([^()]*\))((?:\s*\.\s*\w+){2,})\(/g;
  return sorted(
    code.flatMap(({ text }) => matches(text, call).map((path) => path.replace(/\s/g, '').slice(1))),
  );
}

function isUsed(pattern: RegExp): boolean {
  return code.some(({ text }) => pattern.test(text));
}

/** What the pattern's first group has caught, each time. */
function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}

function lookUp(table: Readonly<Record<string, readonly string[]>>, name: string): readonly string[] {
  const found = table[name];
  if (!found) throw new Error(`${name} is new: write into the table of this test which scopes it needs`);
  return found;
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
