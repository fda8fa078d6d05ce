/** A part of the restaurant's day, by the hour on the wall clock. */
export interface Daypart {
  readonly name: string;
  /** First hour that belongs to it. */
  readonly from: number;
}

/** The dayparts in the order of the business day; each ends where the next begins. */
export const DAYPARTS: readonly Daypart[] = [
  { name: "breakfast", from: 5 },
  { name: "lunch", from: 11 },
  { name: "afternoon", from: 15 },
  { name: "dinner", from: 17 },
  { name: "late_night", from: 22 },
];

/** The daypart that an hour (0 to 23) falls in; the hours after midnight are late night. */
export function daypartOf(hour: number): string {
  const daypart = DAYPARTS.findLast(({ from }) => hour >= from) ?? DAYPARTS.at(-1);
  return daypart?.name ?? "";
}

/** The dayparts in words, for the basis of an answer. */
export function describeDayparts(): string {
  return DAYPARTS.map(({ name, from }, index) => {
    const to = DAYPARTS[(index + 1) % DAYPARTS.length]?.from;
    return `${name} ${from}-${to}h`;
  }).join(", ");
}
