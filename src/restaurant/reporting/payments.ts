import type { TableBlock, TextBlock } from "../../report/model.ts";
import type { Minor } from "../../values/money.ts";
import { figuresWithout, type Gap } from "../sales/not_recorded.ts";
import type { PaymentsTaken } from "../sales/payments_taken.ts";
import { notRecordedBlock } from "./gap_notes.ts";
import { readable } from "./readable.ts";

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
    ) => [readable(method), payments, amount, known(tips), amount + tips]),
    total: [
      "Total",
      sum(({ payments }) => payments),
      sum(({ amount }) => amount),
      known(sum(({ tips }) => tips)),
      sum(({ amount, tips }) => amount + tips),
    ],
  };
}
