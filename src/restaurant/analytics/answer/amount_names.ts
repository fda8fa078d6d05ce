/** Columns and figures of an analysis that are amounts of money, with spaces as underscores. */
const AMOUNTS: ReadonlySet<string> = new Set([
  ...["net", "net_sales", "average_check", "net_per_guest", "net_per_open_day", "gross", "amount"],
  ...["before", "now", "change", "without_weekday_pattern", "check_with", "check_without"],
  ...["actual_cost", "waste_cost", "unexplained_cost", "food_cost", "theoretical_food_cost"],
  ...["costed_sales", "theoretical_cost_of_counted", "price_sold_at", "margin_each"],
  ...["margin_in_all", "mean_margin", "labour_cost", "cost", "sales_per_labour_hour", "prime_cost"],
  ...["discounts", "comps", "voids", "refunds"],
]);

/** Whether a column or figure of an analysis is an amount of money. */
export function isAmount(name: string): boolean {
  return AMOUNTS.has(name.replaceAll(" ", "_"));
}
