import { z } from 'zod';

const text = z.string();
const manifest = z.object({
  features: z.object({
    app_home: z.object({ home_tab_enabled: z.boolean().default(false) }).optional(),
    slash_commands: z
      .array(z.object({ command: text, description: text, usage_hint: text.default('') }))
      .default([]),
    shortcuts: z
      .array(z.object({ name: text, type: z.enum(['message', 'global']), callback_id: text }))
      .default([]),
  }),
  settings: z.object({
    event_subscriptions: z.object({ bot_events: z.array(text).default([]) }).optional(),
  }),
});

/** What the bot has asked Slack for: the stand-in gives it that, and no more. */
export interface Asked {
  readonly commands: readonly { command: string; description: string; hint: string }[];
  readonly shortcuts: readonly { kind: 'message' | 'global'; callback: string; name: string }[];
  readonly events: ReadonlySet<string>;
  readonly homeTab: boolean;
}

/** Reads the app's manifest, as data. Throws where it is not of the form that the playground needs. */
export function readManifest(data: unknown): Asked {
  const { features, settings } = manifest.parse(data);
  return {
    commands: features.slash_commands.map(({ command, description, usage_hint }) => ({
      command,
      description,
      hint: usage_hint,
    })),
    shortcuts: features.shortcuts.map(({ name, type, callback_id }) => ({
      kind: type,
      callback: callback_id,
      name,
    })),
    events: new Set(settings.event_subscriptions?.bot_events ?? []),
    homeTab: features.app_home?.home_tab_enabled ?? false,
  };
}
