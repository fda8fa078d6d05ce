import type { DateText } from "../../../values/business_day.ts";
import type { Milli, Minor } from "../../../values/money.ts";
import type { Descriptors } from "./descriptor.ts";
import { BUSINESS_DATE } from "./words.ts";

const DIMENSION = "What the key is, such as day, hour, order_type, payment_method, category, " +
  "item, discount (its name) or comp (an item given away).";
const KEY = "As in sales_rollups.";

/**
 * The figures of every group of sales, in the order of their columns. All are sums, so groups can be
 * added. This is the only list of them: a new one needs a line here, its columns in a migration, and
 * the code that counts it.
 */
export const FIGURES = {
  transactions: {
    unit: "count",
    about: "Orders with a sold line; one paid in two ways counts for each of them.",
  },
  units: { unit: "quantity", about: "Quantity sold less returned, in thousandths." },
  gross: {
    unit: "money",
    about: "Prices with modifiers before discounts and without tax, in minor units.",
  },
  discounts: { unit: "money", about: "Discounts and comps, in minor units, positive." },
  refunds: {
    unit: "money",
    about: "Net amounts given back on this date, in minor units, positive.",
  },
  service_charges: {
    unit: "money",
    about: "Service charges that are not gratuities, in minor units.",
  },
  gratuity: {
    unit: "money",
    about: "Gratuity less what was given back, in minor units; not a sale.",
  },
  tax: { unit: "money", about: "Tax less what was given back, in minor units; not a sale." },
  tips: { unit: "money", about: "Tips less what was given back, in minor units; not a sale." },
  gift_cards: { unit: "money", about: "Gift cards sold, in minor units; no sale." },
  guests: { unit: "count", about: "Guests of the orders whose guests were counted." },
  guest_transactions: { unit: "count", about: "Orders whose guests were counted." },
  voids: {
    unit: "money",
    about: "Prices of voided lines and cancelled orders, in minor units; in no other figure.",
  },
  voided_lines: { unit: "count", about: "How many lines those were." },
} as const satisfies Record<string, { unit: keyof UnitTypes; about: string }>;

interface UnitTypes {
  count: number;
  quantity: Milli;
  money: Minor;
}

/** The figures of a group of sales. */
export type Figures = {
  -readonly [Name in keyof typeof FIGURES]: UnitTypes[typeof FIGURES[Name]["unit"]];
};

const FIGURE_COLUMNS = Object.fromEntries(
  Object.entries(FIGURES).map(([name, { about }]) => [name, about]),
) as { [Name in keyof Figures]: string };

/** Row types: sales figures, added up. */
export interface SalesTables {
  sales_rollups: {
    location_id: string;
    dimension: string;
    business_date: DateText;
    key: string;
  } & Figures;
  monthly_rollups: {
    location_id: string;
    dimension: string;
    month: string;
    key: string;
    open_days: number;
  } & Figures;
  sales_rollups_next: SalesTables["sales_rollups"];
  rollup_shapes: {
    shape: string;
    is_built: 0 | 1;
    after_events: string;
    location_id: string;
    month: string;
  };
}

/** Sales figures, added up. */
export const SALES: Descriptors<SalesTables> = {
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
      ...FIGURE_COLUMNS,
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
      ...FIGURE_COLUMNS,
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
      ...FIGURE_COLUMNS,
    },
  },
  rollup_shapes: {
    scope: "hidden",
    key: ["shape"],
    about: "What the rollups are made of, and how far a recount is.",
    columns: {
      shape: "The version and its dimensions.",
      is_built: "1 once the rollups have this shape, 0 while they are recounted.",
      after_events:
        "Sales that changed after these events, a cursor, are counted again at the end.",
      location_id: "The location that was counted last; empty before the first.",
      month: "The month that was counted last; empty before the first.",
    },
  },
};
