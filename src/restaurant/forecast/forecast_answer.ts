import { z } from "zod";

const day = z.strictObject({
  date: z.string(),
  weekday: z.string(),
  orders: z.int(),
  orders_low: z.int().nullable(),
  orders_high: z.int().nullable(),
  net: z.number(),
  net_low: z.number().nullable(),
  net_high: z.number().nullable(),
  units: z.number().optional().describe("Of the item that was asked for."),
  units_low: z.number().nullable().optional(),
  units_high: z.number().nullable().optional(),
  note: z.string().optional().describe("Holiday, event, or why it is expected to be closed."),
});

const sum = z.strictObject({
  expected: z.number(),
  low: z.number().nullable().describe("80 % interval; null when nothing past could be tried."),
  high: z.number().nullable(),
});

/** The form of a forecast: what clients get, in decimal units. */
export const forecastAnswer = z.strictObject({
  location: z.string(),
  currency: z.string(),
  date: z.string(),
  end_date: z.string(),
  days: z.array(day),
  total: z.strictObject({ orders: sum, net: sum }),
  tables: z.array(z.strictObject({
    title: z.string(),
    columns: z.array(z.string()),
    rows: z.array(z.array(z.unknown())),
    omitted: z.int().optional(),
  })).describe(
    "Orders by daypart and units by item for the next 7 days, what to prepare for the next open " +
      "day, and which ingredients run out when.",
  ),
  method: z.record(z.string(), z.unknown()).describe(
    "How it was forecast, how far off it was in percent over the last 8 weeks beside the simple " +
      "means, and on how much history it rests.",
  ),
  notes: z.array(z.string()),
  as_of: z.string(),
});

/** A forecast. */
export type ForecastAnswer = z.output<typeof forecastAnswer>;

/** One table of the answer. */
export type ForecastTable = ForecastAnswer["tables"][number];

/** Days that are shown by daypart and by item. */
export const DETAIL_DAYS = 7;
