import { length } from "../../values/period.ts";
import type { SalesQuestion } from "./sales_report.ts";

/** Groups that a day usually has, as hours or items; and rows that are added up in some 5 ms. */
const GROUPS_A_DAY = 30;
const FEW_ROWS = 5000;
/** Payments of a busy day: they are added up from the orders. */
const PAYMENTS_A_DAY = 300;

/** Whether the answer reads so many rollups that it should run off the main thread. */
export function isWide(
  { period, locations, group_by, compare_to }: Omit<SalesQuestion, "as_of">,
): boolean {
  const days = length(period) * locations.length * (compare_to === undefined ? 1 : 2);
  const rows = group_by === "payment_method" ? PAYMENTS_A_DAY : GROUPS_A_DAY;
  return days * (group_by === undefined ? 1 : rows) > FEW_ROWS;
}
