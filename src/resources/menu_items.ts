import { defineResource } from "../mcp/resource.ts";
import { readRestrictions } from "../restaurant/menu/availability.ts";
import { readMenuItems } from "../restaurant/menu/menu_items.ts";
import type { Reader } from "../storage/database.ts";
import { toMajor } from "../values/money.ts";
import { visibleJson } from "../values/text.ts";
import { shownRestrictions } from "./shown_restrictions.ts";

/** More than a menu has; a list without end would not fit into a model's context. */
const MOST_ITEMS = 500;

/** The menu, an item a line. */
export const menuItems = defineResource({
  name: "menu_items",
  uri: "restaurant://menu_items",
  title: "Menu items",
  description: "The menu by category: id, name and price of every item. Price null: not known " +
    "(the item came with imported sales). `not_in_stock` says at which locations an item is " +
    "limited or out of stock; without it, it is in stock everywhere. Details: restaurant://menu_items/{id}.",
  scope: "menu:read",
  mimeType: "application/json",
  isLive: true,
  async read({ reader }: { reader: Reader }) {
    const items = await readMenuItems(reader);
    const shown = items.slice(0, MOST_ITEMS);
    const restrictions = await readRestrictions(reader);
    const categories = Map.groupBy(shown, ({ category }) => category);
    return visibleJson({
      item_count: items.length,
      ...(items.length > shown.length && { omitted_items: items.length - shown.length }),
      categories: [...categories].map(([category, items]) => ({
        category,
        items: items.map(({ id, name, price, currency }) => ({
          id,
          name,
          price: price === null ? null : toMajor(price, currency),
          currency,
          ...shownRestrictions(restrictions.get(id)),
        })),
      })),
    });
  },
});
