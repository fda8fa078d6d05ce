import type { Location } from "./location.ts";

/** Locations in groups of one currency each: amounts of several are never added up. */
export function byCurrency(locations: readonly Location[]): (readonly Location[])[] {
  const groups = Map.groupBy(locations, ({ currency }) => currency);
  return [...groups].sort(([a], [b]) => a < b ? -1 : 1).map(([, some]) => some);
}
