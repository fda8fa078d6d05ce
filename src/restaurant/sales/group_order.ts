import { WEEKDAY_NAMES } from "../../values/day_number.ts";
import { DAYPARTS } from "./daypart.ts";
import { netSales } from "./figures.ts";
import { CHRONICLES, type Grouping } from "./groupings.ts";
import { hoursInOrder } from "./hours_in_order.ts";
import type { BreakdownSource, KeyedGroup } from "./sales_group.ts";

/**
 * Groups in the order in which they are read: times in their own (an hour of the business day that
 * starts at 04:00 comes before one after midnight), everything else with the highest net sales
 * first.
 */
export function inOrder(
  groups: readonly KeyedGroup[],
  { grouping, locations }: Pick<BreakdownSource, "grouping" | "locations">,
): readonly KeyedGroup[] {
  const names = orderOf(grouping, locations);
  if (names !== null) return groups.toSorted((a, b) => names.indexOf(a.key) - names.indexOf(b.key));
  if (CHRONICLES.includes(grouping)) return groups.toSorted((a, b) => a.key < b.key ? -1 : 1);
  return groups.toSorted((a, b) =>
    netSales(b.figures) - netSales(a.figures) || (a.key < b.key ? -1 : 1)
  );
}

function orderOf(
  grouping: Grouping,
  locations: BreakdownSource["locations"],
): readonly string[] | null {
  switch (grouping) {
    case "weekday":
      return WEEKDAY_NAMES;
    case "hour":
      return hoursInOrder(locations).map((hour) => `${hour}:00`);
    case "daypart":
      return DAYPARTS.map(({ name }) => name);
    default:
      return null;
  }
}
