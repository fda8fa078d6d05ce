import type { TableBlock, TextBlock } from "../../report/model.ts";
import { openedOn } from "../../storage/conditions.ts";
import type { Reader } from "../../storage/database.ts";
import type { Minor } from "../../values/money.ts";
import { type Figures, netSales } from "../sales/figures.ts";
import { figuresWithout, type Gap } from "../sales/not_recorded.ts";
import type { MoneyReturned, PaymentsTaken } from "../sales/payments_taken.ts";
import { notRecordedBlock } from "./gap_notes.ts";
import { readable } from "./readable.ts";
import type { ReportRequest } from "./request.ts";

type Where = Pick<ReportRequest, "period" | "locations">;

/** Whether sales and payments agree. */
export interface Balance {
  /** Net sales, tax, tips, gratuities and gift cards sold. */
  readonly due: Minor;
  /** Null if no payment was recorded at all. */
  readonly taken: Minor | null;
  readonly returned: Minor;
  /** Taken less returned less due; zero when the day balances; null if payments are missing. */
  readonly difference: Minor | null;
}

/** Orders with an amount due and no recorded payment. */
export async function countUnpaidOrders(
  reader: Reader,
  { period, locations }: Where,
): Promise<number> {
  const { count } = await reader.selectFrom("orders")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("location_id", "in", locations.map(({ id }) => id))
    .where(openedOn(period))
    .where("status", "!=", "cancelled")
    .whereRef("gross", ">", "discounts")
    .where(({ not, exists, selectFrom }) =>
      not(exists(
        selectFrom("order_payments").select("order_payments.order_id")
          .whereRef("order_payments.order_id", "=", "orders.id")
          .whereRef("order_payments.location_id", "=", "orders.location_id"),
      ))
    )
    .executeTakeFirstOrThrow();
  return count;
}

/**
 * Compares what was sold with what was taken and given back.
 *
 * @param gaps What was not recorded: without payments nothing can be compared.
 */
export function balanceOf(
  figures: Figures,
  payments: readonly PaymentsTaken[],
  returned: readonly MoneyReturned[],
  gaps: readonly Gap[],
): Balance {
  const { tax, tips, gratuity, gift_cards } = figures;
  const due = netSales(figures) + tax + tips + gratuity + gift_cards;
  const taken = payments.reduce((sum, { amount, tips }) => sum + amount + tips, 0);
  const back = returned.reduce((sum, { amount }) => sum + amount, 0);
  const difference = taken - back - due;
  const lacksPayments = gaps.some(({ figure }) => figure === "payments");
  return {
    due,
    taken: lacksPayments && payments.length === 0 ? null : taken,
    returned: back,
    difference: lacksPayments && difference !== 0 ? null : difference,
  };
}

/** The balance as a table that adds up line by line, if its lines were recorded. */
export function balanceTable(
  figures: Figures,
  balance: Balance,
  currency: string,
  gaps: readonly Gap[],
): TableBlock {
  const { due, taken, returned, difference } = balance;
  const unknown = figuresWithout(gaps);
  const rows: (readonly [string, Minor | null])[] = [
    ["Gross sales", figures.gross],
    ["Discounts", unknown.has("discounts") ? null : 0 - figures.discounts],
    ["Refunds", 0 - figures.refunds],
    ["Service charges", figures.service_charges],
    ["Net sales", netSales(figures)],
    ["Tax", unknown.has("tax") ? null : figures.tax],
    ["Tips", unknown.has("tips") ? null : figures.tips],
    ["Gratuities", figures.gratuity],
    ["Gift cards sold", figures.gift_cards],
    [`To be taken, after refunds${withoutText(unknown)}`, due],
    ["Payments taken, with tips", taken],
    ["Given back, with tax and tips", 0 - returned],
    ["Taken, after refunds", taken === null ? null : taken - returned],
  ];
  return {
    type: "table",
    key: "balance",
    title: "From sales to the drawer",
    columns: [
      { key: "line", label: "Line", kind: "text" },
      { key: "amount", label: "Amount", kind: "money", unit: currency },
    ],
    ...(difference === null
      ? { rows: [...rows, ["Difference", null]] }
      : { rows, total: ["Difference", difference] }),
  };
}

function withoutText(unknown: ReturnType<typeof figuresWithout>): string {
  const missing = (["tax", "tips"] as const).filter((figure) => unknown.has(figure));
  return missing.length === 0 ? "" : `, without ${missing.join(" and ")}`;
}

/**
 * Payments and refunds by method, and what is left of each.
 *
 * @param gaps What was not recorded: a payment that is not known is not zero.
 */
export function drawerTable(
  payments: readonly PaymentsTaken[],
  returned: readonly MoneyReturned[],
  currency: string,
  gaps: readonly Gap[],
): TableBlock | TextBlock {
  const unknown = figuresWithout(gaps);
  const lacksAll = unknown.has("payments") && payments.length === 0;
  if (lacksAll && returned.length === 0) return notRecordedBlock("Payments by method", "payments");
  const taken = (value: number) => lacksAll ? null : value;
  const tipsOf = (value: Minor) => unknown.has("tips") ? null : taken(value);
  const methods = new Set([...payments, ...returned].map(({ method }) => method));
  const rows = [...methods].map((method) => {
    const paid = payments.find((one) => one.method === method);
    const back = returned.find((one) => one.method === method)?.amount ?? 0;
    const [amount, tips] = [paid?.amount ?? 0, paid?.tips ?? 0];
    return [paid?.payments ?? 0, amount, tips, 0 - back, amount + tips - back, method] as const;
  });
  const money = { kind: "money", unit: currency, isSummed: true } as const;
  const sum = (at: 0 | 1 | 2 | 3 | 4) => rows.reduce((total, row) => total + row[at], 0);
  return {
    type: "table",
    key: "payments_by_method",
    title: "Payments by method",
    columns: [
      { key: "method", label: "Method", kind: "text" },
      { key: "payments", label: "Payments", kind: "count", isSummed: true },
      { key: "amount", label: "For orders", ...money },
      { key: "tips", label: "Tips", ...money },
      { key: "returned", label: "Given back", ...money },
      { key: "left", label: "Net", ...money },
    ],
    rows: rows.map(([count, amount, tips, back, left, method]) => [
      readable(method),
      taken(count),
      taken(amount),
      tipsOf(tips),
      back,
      taken(left),
    ]),
    total: ["Total", taken(sum(0)), taken(sum(1)), tipsOf(sum(2)), sum(3), taken(sum(4))],
  };
}
