import { z } from "zod";
import { defineTemplate } from "../mcp/resource.ts";
import { completeMenuItem } from "../restaurant/menu/complete_menu_item.ts";
import { readRestrictions } from "../restaurant/menu/availability.ts";
import { readModifierGroups } from "../restaurant/menu/modifier_groups.ts";
import { readMenuItem } from "../restaurant/menu/menu_items.ts";
import { readVariations, WHOLE_PORTION } from "../restaurant/menu/variations.ts";
import type { Reader } from "../storage/database.ts";
import { fromMilli, toMajor } from "../values/money.ts";
import { PUBLIC_ID } from "../values/public_id.ts";
import { visibleJson } from "../values/text.ts";
import { shownRestrictions } from "./shown_restrictions.ts";

/** One menu item with its variations and modifiers. */
export const menuItem = defineTemplate({
  name: "menu_item",
  uriTemplate: "restaurant://menu_items/{id}",
  title: "Menu item",
  description: "One menu item by its id (8 capital letters or digits): description, price or " +
    "variations with theirs, modifier groups with how many to choose and what each adds; where it is limited or out of " +
    "stock, if anywhere.",
  scope: "menu:read",
  mimeType: "application/json",
  isLive: true,
  variable: z.string().regex(PUBLIC_ID, "A menu item id is 8 capital letters or digits."),
  complete: (value, { reader }) => completeMenuItem(reader, value),
  async read(id, { reader }: { reader: Reader }) {
    const item = await readMenuItem(reader, id);
    if (item === undefined) return undefined;
    const restrictions = (await readRestrictions(reader, id)).get(id);
    const variations = await readVariations(reader, id);
    const groups = (await readModifierGroups(reader, [item])).get(id) ?? [];
    return visibleJson({
      id,
      name: item.name,
      category: item.category,
      description: item.description,
      price: item.price === null || variations.length > 0
        ? null
        : toMajor(item.price, item.currency),
      currency: item.currency,
      ...(variations.length > 0 && {
        variations: variations.map(({ portion, ...one }) => ({
          ...one,
          price: one.price === null ? null : toMajor(one.price, item.currency),
          ...(portion !== WHOLE_PORTION && { portions: fromMilli(portion) }),
        })),
      }),
      updated_at: item.updated_at,
      ...shownRestrictions(restrictions),
      modifier_groups: groups.map(({ id, name, min_selections, max_selections, modifiers }) => ({
        id,
        name,
        min_selections,
        max_selections,
        modifiers: modifiers.map(({ id, name, price }) => ({
          id,
          name,
          price: toMajor(price, item.currency),
        })),
      })),
    });
  },
});
