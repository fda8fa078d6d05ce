import type { Reader } from "../../storage/database.ts";
import type { Milli, Minor } from "../../values/money.ts";
import { enclosingPeriod } from "../../values/period.ts";
import { itemCosts } from "../inventory/item_costs.ts";
import { readPortionSizes } from "../inventory/portion_sizes.ts";
import { readMenuItems } from "../menu/menu_items.ts";
import { WHOLE_PORTION } from "../menu/variations.ts";
import { UNKNOWN_PAYMENT } from "../orders/model/order.ts";
import { SERVICE_CHARGES_KEY, UNKNOWN_CHANNEL } from "./figures.ts";
import type { Grouping } from "./groupings.ts";
import type { BreakdownSource, KeyedGroup, SalesGroup } from "./sales_group.ts";

/** Groups under the names that people know, items with what they cost. */
export async function named(
  reader: Reader,
  source: BreakdownSource,
  groups: readonly KeyedGroup[],
): Promise<SalesGroup[]> {
  const { grouping } = source;
  const names = grouping === "item" ? await itemNames(reader) : new Map<string, string>();
  const costOf = grouping === "item"
    ? await unitCosts(reader, source, groups.map(({ key }) => key))
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

/** What units of items cost, in the portions in which they were sold; undefined if not asked. */
async function unitCosts(
  reader: Reader,
  { currency, spans, locations }: BreakdownSource,
  itemIds: readonly string[],
): Promise<((itemId: string, units: Milli) => Minor | null) | undefined> {
  const period = enclosingPeriod(spans);
  if (currency === undefined || period === undefined) return undefined;
  const costOf = await itemCosts(reader, currency, itemIds);
  if (itemIds.every((id) => costOf(id, WHOLE_PORTION) === null)) return () => null;
  const ids = locations.map(({ id }) => id);
  const { portionsOf } = await readPortionSizes(reader, ids, period);
  return (itemId, units) => costOf(itemId, portionsOf(itemId, units));
}

/** The key of what is not recorded. */
const UNKNOWN: Readonly<Partial<Record<Grouping, string>>> = {
  payment_method: UNKNOWN_PAYMENT,
  channel: UNKNOWN_CHANNEL,
};

async function itemNames(reader: Reader): Promise<ReadonlyMap<string, string>> {
  return new Map((await readMenuItems(reader)).map(({ id, name }) => [id, name]));
}
