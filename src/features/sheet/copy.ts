/** What stands around the cheat sheet. Titles of topics come in escaped; `page` is plain text. */
export const COPY = {
  title: '*Who owns what, side by side*',
  lead: 'Who owns what.',
  more: "There's more than fits here. Type `/whoowns help` to see everything.",
  together: (titles: string) => `Together: ${titles}`,
  /** The pages for a wiki and for printing. */
  page: {
    title: 'Who owns what',
    intro: 'Each line is backed by a sentence in our documents. whoowns shows it in Slack.',
    together: 'Together',
  },
} as const;
