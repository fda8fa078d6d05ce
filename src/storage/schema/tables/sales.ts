import type { Descriptors } from "../descriptor.ts";
import { BUSINESS_DATE } from "./words.ts";

const DIMENSION = "What the key is: day, hour, order_type, payment_method, category, item, " +
  "variation, discount (its name) or comp (an item given away).";
const KEY = "As in sales_rollups.";
const FIGURES = {
  transactions: "Orders with a sold line; one paid in two ways counts for each of them.",
  units: "Quantity sold less returned, in thousandths.",
  gross: "Prices with modifiers before discounts and without tax, in minor units.",
  discounts: "Discounts and comps, in minor units, positive.",
  refunds: "Net amounts given back on this date, in minor units, positive.",
  service_charges: "Service charges that are not gratuities, in minor units.",
  gratuity: "Gratuity less what was given back, in minor units; not a sale.",
  tax: "Tax less what was given back, in minor units; not a sale.",
  tips: "Tips less what was given back, in minor units; not a sale.",
  gift_cards: "Gift cards sold, in minor units; no sale.",
  guests: "Guests of the orders whose guests were counted.",
  guest_transactions: "Orders whose guests were counted.",
  voids: "Prices of voided lines and cancelled orders, in minor units; in no other figure.",
  voided_lines: "How many lines those were.",
} as const;

/** Sales figures, added up. */
export const SALES: Descriptors<
  "sales_rollups" | "monthly_rollups" | "sales_rollups_next" | "rollup_shapes"
> = {
  sales_rollups: {
    scope: "own",
    key: ["location_id", "dimension", "business_date", "key"],
    about: "Sales figures of each business day, kept in the transactions that change orders and " +
      "refunds. net sales = gross - discounts - refunds + service_charges.",
    columns: {
      location_id: "The location.",
      dimension: DIMENSION,
      business_date: BUSINESS_DATE,
      key: "Which hour (00 to 23), order type, payment method, category or item; empty for the " +
        "day, and for service charges among categories and items.",
      ...FIGURES,
    },
  },
  monthly_rollups: {
    scope: "own",
    key: ["location_id", "dimension", "month", "key"],
    about: "The same for each calendar month of business dates, so that years are read quickly.",
    columns: {
      location_id: "The location.",
      dimension: DIMENSION,
      month: "Calendar month of the business dates, YYYY-MM.",
      key: KEY,
      ...FIGURES,
      open_days: "Of dimension day: the dates with transactions, the 1st as bit 0; otherwise 0.",
    },
  },
  sales_rollups_next: {
    scope: "hidden",
    key: ["location_id", "dimension", "business_date", "key"],
    about: "Rollups that are being recounted; empty otherwise.",
    columns: {
      location_id: "The location.",
      dimension: DIMENSION,
      business_date: BUSINESS_DATE,
      key: KEY,
      ...FIGURES,
    },
  },
  rollup_shapes: {
    scope: "hidden",
    key: ["shape"],
    about: "What the rollups are made of, and how far a recount is.",
    columns: {
      shape: "The version and its dimensions.",
      is_built: "1 once the rollups have this shape, 0 while they are recounted.",
      after_event: "Sales that changed after this event are counted again at the end.",
      location_id: "The location that was counted last; empty before the first.",
      month: "The month that was counted last; empty before the first.",
    },
  },
};
