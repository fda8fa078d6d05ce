import type { Reader } from "../../storage/database.ts";
import { itemCosts } from "../inventory/item_costs.ts";
import { readPortionSizes } from "../inventory/portion_sizes.ts";
import { type MenuItem, readMenuItems } from "../menu/menu_items.ts";
import { SERVICE_CHARGES_KEY } from "../sales/figures.ts";
import { readGiftCardKeys } from "../sales/gift_card_keys.ts";
import { monthOf } from "../sales/monthly_rollups.ts";
import type { AnalyticsScope } from "./analytics_scope.ts";
import type { MenuSales } from "./menu_engineering.ts";
import { readRollups } from "../sales/read_rollups.ts";
import { readReturnedUnits } from "./returned_units.ts";

/** Days after the start of a period from which on an item that was not sold for a year is new. */
const NEW_AFTER_DAYS = 7;

/** The sales of each item, with ingredient costs by today's recipes and pack costs. */
export interface MenuOfPeriod {
  readonly sold: readonly MenuSales[];
  readonly neverSold: readonly MenuItem[];
}

/** The items of a period from the rollups. */
export async function readMenuSales(
  reader: Reader,
  scope: Pick<AnalyticsScope, "period" | "ids" | "currency">,
): Promise<MenuOfPeriod> {
  const query = { dimension: "item", period: scope.period, location_ids: scope.ids } as const;
  const returned = await readReturnedUnits(reader, scope.ids, scope.period);
  const rows = (await readRollups(reader, query, ["key"]))
    .map(({ key, units, gross }) => {
      const back = returned.get(key) ?? 0;
      return { key, gross, units: units + back, returned: back };
    })
    .filter(({ key, gross, units }) => key !== SERVICE_CHARGES_KEY && (gross !== 0 || units !== 0));
  const giftCards = await readGiftCardKeys(reader, "item", [{
    ...scope.period,
    location_ids: scope.ids,
  }]);
  const menu = (await readMenuItems(reader)).filter(({ id }) => !giftCards.has(id));
  const items = new Map(menu.map((item) => [item.id, item]));
  const costOf = await itemCosts(reader, scope.currency, rows.map(({ key }) => key));
  const { portionsOf } = await readPortionSizes(reader, scope.ids, scope.period);
  const known = await knownItems(reader, scope);
  const soldIds = new Set(rows.map(({ key }) => key));
  return {
    sold: rows.map(({ key, units, gross, returned }) => {
      const portions = portionsOf(key, units);
      return {
        id: key,
        name: items.get(key)?.name ?? key,
        category: items.get(key)?.category ?? "",
        units,
        returned,
        portions,
        gross,
        food_cost: costOf(key, portions),
        isNew: !known.has(key),
      };
    }),
    neverSold: menu.filter(({ id, currency }) => currency === scope.currency && !soldIds.has(id)),
  };
}

/** Items that are not new: sold in the first days of the period, or in the year before them. */
async function knownItems(
  reader: Reader,
  { period, ids }: Pick<AnalyticsScope, "period" | "ids">,
): Promise<Set<string>> {
  const until = Temporal.PlainDate.from(period.date).add({ days: NEW_AFTER_DAYS });
  const month = monthOf(until.toString());
  const monthly = await reader.selectFrom("monthly_rollups").select("key").distinct()
    .where("location_id", "in", ids).where("dimension", "=", "item")
    .where("month", ">=", monthOf(until.subtract({ years: 1 }).toString()))
    .where("month", "<", month).execute();
  const daily = await reader.selectFrom("sales_rollups").select("key").distinct()
    .where("location_id", "in", ids).where("dimension", "=", "item")
    .where("business_date", ">=", `${month}-01`)
    .where("business_date", "<=", until.toString()).execute();
  return new Set([...monthly, ...daily].map(({ key }) => key));
}
