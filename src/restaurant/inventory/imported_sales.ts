import { openedOn } from "../../storage/conditions.ts";
import type { Reader } from "../../storage/database.ts";
import type { DateText } from "../../values/business_day.ts";
import type { Milli } from "../../values/money.ts";
import { type VariationOfItem, variationOfKey } from "../menu/variations.ts";

/** Units of a variation that imports sold at a location on a business date. */
export interface ImportedSales extends VariationOfItem {
  readonly date: DateText;
  /** The hour in UTC, such as `2026-12-31T18`; null for the whole day. */
  readonly hour: string | null;
  readonly units: Milli;
}

/** Which sales are asked for. */
interface Asked {
  readonly location_id: string;
  /** The first business date. */
  readonly since: DateText;
  /** Dates whose sales are asked for by hour as well. */
  readonly byHourOn: readonly DateText[];
}

/** What imports sold by day, from the rollups, and of some days by hour, from their orders. */
export async function readImportedSales(reader: Reader, asked: Asked): Promise<ImportedSales[]> {
  const { location_id, since, byHourOn } = asked;
  const [first] = byHourOn.toSorted();
  if (first === undefined) return [];
  const days = await reader.selectFrom("sales_rollups").select(["business_date", "key", "units"])
    .where("location_id", "=", location_id).where("dimension", "=", "imported")
    .where("business_date", ">=", first > since ? first : since).execute();
  const sold = days.map(({ business_date, key, units }) => ({
    ...variationOfKey(key),
    date: business_date,
    hour: null,
    units,
  }));
  const dates = new Set(days.map(({ business_date }) => business_date));
  const hours: ImportedSales[] = [];
  for (const date of byHourOn.filter((date) => dates.has(date))) {
    hours.push(...await readHours(reader, location_id, date));
  }
  return [...sold, ...hours];
}

async function readHours(
  reader: Reader,
  locationId: string,
  date: DateText,
): Promise<ImportedSales[]> {
  const rows = await reader.selectFrom("order_lines")
    .innerJoin("orders", (join) =>
      join.onRef("orders.id", "=", "order_lines.order_id")
        .onRef("orders.location_id", "=", "order_lines.location_id"))
    .select(["order_lines.menu_item_id", "order_lines.variation"])
    .select(({ fn, lit }) => [
      fn<string>("substr", ["orders.opened_at", lit(1), lit(13)]).as("hour"),
      fn.sum<number>("order_lines.quantity").as("units"),
    ])
    .where("orders.location_id", "=", locationId).where(openedOn({ date, end_date: date }))
    .where("orders.status", "!=", "cancelled")
    .where("order_lines.import_id", "is not", null).where("order_lines.voided", "=", 0)
    .groupBy(["order_lines.menu_item_id", "order_lines.variation", "hour"]).execute();
  return rows.map((row) => ({ ...row, date }));
}
