import { z } from "zod";
import { defineTool } from "../mcp/tool.ts";
import { changeMenuItem } from "../restaurant/menu/change_item.ts";
import { CHANGEABLE, type ItemFields, LONGEST } from "../restaurant/menu/item_fields.ts";
import type { Database } from "../storage/database.ts";
import { type Clock, nowText } from "../values/clock.ts";
import { formatDecimal, minorDigits, toMajor } from "../values/money.ts";
import { confirmArgument, namedArgument, textArgument } from "./arguments.ts";

/** Far above any dish in any currency, and exact in its smallest unit. */
const HIGHEST_PRICE = 100_000_000;

const updates = z.strictObject({
  name: textArgument(1, LONGEST.name).optional().describe("New name on the menu."),
  price: z.number().min(0).max(HIGHEST_PRICE).optional()
    .describe("New price as a decimal number in the item's currency, such as 9.5."),
  description: textArgument(0, LONGEST.description).optional()
    .describe("New text for guests; empty removes it."),
  category: textArgument(1, LONGEST.category).optional()
    .describe("New category, under which sales from now on are reported."),
}, {
  error: ({ code }) =>
    code === "unrecognized_keys" ? `Only ${CHANGEABLE.join(", ")} can be changed` : undefined,
});

const fields = z.strictObject({
  name: z.string().optional(),
  price: z.number().nullable().optional().describe("Decimal; null if not set."),
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

/** Changes the name, price, description or category of a menu item. */
export const updateMenuItem = defineTool({
  name: "update_menu_item",
  title: "Update menu item",
  description:
    "Changes the name, price, description or category of one menu item. Returns the fields " +
    "before and after, and a change_id for undo_change. To 86 or limit an item use " +
    "set_item_availability.\n\n" +
    "A price far from the old one, a name that another item has and a category spelt a little " +
    "differently are questions first. Past sales keep what they were sold under. Rename an item " +
    "in the point of sale, too, or its next export brings the old name back as another item.",
  effect: "set",
  scope: "menu:write",
  isShared: true,
  input: z.strictObject({
    item_id: namedArgument("Menu item id or name."),
    updates: updates.describe("The fields to change; the others stay as they are."),
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

function shownFields({ price, ...texts }: ItemFields, currency: string): z.input<typeof fields> {
  if (price === undefined) return texts;
  return { ...texts, price: price === null ? null : toMajor(price, currency) };
}

function words(value: string | number | null | undefined, currency: string): string {
  if (typeof value === "number") {
    return `${formatDecimal(value, minorDigits(currency))} ${currency}`;
  }
  return value ? `'${value}'` : "none";
}
