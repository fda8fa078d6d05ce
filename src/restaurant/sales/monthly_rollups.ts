import { inBatches } from "../../storage/bulk.ts";
import type { Writer } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { addFigures, FIGURE_NAMES, mayEmpty, noFigures, type RollupEntry } from "./figures.ts";

type MonthRow = Row<"monthly_rollups">;

/**
 * Brings the rollups of whole months along with those of their days, which are written already.
 *
 * @param entries Changes of days, in the order of their rows.
 */
export async function addToMonths(writer: Writer, entries: readonly RollupEntry[]): Promise<void> {
  const changes = monthlyChanges(entries);
  await addToRows(writer, changes);
  await removeEmptyRows(writer, changes.filter(mayEmpty));
  await removeClosedDays(writer, entries);
}

/** The changes of days added up to months. */
export function monthlyChanges(entries: readonly RollupEntry[]): MonthRow[] {
  const rows = new Map<string, MonthRow>();
  for (const { location_id, dimension, business_date, key, figures } of entries) {
    const month = monthOf(business_date);
    const row = rows.getOrInsertComputed(
      [location_id, dimension, month, key].join("\n"),
      () => ({ location_id, dimension, month, key, ...noFigures(), open_days: 0 }),
    );
    addFigures(row, figures);
    if (dimension === "day" && figures.transactions > 0) row.open_days |= dayBit(business_date);
  }
  return [...rows.values()];
}

/** `YYYY-MM` of a date. */
export function monthOf(date: string): string {
  return date.slice(0, 7);
}

/** The position of a date in `open_days`. */
export function dayBit(date: string): number {
  return 1 << (Number(date.slice(8, 10)) - 1);
}

async function addToRows(writer: Writer, rows: readonly MonthRow[]): Promise<void> {
  await inBatches(
    writer,
    "add to months",
    rows,
    (batch) =>
      writer.insertInto("monthly_rollups").values(batch).onConflict((conflict) =>
        conflict.columns(["location_id", "dimension", "month", "key"]).doUpdateSet((eb) => ({
          ...Object.fromEntries(
            FIGURE_NAMES.map((name) => [
              name,
              eb(`monthly_rollups.${name}`, "+", eb.ref(`excluded.${name}`)),
            ]),
          ),
          open_days: eb("monthly_rollups.open_days", "|", eb.ref("excluded.open_days")),
        }))
      ),
  );
}

async function removeEmptyRows(writer: Writer, touched: readonly MonthRow[]): Promise<void> {
  if (touched.length === 0) return;
  const distinct = (column: "location_id" | "dimension" | "month") => [
    ...new Set(touched.map((row) => row[column])),
  ];
  await writer.deleteFrom("monthly_rollups")
    .where("location_id", "in", distinct("location_id"))
    .where("dimension", "in", distinct("dimension"))
    .where("month", "in", distinct("month"))
    .where((eb) => eb.and(noFigures()))
    .execute();
}

/** A date whose last transaction went is open no longer. */
async function removeClosedDays(writer: Writer, entries: readonly RollupEntry[]): Promise<void> {
  const fewer = entries.filter(({ dimension, figures }) =>
    dimension === "day" && figures.transactions < 0
  );
  if (fewer.length === 0) return;
  const open = await writer.selectFrom("sales_rollups").select(["location_id", "business_date"])
    .where("dimension", "=", "day").where("transactions", ">", 0)
    .where("location_id", "in", [...new Set(fewer.map(({ location_id }) => location_id))])
    .where("business_date", "in", [...new Set(fewer.map(({ business_date }) => business_date))])
    .execute();
  const stillOpen = new Set(open.map((day) => `${day.location_id} ${day.business_date}`));
  for (const { location_id, business_date } of fewer) {
    if (stillOpen.has(`${location_id} ${business_date}`)) continue;
    await writer.updateTable("monthly_rollups")
      .set(({ eb }) => ({ open_days: eb("open_days", "&", ~dayBit(business_date)) }))
      .where("location_id", "=", location_id).where("dimension", "=", "day")
      .where("month", "=", monthOf(business_date)).execute();
  }
}
