export const TEAM_ACTION = {
  /** Opens the dialog in which the roles of a channel are set. */
  assign: 'team.assign',
  /** Opens the dialog for a rule of a channel. */
  rule: 'team.rule',
  /** Undoes a change. */
  undo: 'team.undo',
  /** A person picks their team's channel. */
  pickChannel: 'home.pick',
} as const;

/** `roles` comes first where there are too many roles for one dialog. */
export const TEAM_DIALOG = { assign: 'team.assign', roles: 'team.roles', rule: 'team.rule' } as const;
