import { RestaurantError } from "../../values/errors.ts";

/** The report types. */
export const REPORT_TYPES = ["sales", "inventory", "customer"] as const;

/** A report type. */
export type ReportType = typeof REPORT_TYPES[number];

/** What each report can be narrowed to, besides locations. */
export const REPORT_FILTERS = {
  sales: ["category", "item", "order_type", "channel", "server"],
  inventory: [],
  customer: ["aspect", "channel", "item"],
} as const satisfies Readonly<Record<ReportType, readonly string[]>>;

/** The name of a filter. */
export type FilterName = typeof REPORT_FILTERS[ReportType][number];

/** Filters by name, as a person wrote them: names, or an item's id. */
export type ReportFilters = Readonly<Partial<Record<FilterName, string | undefined>>>;

/**
 * The filters of a report, if it has these.
 *
 * @throws {RestaurantError} INVALID_INPUT for one that the report cannot have, or several of sales:
 * the rollups know each by itself only.
 */
export function checkedFilters(type: ReportType, filters: ReportFilters): ReportFilters {
  const allowed: readonly string[] = REPORT_FILTERS[type];
  const given = Object.entries(filters).filter(([, value]) => value !== undefined);
  for (const [name] of given) {
    if (allowed.includes(name)) continue;
    const possible = ["location", ...allowed].join(", ");
    throw faulty(name, `A report of type ${type} can be narrowed by ${possible} only.`);
  }
  const [first, second] = given;
  if (type === "sales" && first !== undefined && second !== undefined) {
    throw faulty(second[0], "Sales are recorded by each of these separately; give one filter.");
  }
  return Object.fromEntries(given);
}

function faulty(name: string, problem: string): RestaurantError {
  return new RestaurantError("INVALID_INPUT", `filters.${name}: ${problem}`, {
    fields: [{ field: `filters.${name}`, problem }],
  });
}
