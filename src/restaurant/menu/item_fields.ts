import { z } from "zod";
import type { ChangeType } from "../journal/changes.ts";
import { formatMoney } from "../../values/money.ts";
import type { WholeMenuItem } from "./menu_items.ts";
import { variationsText, WHOLE_PORTION } from "./variations.ts";

/** The fields of a menu item that can be changed. */
export const CHANGEABLE = ["name", "price", "variations", "description", "category"] as const;

/** The name of one changeable field. */
export type ItemField = typeof CHANGEABLE[number];

/**
 * Some of an item's changeable fields; prices in minor units, null if not given. `variations` are
 * all that it is sold in.
 */
export type ItemFields = Partial<Pick<WholeMenuItem, ItemField>>;

/** Fields of a menu item that were changed. */
export const MENU_ITEM_CHANGE: ChangeType<ItemFields> = {
  kind: "menu_item",
  state: z.object({
    name: z.string().exactOptional(),
    price: z.int().nullable().exactOptional(),
    variations: z.array(z.object({
      name: z.string(),
      price: z.int().nullable(),
      portion: z.int().default(WHOLE_PORTION),
    })).exactOptional(),
    description: z.string().exactOptional(),
    category: z.string().exactOptional(),
  }),
};

/** Most characters of an item's texts. */
export const LONGEST = { name: 120, category: 60, description: 1000 } as const;

/** The names of the fields that are given. */
export function fieldNames(fields: ItemFields): ItemField[] {
  return CHANGEABLE.filter((field) => fields[field] !== undefined);
}

/** The given fields that are given on the other side, too, but as something else. */
export function differing(fields: ItemFields, other: ItemFields): ItemFields {
  const names = fieldNames(fields)
    .filter((name) => other[name] !== undefined && !isSame(other[name], fields[name]));
  return Object.fromEntries(names.map((name) => [name, fields[name]])) as ItemFields;
}

function isSame(one: ItemFields[ItemField], other: ItemFields[ItemField]): boolean {
  return typeof one === "object" ? JSON.stringify(one) === JSON.stringify(other) : one === other;
}

/** A field's value as people read it: `9.50 USD`, `'Mains'`, `none`. */
export function fieldText(fields: ItemFields, name: ItemField, currency: string): string {
  const value = fields[name] ?? "";
  if (typeof value === "number") return formatMoney(value, currency);
  if (typeof value === "object") return variationsText(value, currency, "portions") || "none";
  return value === "" ? "none" : `'${value}'`;
}
