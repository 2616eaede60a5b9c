/** Opens the settings, from the home tab or under a message. */
export const SETTINGS_ACTION = { open: 'home.settings' } as const;

export const SETTINGS_DIALOG = { change: 'settings.change' } as const;
