import type { Period } from "../../values/period.ts";

/** A period as people write it: one date, or the first and the last. */
export function periodText({ date, end_date }: Period): string {
  return date === end_date ? date : `${date} to ${end_date}`;
}
