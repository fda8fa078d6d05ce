import { z } from "zod";

const line = z.strictObject({
  item_id: z.string().describe("The ingredient's id."),
  name: z.string(),
  packs: z.int(),
  received_packs: z.int(),
  pack_size: z.number(),
  unit: z.string(),
  pack_cost: z.number(),
  cost: z.number().describe("Of all packs ordered."),
  reason: z.string(),
});

const order = z.strictObject({
  purchase_order_id: z.string(),
  location: z.string(),
  supplier: z.string(),
  status: z.enum(["draft", "placed", "received", "dropped"]),
  currency: z.string(),
  total: z.number(),
  expected_on: z.string().nullable().describe("Date of the delivery; null before it is placed."),
  lines: z.array(line),
  more_lines: z.int().optional().describe("Lines that are not shown."),
});

/** The form of an answer about purchase orders. */
export const purchaseAnswer = z.strictObject({
  purchase_orders: z.array(order),
  notes: z.array(z.string()),
});

/** An answer about purchase orders. */
export type PurchaseAnswer = z.output<typeof purchaseAnswer>;
