/** What stands around the cheat sheet. */
export const COPY = {
  title: '*Who owns what, side by side*',
  lead: 'Who owns what.',
  more: 'There is more than fits here; type `/whoowns help` to see all of it.',
  together: (titles: string) => `Together: ${titles}`,
  /** On the pages for a wiki and for printing. */
  intro: 'Each line is backed by a sentence of our documents; whoowns shows it in Slack.',
} as const;
