/** Every sentence of this feature. Texts are mrkdwn unless said otherwise; names come in escaped. */

export const WORDS = {
  maintainersOnly: 'Only my maintainers can see that. An admin names them in `/whoowns settings`.',
  digestOn: "The weekly digest is on. I'll message you on Mondays at nine.",
  digestOff: 'The weekly digest is off.',
} as const;
