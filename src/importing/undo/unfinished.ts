import { removeOrders } from "../../restaurant/orders/write/write_orders.ts";
import { removeRefunds } from "../../restaurant/orders/write/write_refunds.ts";
import { IDS_AT_ONCE } from "../../storage/bulk.ts";
import { noteCatalogChanged } from "../../storage/catalog_mark.ts";
import type { Slices, Writer } from "../../storage/database.ts";
import { forgetHidden, hiddenRows } from "../../storage/unpublished_rows.ts";
import { removeUnused } from "./undo_rows.ts";
import { putBack } from "./undo_sales.ts";
import { lastSalesEntry } from "./undone_sales.ts";

/**
 * Takes back what the slices of an import wrote that did not come to its end, such as of a killed
 * process. It was hidden and is in no rollup. Others write in between; if it is stopped, it goes on
 * at the next import or start.
 *
 * @returns whether there was any.
 */
export async function takeBackUnfinished(slices: Slices, signal?: AbortSignal): Promise<boolean> {
  // There it is rolled back.
  if (slices.areOne) return false;
  const [importId] = await slices.slice((writer) => hiddenRows(writer, "imports", 1));
  if (importId === undefined) return false;
  const steps = [
    (writer: Writer) => putBackOne(writer, importId),
    (writer: Writer) => removeSome(writer, "refunds", removeRefunds),
    (writer: Writer) => removeSome(writer, "orders", removeOrders),
  ];
  for (const step of steps) {
    while (await slices.slice(step)) signal?.throwIfAborted();
  }
  await slices.slice((writer) => removeTheRest(writer, importId));
  return true;
}

/**
 * Gives the lines back that one entry of the journal is about, the last one first. Orders that were
 * there before are not changed by slices.
 */
async function putBackOne(writer: Writer, importId: string): Promise<boolean> {
  const entry = await lastSalesEntry(writer, importId);
  if (entry === undefined) return false;
  await putBack(writer, importId, entry, "");
  await writer.deleteFrom("import_changes")
    .where("import_id", "=", importId).where("position", "=", entry.position).execute();
  return true;
}

async function removeSome(
  writer: Writer,
  table: "orders" | "refunds",
  remove: (writer: Writer, ids: readonly string[]) => Promise<void>,
): Promise<boolean> {
  const ids = await hiddenRows(writer, table, IDS_AT_ONCE);
  if (ids.length === 0) return false;
  await remove(writer, ids);
  await forgetHidden(writer, table, ids);
  return true;
}

/** More menu items and locations than any file brings along. */
const ALL = 1_000_000;

async function removeTheRest(writer: Writer, importId: string): Promise<void> {
  for (const table of ["menu_items", "locations"] as const) {
    await removeUnused(writer, table, await hiddenRows(writer, table, ALL));
  }
  await noteCatalogChanged(writer);
  for (const table of ["import_problems", "import_changes"] as const) {
    await writer.deleteFrom(table).where("import_id", "=", importId).execute();
  }
  await writer.deleteFrom("imports").where("id", "=", importId).execute();
  await writer.deleteFrom("unpublished_rows").execute();
}
