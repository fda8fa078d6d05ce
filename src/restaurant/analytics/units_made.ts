import { openedOn } from "../../storage/conditions.ts";
import type { Reader } from "../../storage/database.ts";
import type { DateText } from "../../values/business_day.ts";
import type { InstantText } from "../../values/clock.ts";
import type { Milli } from "../../values/money.ts";

/** One part of a business day at a location. */
export interface PartOfBusinessDay {
  readonly location_id: string;
  readonly business_date: DateText;
  /** `until` includes the instant, `after` does not. */
  readonly side: "until" | "after";
  readonly at: InstantText;
}

/**
 * Units that were made on a part of a business day, by menu item, whether they were given back later
 * or not. The rollups know whole days only, so the orders of the day are read.
 */
export async function readUnitsMade(
  reader: Reader,
  { location_id, business_date, side, at }: PartOfBusinessDay,
): Promise<Map<string, Milli>> {
  const rows = await reader.selectFrom("order_lines")
    .innerJoin("orders", (join) =>
      join.onRef("orders.id", "=", "order_lines.order_id")
        .onRef("orders.location_id", "=", "order_lines.location_id"))
    .select("menu_item_id").select(({ fn }) => fn.sum<number>("quantity").as("units"))
    .where("orders.location_id", "=", location_id)
    .where(openedOn({ date: business_date, end_date: business_date }))
    .where("orders.opened_at", side === "until" ? "<=" : ">", at)
    .where("orders.status", "!=", "cancelled")
    .where("voided", "=", 0).where("gift_card", "=", 0)
    .groupBy("menu_item_id").execute();
  return new Map(rows.map(({ menu_item_id, units }) => [menu_item_id, units]));
}
