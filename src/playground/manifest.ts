import { z } from 'zod';

const text = z.string();

/** The parts of an app manifest that decide what Slack sends the app. */
const manifest = z
  .object({
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
  })
  .transform(({ features, settings }) => ({
    commands: features.slash_commands.map(({ usage_hint: hint, ...command }) => ({ ...command, hint })),
    shortcuts: features.shortcuts.map(({ name, type: kind, callback_id: callback }) => ({
      kind,
      callback,
      name,
    })),
    events: new Set(settings.event_subscriptions?.bot_events),
    hasHomeTab: features.app_home?.home_tab_enabled ?? false,
  }));

export type Manifest = z.output<typeof manifest>;

/** Reads an app manifest. Throws if it lacks what the playground needs. */
export function readManifest(data: unknown): Manifest {
  return manifest.parse(data);
}
