import { z } from "zod";
import { defineTool } from "../mcp/tool.ts";
import { changeMenuItem } from "../restaurant/menu/change_item.ts";
import { CHANGEABLE, type ItemFields, LONGEST } from "../restaurant/menu/item_fields.ts";
import { LONGEST_VARIATION, shownVariations } from "../restaurant/menu/variations.ts";
import type { Database } from "../storage/database.ts";
import { type Clock, nowText } from "../values/clock.ts";
import { formatDecimal, minorDigits, toMajor } from "../values/money.ts";
import { confirmArgument, namedArgument, textArgument } from "./arguments.ts";

/** Far above any dish in any currency, and exact in its smallest unit. */
const HIGHEST_PRICE = 100_000_000;

const updates = z.strictObject({
  name: textArgument(1, LONGEST.name).optional().describe("New name."),
  price: z.number().min(0).max(HIGHEST_PRICE).optional()
    .describe("New price, a decimal number in the item's currency."),
  variation: textArgument(1, LONGEST_VARIATION).optional()
    .describe("Size whose price it is: a new one is added; without price it is dropped."),
  description: textArgument(0, LONGEST.description).optional()
    .describe("New text for guests; empty removes it."),
  category: textArgument(1, LONGEST.category).optional()
    .describe("New category of sales from now on."),
}, {
  error: ({ code }) =>
    code === "unrecognized_keys"
      ? "Only name, price, variation, description, category can be changed"
      : undefined,
});

const fields = z.strictObject({
  name: z.string().optional(),
  price: z.number().nullable().optional().describe("Decimal; null if not set."),
  variations: z.array(z.strictObject({ name: z.string(), price: z.number().nullable() })).optional()
    .describe("All that it is sold in."),
  description: z.string().optional(),
  category: z.string().optional(),
});

const output = z.strictObject({
  status: z.enum(["updated", "unchanged"]),
  item_id: z.string(),
  name: z.string(),
  currency: z.string(),
  updated: fields.describe("The fields that changed, as they are now."),
  before: fields.describe("The same fields as they were."),
  change_id: z.string().optional().describe("For undo_change; absent if nothing changed."),
});

/** Changes the name, price, a variation, description or category of a menu item. */
export const updateMenuItem = defineTool({
  name: "update_menu_item",
  title: "Update menu item",
  description: "Changes one menu item. Returns the fields before and after, and a change_id for " +
    "undo_change. To 86 or limit an item use set_item_availability.\n\n" +
    "What looks like a slip is a question first. Past sales keep what they were sold under. " +
    "Rename an item in the point of sale, too, or its next export brings the old name back as " +
    "another item.",
  effect: "set",
  scope: "menu:write",
  isShared: true,
  input: z.strictObject({
    item_id: namedArgument("Menu item id or name."),
    updates: updates.describe("The fields to change."),
    confirm: confirmArgument,
  }),
  output,
  run: async (
    { item_id, updates, confirm },
    { write, clock }: { write: Database["write"]; clock: Clock },
    { actor },
  ) => {
    const { item, before, after, change_id } = await write((writer) =>
      changeMenuItem(writer, { item_id, updates, confirm, actor }, nowText(clock))
    );
    return {
      status: change_id === undefined ? "unchanged" as const : "updated" as const,
      item_id: item.id,
      name: item.name,
      currency: item.currency,
      updated: shownFields(after, item.currency),
      before: shownFields(before, item.currency),
      ...(change_id !== undefined && { change_id }),
    };
  },
  text: ({ item_id, name, currency, updated, before, change_id }) => {
    if (change_id === undefined) return `${name} (${item_id}) was like this already: no change.`;
    const changes = CHANGEABLE.filter((field) => updated[field] !== undefined).map((field) =>
      `${field} ${words(before[field], currency)} → ${words(updated[field], currency)}`
    );
    return `${name} (${item_id}): ${changes.join("; ")}. Change ${change_id}.`;
  },
});

function shownFields(
  { price, variations, ...texts }: ItemFields,
  currency: string,
): z.input<typeof fields> {
  return {
    ...texts,
    ...(price !== undefined && { price: price === null ? null : toMajor(price, currency) }),
    ...(variations !== undefined && { variations: shownVariations(variations, currency) }),
  };
}

function words(
  value: z.output<typeof fields>[keyof z.output<typeof fields>],
  currency: string,
): string {
  if (typeof value === "number") {
    return `${formatDecimal(value, minorDigits(currency))} ${currency}`;
  }
  if (typeof value !== "object") return value ? `'${value}'` : "none";
  return value?.map(({ name, price }) => `${name} ${words(price, currency)}`).join(", ") || "none";
}
