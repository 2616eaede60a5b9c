/** The home tab: a question, a topic from the menu, and "Forget me". */
export const HOME_ACTION = { ask: 'home.ask', topic: 'home.topic', forget: 'home.forget' } as const;
