import { z } from "zod";
import { COMPARISONS } from "../../values/period.ts";

/** Decimal units of the answer's currency. */
const money = z.number();

const change = z.strictObject({
  compared: money.optional().describe("Net sales on the days compared, where not all are."),
  previous: money.describe("Net sales of the group in the comparison."),
  difference: money,
  percent: z.number().nullable(),
  average_check: money.nullable().describe("Of the comparison."),
});

const group = z.strictObject({
  group: z.string(),
  id: z.string().optional().describe("Menu item id or location id, if groups have one."),
  total_sales: money,
  transactions: z.int(),
  units: z.number(),
  share_percent: z.number().nullable().describe("Of total_sales; null if that is zero."),
  average_check: money.nullable().optional(),
  food_cost: money.nullable().optional().describe(
    "Items: recipe cost of the units; null: no recipe.",
  ),
  margin: money.nullable().optional().describe("Net sales - food_cost."),
  payments: z.int().nullable().optional(),
  taken: money.nullable().optional().describe("Payments as taken, with tax, tips, gift cards."),
  given_back: money.nullable().optional(),
  left: money.nullable().optional().describe("taken - given_back."),
  days: z.int().optional().describe("Whole days in the group."),
  per_day: money.nullable().optional().describe("Net sales of those days / days."),
  change: change.nullable().optional().describe("Null: nothing like it to compare with."),
});

const compared = {
  total_sales: money.nullable(),
  transactions: z.int().nullable(),
  guests: z.int().nullable(),
  average_check: money.nullable(),
  units: z.number().nullable(),
  discounts: money.nullable(),
  refunds: money.nullable(),
  voids: money.nullable(),
  days_with_sales: z.int().nullable(),
};

const comparison = z.strictObject({
  compare_to: z.enum(COMPARISONS),
  date: z.string(),
  end_date: z.string(),
  ...compared,
  total_sales_change_percent: z.number().nullable().describe("Null if the base is zero."),
  transactions_change_percent: z.number().nullable(),
  average_check_change_percent: z.number().nullable(),
  compared_part: z.strictObject({ what: z.string(), ...compared }).optional().describe(
    "The part of this period that the changes are about, if not all of it can be compared.",
  ),
});

const basis = z.strictObject({
  total_sales: z.string(),
  transactions: z.string(),
  refunds: z.string(),
  business_day: z.string(),
  per_day: z.string().optional(),
  dayparts: z.string().optional(),
  taken: z.string().optional(),
  locations: z.array(z.strictObject({
    id: z.string(),
    time_zone: z.string(),
    business_day_start: z.string(),
    today: z.string().describe("Its business date now."),
  })),
  location_count: z.int(),
  guests_counted_on: z.string(),
  data_from: z.string().optional(),
  data_to: z.string().optional(),
  as_of: z.string(),
});

const oneCurrency = z.strictObject({
  date: z.string(),
  end_date: z.string(),
  location: z.string().describe("Location id, or `all`."),
  currency: z.string(),
  complete: z.boolean().describe("Whether every day is over and has its data everywhere."),
  missing: z.array(z.string()).describe("What is not in the figures, by location."),
  total_sales: money.nullable().describe("Net sales. Null here and below: not recorded."),
  transactions: z.int().nullable(),
  guests: z.int().nullable(),
  average_check: money.nullable().describe("total_sales / transactions; null without one."),
  days_with_sales: z.int(),
  gross_sales: money.nullable(),
  discounts: money.nullable(),
  refunds: money.nullable(),
  service_charges: money.nullable(),
  tax: money.nullable(),
  tips: money.nullable(),
  gratuities: money.nullable(),
  gift_card_sales: money.nullable(),
  voids: money.nullable(),
  breakdown: z.array(group),
  omitted: z.strictObject({ groups: z.int(), total_sales: money }).optional(),
  comparison: comparison.optional(),
  notes: z.array(z.string()),
  basis,
});

/** The form of an answer about sales: what clients get, in decimal units. */
export const salesAnswer = oneCurrency.extend({
  currencies: z.array(oneCurrency).optional().describe(
    "If locations have several: an answer for each; amounts above are then null.",
  ),
});

/** An answer about sales. */
export type SalesAnswer = z.output<typeof salesAnswer>;
