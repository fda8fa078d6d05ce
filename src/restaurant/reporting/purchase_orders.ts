import type { TableBlock, Value } from "../../report/model.ts";
import type { Reader } from "../../storage/database.ts";
import { readable } from "./readable.ts";
import type { ReportRequest } from "./request.ts";

/** Orders to suppliers that are open, or were made in the period. */
export async function purchaseOrdersTable(
  reader: Reader,
  { period, locations }: ReportRequest,
  currency: string,
): Promise<TableBlock> {
  const names = new Map(locations.map(({ id, name }) => [id, name]));
  const orders = await reader.selectFrom("purchase_orders as bought")
    .innerJoin(
      "purchase_order_lines as line",
      (join) =>
        join.onRef("line.purchase_order_id", "=", "bought.id")
          .onRef("line.location_id", "=", "bought.location_id"),
    )
    .select(["bought.id", "bought.location_id", "bought.supplier", "bought.status"])
    .select(["bought.expected_on"])
    .select(({ fn, eb }) => [
      fn.countAll<number>().as("lines"),
      fn.sum<number>(eb("line.packs", "*", eb.ref("line.pack_cost"))).as("cost"),
    ])
    .where("bought.location_id", "in", [...names.keys()])
    .where("bought.currency", "=", currency)
    .where((eb) =>
      eb.or([
        eb("bought.status", "in", ["draft", "placed"]),
        eb.and([
          eb("bought.expected_on", ">=", period.date),
          eb("bought.expected_on", "<=", period.end_date),
        ]),
      ])
    )
    .groupBy(["bought.id", "bought.location_id", "bought.supplier", "bought.status"])
    .groupBy("bought.expected_on")
    .orderBy("bought.expected_on").orderBy("bought.id").execute();
  return {
    type: "table",
    key: "purchase_orders",
    title: "Purchase orders open or due in the period",
    columns: [
      { key: "supplier", label: "Supplier", kind: "text" },
      { key: "location", label: "Location", kind: "text" },
      { key: "status", label: "Status", kind: "text" },
      { key: "expected", label: "Expected", kind: "date" },
      { key: "lines", label: "Lines", kind: "count" },
      { key: "cost", label: "Cost", kind: "money", unit: currency, isSummed: true },
    ],
    rows: orders.map(({ supplier, location_id, status, expected_on, lines, cost }): Value[] => [
      supplier,
      names.get(location_id) ?? location_id,
      readable(status),
      expected_on,
      lines,
      cost,
    ]),
    total: ["Total", null, null, null, null, orders.reduce((sum, { cost }) => sum + cost, 0)],
  };
}
