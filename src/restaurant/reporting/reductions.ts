import type { TableBlock, TextBlock } from "../../report/model.ts";
import { IDS_AT_ONCE, slices } from "../../storage/bulk.ts";
import type { Reader } from "../../storage/database.ts";
import { fromMilli, type Milli, type Minor } from "../../values/money.ts";
import { UNNAMED_DISCOUNT } from "../sales/detail_figures.ts";
import { readRollupsByKey } from "../sales/read_rollups.ts";
import { figuresWithout, type Gap } from "../sales/not_recorded.ts";
import { notRecordedBlock } from "./gap_notes.ts";
import { readable } from "./readable.ts";
import type { ReportRequest } from "./request.ts";

type Where = Pick<ReportRequest, "period" | "locations">;

/** Discounts of one name. */
export interface DiscountsGiven {
  readonly name: string;
  readonly times: number;
  readonly amount: Minor;
}

/** Voided lines of one item. */
export interface VoidedItem {
  readonly item: string;
  readonly units: Milli;
  readonly amount: Minor;
}

/** One refund; `amount` is what was given back for items and service charges, without tax. */
export interface RefundGiven {
  readonly business_date: string;
  /** The order's number; null if it is not known. */
  readonly order: string | null;
  readonly method: string;
  readonly items: string;
  readonly reason: string | null;
  /** Who gave it back; null where it is not known. */
  readonly server: string | null;
  readonly amount: Minor;
}

/** Discounts by name, the largest first. */
export async function readDiscounts(reader: Reader, where: Where): Promise<DiscountsGiven[]> {
  return (await readRollupsByKey(reader, where, "discount"))
    .filter(({ key, discounts }) => key !== UNNAMED_DISCOUNT && discounts !== 0)
    .map(({ key, transactions, discounts }) => ({
      name: key,
      times: transactions,
      amount: discounts,
    }))
    .toSorted((a, b) => b.amount - a.amount || (a.name < b.name ? -1 : 1));
}

/** Voided lines and those of cancelled orders by item, the largest first. */
export async function readVoids(reader: Reader, where: Where): Promise<VoidedItem[]> {
  return (await readRollupsByKey(reader, where, "voided_item"))
    .map(({ key, units, voids }) => ({ item: key, units, amount: voids }))
    .toSorted((a, b) => b.amount - a.amount || (a.item < b.item ? -1 : 1));
}

/** Every refund, the oldest first, on the business date on which the money went back. */
export async function readRefunds(reader: Reader, where: Where): Promise<RefundGiven[]> {
  const refunds = await reader.selectFrom("refunds")
    .leftJoin("orders", (join) =>
      join.onRef("orders.id", "=", "refunds.order_id")
        .onRef("orders.location_id", "=", "refunds.location_id"))
    .select(["refunds.id", "refunds.business_date", "refunds.payment_method", "refunds.reason"])
    .select(["refunds.service_charges", "refunds.server", "orders.number"])
    .where("refunds.location_id", "in", where.locations.map(({ id }) => id))
    .where("refunds.business_date", ">=", where.period.date)
    .where("refunds.business_date", "<=", where.period.end_date)
    .orderBy("refunds.refunded_at").orderBy("refunds.id")
    .execute();
  const lines = await refundLines(reader, refunds.map(({ id }) => id));
  return refunds.map((refund) => {
    const own = lines.get(refund.id) ?? [];
    return {
      business_date: refund.business_date,
      order: refund.number,
      method: readable(refund.payment_method),
      items: own.map(({ name }) => name).join(", "),
      reason: refund.reason,
      server: refund.server,
      amount: own.reduce((sum, { amount }) => sum + amount, refund.service_charges),
    };
  });
}

async function refundLines(reader: Reader, ids: readonly string[]) {
  const rows: { refund_id: string; name: string; amount: number }[] = [];
  for (const some of slices(ids, IDS_AT_ONCE)) {
    rows.push(
      ...await reader.selectFrom("refund_lines").select(["refund_id", "name", "amount"])
        .where("refund_id", "in", some).orderBy("refund_id").orderBy("line_number").execute(),
    );
  }
  return Map.groupBy(rows, ({ refund_id }) => refund_id);
}

/** Discounts as a table. Some systems name only a part of them, so the rest is said. */
export function discountsTable(
  discounts: readonly DiscountsGiven[],
  whole: Minor,
  currency: string,
  gaps: readonly Gap[],
): TableBlock | TextBlock {
  if (figuresWithout(gaps).has("discounts")) {
    return notRecordedBlock("Discounts and comps", "discounts");
  }
  const named = discounts.reduce((sum, { amount }) => sum + amount, 0);
  const rest = whole - named;
  return {
    type: "table",
    key: "discounts",
    title: "Discounts and comps",
    columns: [
      { key: "name", label: "Discount", kind: "text" },
      { key: "times", label: "Times", kind: "count" },
      { key: "amount", label: "Amount", kind: "money", unit: currency, isSummed: true },
    ],
    rows: [
      ...discounts.map(({ name, times, amount }) => [name, times, amount]),
      ...(rest === 0 ? [] : [["Not named by the source", null, rest]]),
    ],
    total: ["Total", null, whole],
  };
}

/** Voids as a table. */
export function voidsTable(
  voids: readonly VoidedItem[],
  currency: string,
  gaps: readonly Gap[],
): TableBlock | TextBlock {
  if (figuresWithout(gaps).has("voids")) return notRecordedBlock("Voids", "voids");
  return {
    type: "table",
    key: "voids",
    title: "Voids",
    columns: [
      { key: "item", label: "Item", kind: "text" },
      { key: "units", label: "Units", kind: "quantity", isSummed: true },
      { key: "amount", label: "Amount", kind: "money", unit: currency, isSummed: true },
    ],
    rows: voids.map(({ item, units, amount }) => [item, fromMilli(units), amount]),
    total: [
      "Total",
      fromMilli(voids.reduce((sum, { units }) => sum + units, 0)),
      voids.reduce((sum, { amount }) => sum + amount, 0),
    ],
    ...(voids.length > 0 && {
      footnote: "Items of cancelled orders included. Voids are not part of net sales.",
    }),
  };
}

/** Refunds as a table. */
export function refundsTable(
  refunds: readonly RefundGiven[],
  currency: string,
  showsNames = false,
): TableBlock {
  const hasServers = showsNames && refunds.some(({ server }) => server !== null);
  return {
    type: "table",
    key: "refunds",
    title: "Refunds",
    columns: [
      { key: "date", label: "Date", kind: "date" },
      { key: "order", label: "Order", kind: "text" },
      { key: "items", label: "Items", kind: "text" },
      { key: "reason", label: "Reason", kind: "text" },
      { key: "method", label: "Method", kind: "text" },
      ...(hasServers ? [{ key: "server", label: "By", kind: "text" } as const] : []),
      { key: "amount", label: "Amount", kind: "money", unit: currency, isSummed: true },
    ],
    rows: refunds.map((
      { business_date, order, items, reason, method, server, amount },
    ) => [
      ...[business_date, order, items, reason, method],
      ...(hasServers ? [server] : []),
      amount,
    ]),
    total: [
      ...["Total", null, null, null, null],
      ...(hasServers ? [null] : []),
      refunds.reduce((sum, { amount }) => sum + amount, 0),
    ],
    ...(refunds.length > 0 && {
      footnote: "Without tax, on the date of the refund.",
    }),
  };
}
