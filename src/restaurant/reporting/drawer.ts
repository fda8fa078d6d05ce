import type { Block, Definition } from "../../report/model.ts";
import type { Reader } from "../../storage/database.ts";
import { counted } from "../../values/counted.ts";
import { formatMoney } from "../../values/money.ts";
import type { Gap } from "../sales/not_recorded.ts";
import { readMoneyReturned, readPaymentsTaken } from "../sales/payments_taken.ts";
import type { SalesReport } from "../sales/sales_report.ts";
import {
  type Balance,
  balanceOf,
  balanceTable,
  countUnpaidOrders,
  drawerTable,
} from "./balance.ts";
import type { ReportRequest } from "./request.ts";
import { hasSales } from "./sales_headline.ts";

/** What the figures of a drawer mean. */
export const DRAWER_BASIS: readonly Definition[] = [
  {
    term: "To be taken",
    text: "net sales, tax, tips, gratuities and gift cards sold, after the day's refunds.",
  },
  {
    term: "Payments",
    text: "of the orders opened on the day, tips beside them, by the method that was recorded.",
  },
  { term: "Given back", text: "the day's refunds with their tax, charges and tips." },
];

/** What a day leaves in the drawer. */
export interface Drawer {
  /** Payments by method, and the way from sales to them; none if nothing is recorded. */
  readonly blocks: readonly Block[];
  /** Whether it balances, in words. */
  readonly verdict: string;
}

/** Reads what was taken and given back, and compares it with what was sold. */
export async function readDrawer(
  reader: Reader,
  request: ReportRequest,
  sales: SalesReport,
  currency: string,
): Promise<Drawer> {
  const { gaps, current: { figures } } = sales;
  const payments = await readPaymentsTaken(reader, request);
  const returned = await readMoneyReturned(reader, request);
  if (!hasSales(sales) && returned.length === 0) {
    const verdict = "Nothing is recorded of this day, so there is nothing to balance.";
    return { blocks: [], verdict };
  }
  const balance = balanceOf(figures, payments, returned, gaps);
  const unpaid = await countUnpaidOrders(reader, request);
  return {
    blocks: [
      drawerTable(payments, returned, currency, gaps),
      balanceTable(figures, balance, currency, gaps),
      {
        type: "text",
        text: "Paid-outs, the opening float and what was counted in the drawer are not " +
          "recorded: add them by hand.",
      },
    ],
    verdict: verdictOf(balance, unpaid, currency, gaps),
  };
}

function verdictOf(
  { difference }: Balance,
  unpaid: number,
  currency: string,
  gaps: readonly Gap[],
): string {
  if (difference === null) {
    const part = gaps.find(({ figure, isAll }) => figure === "payments" && !isAll);
    return part === undefined
      ? "Payments are not in this source, so it cannot be balanced."
      : `Payments are not in the source of ${part.where.join(", ")}, so it cannot be balanced.`;
  }
  if (difference === 0) return "It balances: what was taken is what was sold.";
  const amount = formatMoney(Math.abs(difference), currency);
  const why = unpaid > 0 ? ` ${counted(unpaid, "order")} without a recorded payment.` : "";
  return difference < 0
    ? `It does not balance: ${amount} of what was sold is not among the payments.${why}`
    : `It does not balance: ${amount} more was taken than sold.${why}`;
}
