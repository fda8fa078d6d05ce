import { readOrders, readRefunds } from "../../restaurant/orders/read/read_orders.ts";
import {
  removeOrdersWithSales,
  removeRefundsWithSales,
} from "../../restaurant/sales/remove_sales.ts";
import { writeSales } from "../../restaurant/sales/write_sales.ts";
import { IDS_AT_ONCE, slices } from "../../storage/bulk.ts";
import type { Writer } from "../../storage/database.ts";
import { seenLines } from "../journal/changed_sales.ts";
import {
  ordersIn,
  refundsIn,
  salesEntries,
  type SalesEntry,
  type UndoneSales,
} from "./undone_sales.ts";

/**
 * Makes orders and refunds what they were before an import, and removes those that it brought.
 *
 * @param at UTC instant of the writing.
 */
export async function undoSales(
  writer: Writer,
  importId: string,
  { newOrders, newRefunds }: UndoneSales,
  at: string,
): Promise<void> {
  for await (const entry of salesEntries(writer, importId)) {
    await putBack(writer, importId, entry, at);
  }
  await removeRefundsWithSales(writer, [...newRefunds], at);
  await removeOrdersWithSales(writer, [...newOrders], at);
}

/**
 * Makes the orders or refunds of one entry what they were.
 *
 * @param at UTC instant of the writing.
 */
export async function putBack(
  writer: Writer,
  importId: string,
  entry: SalesEntry,
  at: string,
): Promise<void> {
  switch (entry.subject) {
    case "changed orders":
      return await restoreOrders(writer, entry, at);
    case "changed refunds":
      return await restoreRefunds(writer, entry, at);
    case "seen orders":
    case "seen refunds":
      return await restoreClaims(writer, importId, entry);
  }
}

async function restoreOrders(writer: Writer, entry: SalesEntry, at: string): Promise<void> {
  const old = new Map(ordersIn(entry).map((one) => [one.order.id, one]));
  for (const ids of slices([...old.keys()], IDS_AT_ONCE)) {
    const orders = (await readOrders(writer, ids)).map((before) => ({
      before,
      after: old.get(before.id)?.order ?? before,
    }));
    await writeSales(writer, { orders, refunds: [] }, at);
  }
  // As before, so that an earlier import finds its orders as it left them.
  for (const [updated_at, some] of Map.groupBy(old.values(), (one) => one.updated_at)) {
    for (const ids of slices(some.map(({ order }) => order.id), IDS_AT_ONCE)) {
      await writer.updateTable("orders").set({ updated_at }).where("id", "in", ids).execute();
    }
  }
}

async function restoreRefunds(writer: Writer, entry: SalesEntry, at: string): Promise<void> {
  const old = new Map(refundsIn(entry).map((refund) => [refund.id, refund]));
  for (const ids of slices([...old.keys()], IDS_AT_ONCE)) {
    const refunds = (await readRefunds(writer, ids)).map((before) => ({
      before,
      after: old.get(before.id) ?? before,
    }));
    await writeSales(writer, { orders: [], refunds }, at);
  }
}

/** Gives lines back to the imports that had claimed them. */
async function restoreClaims(
  writer: Writer,
  importId: string,
  { subject, before }: SalesEntry,
): Promise<void> {
  const { whole, lines } = seenLines.parse(JSON.parse(before ?? "null"));
  const restore = subject === "seen orders" ? restoreOrderLines : restoreRefundLines;
  for (const { import_id, ids } of whole) {
    for (const some of slices(ids, IDS_AT_ONCE)) await restore(writer, importId, import_id, some);
  }
  for (const { id, import_ids } of lines) {
    for (const [at, import_id] of import_ids.entries()) {
      await restore(writer, importId, import_id, [id], at + 1);
    }
  }
}

type RestoreLines = (
  writer: Writer,
  importId: string,
  earlier: string | null,
  owners: readonly string[],
  line?: number,
) => Promise<unknown>;

const restoreOrderLines: RestoreLines = (writer, importId, import_id, owners, line) =>
  writer.updateTable("order_lines").set({ import_id }).where("import_id", "=", importId)
    .where("order_id", "in", owners)
    .$if(line !== undefined, (query) => query.where("line_number", "=", line ?? 0)).execute();

const restoreRefundLines: RestoreLines = (writer, importId, import_id, owners, line) =>
  writer.updateTable("refund_lines").set({ import_id }).where("import_id", "=", importId)
    .where("refund_id", "in", owners)
    .$if(line !== undefined, (query) => query.where("line_number", "=", line ?? 0)).execute();
