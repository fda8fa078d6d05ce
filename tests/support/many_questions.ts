import { SECTIONS } from "../../src/restaurant/analytics/section.ts";
import { REPORT_TYPES } from "../../src/restaurant/reporting/report_types.ts";
import { GROUPINGS } from "../../src/restaurant/sales/groupings.ts";
import { COMPARISONS } from "../../src/values/period.ts";

/** More ways to ask than one of each tool. */
export const MANY_QUESTIONS: readonly (
  readonly [tool: string, args: Readonly<Record<string, unknown>>]
)[] = [
  ...GROUPINGS.map((group_by) =>
    ["get_sales_data", { date: "2026-01-15", end_date: "2026-12-31", group_by }] as const
  ),
  ...COMPARISONS.map((compare_to) =>
    ["get_sales_data", { date: "2026-12-01", end_date: "2026-12-30", compare_to }] as const
  ),
  ...SECTIONS.map((section) =>
    ["get_analytics", { date_range: "last_30_days", sections: [section] }] as const
  ),
  ["get_analytics", { date_range: "last_30_days" }],
  ...REPORT_TYPES.map((report_type) =>
    ["generate_report", { report_type, start_date: "last_week", format: "json" }] as const
  ),
  ["search_orders", { date: "2026-12-31" }],
  ["search_orders", { text: "burger", date: "2026-01-01", end_date: "2026-12-31" }],
  ["search_orders", { text: "in no order" }],
  ["search_orders", { status: "completed", location: "downtown" }],
  ["search_orders", { min_total: 1000 }],
  ["search_feedback", { date_range: "last_30_days" }],
  ["search_feedback", { text: "cold" }],
  ["get_live_orders", { late_only: true }],
  ["get_inventory", { filter: "low", horizon_days: 7 }],
];
