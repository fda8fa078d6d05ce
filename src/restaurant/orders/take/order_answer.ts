import { z } from "zod";
import { orderTotals } from "../model/order.ts";
import { toMajor } from "../../../values/money.ts";
import type { PlacedOrder } from "./place_order.ts";

/** Decimal units of the answer's currency. */
const money = z.number();

/** The form of the answer to an order. */
export const orderAnswer = z.strictObject({
  status: z.enum(["received"]),
  order_id: z.string(),
  order_number: z.string(),
  location: z.string().describe("Location id."),
  estimated_time: z.strictObject({
    ready_at: z.string().describe("Local time with offset; for delivery, at the door."),
    minutes: z.int().describe("From now until ready_at."),
    explanation: z.string(),
    preparation_minutes: z.int(),
    delivery_minutes: z.int().optional(),
  }),
  totals: z.strictObject({
    currency: z.string(),
    subtotal: money.describe("Items with modifiers, before tax."),
    tax: money,
    total: money,
    tax_rate_percent: z.number().nullable().describe("Null if the location has none set."),
  }),
  notes: z.array(z.string()),
});

/** The answer to an order. */
export type OrderAnswer = z.output<typeof orderAnswer>;

/** An order that was taken, in decimal units and local time. */
export function toOrderAnswer(placed: PlacedOrder): OrderAnswer {
  const { order, currency, sales_tax } = placed;
  const { gross, tax } = orderTotals(order);
  return {
    status: "received",
    order_id: order.id,
    order_number: order.number,
    location: order.location_id,
    estimated_time: estimatedTime(placed),
    totals: {
      currency,
      subtotal: toMajor(gross, currency),
      tax: toMajor(tax, currency),
      total: toMajor(gross + tax, currency),
      tax_rate_percent: sales_tax === undefined ? null : sales_tax.rate / 10_000,
    },
    notes: taxNotes(order.location_id, sales_tax),
  };
}

function taxNotes(location: string, tax: PlacedOrder["sales_tax"]): string[] {
  if (tax === undefined) return [`${location} has no tax rate set, so no tax was added.`];
  return tax.isIncluded ? ["Prices on the menu contain the tax; the subtotal is without it."] : [];
}

function estimatedTime({ estimate, time_zone }: PlacedOrder): OrderAnswer["estimated_time"] {
  const { ready_at, minutes, preparation_minutes, delivery_minutes, explanation } = estimate;
  const local = ready_at.toZonedDateTimeISO(time_zone);
  return {
    ready_at: local.toString({ timeZoneName: "never", smallestUnit: "second" }),
    minutes,
    explanation,
    preparation_minutes,
    ...(delivery_minutes !== undefined && { delivery_minutes }),
  };
}
