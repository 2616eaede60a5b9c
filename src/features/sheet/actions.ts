/** Shows the cheat sheet below. */
export const SHEET_ACTION = { show: 'sheet.show' } as const;
