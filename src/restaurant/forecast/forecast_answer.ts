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

/** Names of methods, as an answer has them. */
const method = z.enum(["mean_of_methods", "four_week_mean"]);

/** The form of a forecast: what clients get, in decimal units. */
export const forecastAnswer = z.strictObject({
  location: z.string(),
  currency: z.string(),
  date: z.string(),
  end_date: z.string(),
  days: z.array(day),
  total: z.strictObject({ orders: sum, net: sum }),
  dayparts: z.array(z.strictObject({
    daypart: z.string(),
    orders: z.array(z.number()).describe("For each of the first 7 days."),
    net: z.array(z.number()),
  })),
  items: z.array(z.strictObject({
    item_id: z.string(),
    name: z.string(),
    units: z.number().describe("In all of the first 7 days."),
    low: z.number().nullable(),
    high: z.number().nullable(),
    by_day: z.array(z.number()).describe("For each of the first 7 days."),
  })),
  omitted_items: z.int().optional(),
  prep: z.strictObject({
    date: z.string(),
    items: z.array(z.strictObject({
      name: z.string(),
      expected: z.number(),
      enough_for_most_days: z.int().describe("Enough on 9 days of 10."),
    })),
    ingredients: z.array(z.strictObject({
      item_id: z.string(),
      name: z.string(),
      quantity: z.number(),
      unit: z.string(),
    })),
  }).optional(),
  runs_out: z.array(z.strictObject({
    item_id: z.string().describe("Ingredient id, as get_inventory has it."),
    name: z.string(),
    runs_out_on: z.string(),
    on_hand: z.number(),
    needed: z.number().describe("In the whole horizon."),
    unit: z.string(),
    delivery_if_ordered_now: z.string(),
  })),
  method: z.strictObject({
    net: method,
    orders: method,
    net_error_percent: z.number().nullable().describe(
      "What it was off one week ahead over the last 8 weeks, in percent of what came.",
    ),
    orders_error_percent: z.number().nullable(),
    four_week_mean_net_error_percent: z.number().nullable(),
    same_weekday_last_week_net_error_percent: z.number().nullable(),
    days_compared: z.int(),
    errors_behind_intervals: z.int(),
    history_from: z.string(),
    history_to: z.string(),
    open_days: z.int(),
  }),
  notes: z.array(z.string()),
  as_of: z.string(),
});

/** A forecast. */
export type ForecastAnswer = z.output<typeof forecastAnswer>;
