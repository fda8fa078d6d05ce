import { defineResource } from "../mcp/resource.ts";
import { readRestrictions } from "../restaurant/menu/availability.ts";
import { readLocations } from "../restaurant/locations/location.ts";
import { readMenuItems } from "../restaurant/menu/menu_items.ts";
import { readMenuTaxes } from "../restaurant/menu/menu_taxes.ts";
import { readAllVariations, shownVariations } from "../restaurant/menu/variations.ts";
import type { Reader } from "../storage/database.ts";
import { toMajor } from "../values/money.ts";
import { visibleJson } from "../values/text.ts";
import { shownRestrictions } from "./shown_restrictions.ts";

/** Characters of all items: with them the resource is below 2,000 tokens. */
const LONGEST = 7000;

/** The menu, an item a line. */
export const menuItems = defineResource({
  name: "menu_items",
  uri: "restaurant://menu_items",
  title: "Menu items",
  description: "The menu by category: id, name and price of every item. Price null: not known " +
    "(the item came with imported sales), or the item is sold in `variations`. `taxes` says " +
    "whether prices contain tax. `not_in_stock` says at which locations an item is " +
    "limited or out of stock; without it, it is in stock everywhere. Details: " +
    "restaurant://menu_items/{id}. A long menu is cut here; get_menu pages through it.",
  scope: "menu:read",
  mimeType: "application/json",
  isLive: true,
  async read({ reader }: { reader: Reader }) {
    const items = await readMenuItems(reader);
    const restrictions = await readRestrictions(reader);
    const variations = await readAllVariations(reader);
    const taxes = await readMenuTaxes(reader, await readLocations(reader));
    const shown = asManyAsFit(items.map(({ id, name, category, price, currency }) => {
      const own = variations.get(id);
      return {
        category,
        item: {
          id,
          name,
          price: price === null || own !== undefined ? null : toMajor(price, currency),
          currency,
          ...(own !== undefined && { variations: shownVariations(own, currency) }),
          ...shownRestrictions(restrictions.get(id)),
        },
      };
    }));
    const categories = Map.groupBy(shown, ({ category }) => category);
    return visibleJson({
      item_count: items.length,
      ...(items.length > shown.length && { omitted_items: items.length - shown.length }),
      ...(taxes.length > 0 && { taxes }),
      categories: [...categories].map(([category, some]) => ({
        category,
        items: some.map(({ item }) => item),
      })),
    });
  },
});

/** The first items; get_menu pages through all of them. */
function asManyAsFit<Shown>(items: readonly Shown[]): readonly Shown[] {
  let left = LONGEST;
  const end = items.findIndex((item) => (left -= JSON.stringify(item).length) < 0);
  return end === -1 ? items : items.slice(0, end);
}
