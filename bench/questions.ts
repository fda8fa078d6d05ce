/** Ten years by item: the widest question there is. */
export const TEN_YEARS = { date: "2016-11-27", end_date: "2026-11-26", group_by: "item" } as const;

/** One day of the last three hundred, at random. */
export function randomDay(): { readonly date: string } {
  return { date: daysBack(1 + Math.floor(Math.random() * 300)) };
}

/** The year before such a day. */
export function randomYear(): { readonly date: string; readonly end_date: string } {
  const back = 1 + Math.floor(Math.random() * 300);
  return { date: daysBack(back + 364), end_date: daysBack(back) };
}

/** The date so many days ago. */
export function daysBack(days: number): string {
  return Temporal.Now.plainDateISO().subtract({ days }).toString();
}
