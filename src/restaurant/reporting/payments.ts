import type { TableBlock, TextBlock } from "../../report/model.ts";
import type { Reader } from "../../storage/database.ts";
import type { Minor } from "../../values/money.ts";
import { figuresWithout, type Gap } from "../sales/not_recorded.ts";
import { notRecordedBlock } from "./gap_notes.ts";
import type { ReportRequest } from "./request.ts";

/** Payments by one method. */
export interface PaymentsTaken {
  readonly method: string;
  readonly payments: number;
  /** Paid for orders, tips left out. */
  readonly amount: Minor;
  readonly tips: Minor;
}

/** Payments of the orders opened in a period, by method, the largest first. */
export async function readPaymentsTaken(
  reader: Reader,
  { period, locations }: Pick<ReportRequest, "period" | "locations">,
): Promise<PaymentsTaken[]> {
  const rows = await reader.selectFrom("order_payments")
    .innerJoin("orders", "orders.id", "order_payments.order_id")
    .select("order_payments.method")
    .select(({ fn }) => [
      fn.countAll<number>().as("payments"),
      fn.sum<number>("order_payments.amount").as("amount"),
      fn.sum<number>("order_payments.tip").as("tips"),
    ])
    .where("orders.location_id", "in", locations.map(({ id }) => id))
    .where("orders.business_date", ">=", period.date)
    .where("orders.business_date", "<=", period.end_date)
    .where("orders.status", "!=", "cancelled")
    .groupBy("order_payments.method")
    .execute();
  return rows.toSorted((a, b) => b.amount - a.amount || (a.method < b.method ? -1 : 1));
}

/**
 * Payments as a table; what was taken is the amount with its tips.
 *
 * @param gaps What was not recorded of the period.
 */
export function paymentsTable(
  payments: readonly PaymentsTaken[],
  currency: string,
  gaps: readonly Gap[],
): TableBlock | TextBlock {
  const unknown = figuresWithout(gaps);
  if (payments.length === 0 && unknown.has("payments")) {
    return notRecordedBlock("Payments as taken", "payments");
  }
  const known = (tips: Minor) => unknown.has("tips") ? null : tips;
  const money = { kind: "money", unit: currency, isSummed: true } as const;
  const sum = (part: (one: PaymentsTaken) => number) =>
    payments.reduce((total, one) => total + part(one), 0);
  return {
    type: "table",
    key: "payments_taken",
    title: "Payments as taken",
    columns: [
      { key: "method", label: "Method", kind: "text" },
      { key: "payments", label: "Payments", kind: "count", isSummed: true },
      { key: "amount", label: "For orders", ...money },
      { key: "tips", label: "Tips", ...money },
      { key: "taken", label: "Taken", ...money },
    ],
    rows: payments.map((
      { method, payments, amount, tips },
    ) => [methodName(method), payments, amount, known(tips), amount + tips]),
    total: [
      "Total",
      sum(({ payments }) => payments),
      sum(({ amount }) => amount),
      known(sum(({ tips }) => tips)),
      sum(({ amount, tips }) => amount + tips),
    ],
  };
}

/** `gift_card` as people read it. */
export function methodName(method: string): string {
  const words = method.replaceAll("_", " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
