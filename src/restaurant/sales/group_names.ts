import type { Reader } from "../../storage/database.ts";
import { itemCosts } from "../inventory/item_costs.ts";
import { readMenuItems } from "../menu/menu_items.ts";
import { UNKNOWN_PAYMENT } from "../orders/model/order.ts";
import { SERVICE_CHARGES_KEY, UNKNOWN_CHANNEL } from "./figures.ts";
import type { Grouping } from "./groupings.ts";
import type { BreakdownSource, SalesGroup } from "./sales_group.ts";

/** A group under the key of its rollup. */
export type KeyedGroup = Omit<SalesGroup, "group" | "id"> & { readonly key: string };

/** Groups under the names that people know, items with what they cost. */
export async function named(
  reader: Reader,
  { grouping, currency }: BreakdownSource,
  groups: readonly KeyedGroup[],
): Promise<SalesGroup[]> {
  const names = grouping === "item" ? await itemNames(reader) : new Map<string, string>();
  const costOf = grouping === "item" && currency !== undefined
    ? await itemCosts(reader, currency, groups.map(({ key }) => key))
    : undefined;
  return groups.map(({ key, ...figures }) => {
    if (key === SERVICE_CHARGES_KEY) return { group: "Service charges", ...figures };
    if (grouping === "item") {
      const food_cost = costOf?.(key, figures.figures.units);
      const cost = food_cost === undefined ? {} : { food_cost };
      return { group: names.get(key) ?? key, id: key, ...figures, ...cost };
    }
    if (grouping === "location") return { group: key, id: key, ...figures };
    return { group: key === UNKNOWN[grouping] ? "not recorded" : key, ...figures };
  });
}

/** The key of what is not recorded. */
const UNKNOWN: Readonly<Partial<Record<Grouping, string>>> = {
  payment_method: UNKNOWN_PAYMENT,
  channel: UNKNOWN_CHANNEL,
};

async function itemNames(reader: Reader): Promise<ReadonlyMap<string, string>> {
  return new Map((await readMenuItems(reader)).map(({ id, name }) => [id, name]));
}
