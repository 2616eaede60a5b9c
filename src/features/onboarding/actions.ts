export const ONBOARDING_ACTION = {
  /** A step of the tour or the quiz. */
  step: 'onboarding.step',
  /** Asks for the tour, from the home tab. */
  begin: 'onboarding.begin',
  /** Tries once more to greet somebody. */
  again: 'onboarding.again',
} as const;
