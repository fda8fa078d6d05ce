import type { Report, TableBlock } from "../../report/model.ts";
import type { Reader } from "../../storage/database.ts";
import { instantText } from "../../values/clock.ts";
import { counted } from "../../values/counted.ts";
import { formatMoney } from "../../values/money.ts";
import type { Gap } from "../sales/not_recorded.ts";
import { readMoneyReturned, readPaymentsTaken } from "../sales/payments_taken.ts";
import { commonCurrency, readSalesReport } from "../sales/sales_report.ts";
import {
  type Balance,
  balanceOf,
  balanceTable,
  countUnpaidOrders,
  drawerTable,
} from "./balance.ts";
import { gapNotes } from "./gap_notes.ts";
import { lossTables, voidReasons } from "./losses.ts";
import { readRefunds, readVoids, refundsTable, voidsTable } from "./reductions.ts";
import { reportFrame, type ReportRequest, unfinishedNotes } from "./request.ts";
import { hasSales, salesHeadline } from "./sales_headline.ts";

/** The page for the drawer: what was sold, taken and given back on a day, and whether it balances. */
export async function closeReport(reader: Reader, request: ReportRequest): Promise<Report> {
  const { period, locations } = request;
  const currency = commonCurrency(locations);
  const sales = await readSalesReport(reader, {
    period,
    locations,
    as_of: instantText(request.now),
  });
  const { gaps, current: { figures } } = sales;
  const payments = await readPaymentsTaken(reader, request);
  const returned = await readMoneyReturned(reader, request);
  const balance = balanceOf(figures, payments, returned, gaps);
  const unpaid = await countUnpaidOrders(reader, request);
  const isRecorded = hasSales(sales) || returned.length > 0;
  request.signal?.throwIfAborted();
  return {
    ...reportFrame("Day close", request),
    notes: [
      ...unfinishedNotes(request),
      ...gapNotes(gaps),
      verdict(balance, unpaid, currency, gaps, isRecorded),
    ],
    sections: [
      { title: "Sales", blocks: [salesHeadline(sales, currency)] },
      ...(isRecorded
        ? [{
          title: "Money",
          blocks: [
            drawerTable(payments, returned, currency, gaps),
            balanceTable(figures, balance, currency, gaps),
            {
              type: "text" as const,
              text: "Paid-outs, the opening float and what was counted in the drawer are not " +
                "recorded: add them by hand.",
            },
          ],
        }]
        : []),
      {
        title: "Voids, refunds, cancellations",
        blocks: [
          voidsTable(await readVoids(reader, request), currency, gaps),
          ...await voidReasons(reader, request, { currency, gaps }),
          refundsTable(await readRefunds(reader, request), currency, request.showsNames),
          ...await lossTables(reader, request, { currency, gaps }),
          cancellationsTable(await readCancellations(reader, request)),
        ],
      },
    ],
    basis: [
      {
        term: "To be taken",
        text: "net sales, tax, tips, gratuities and gift cards sold, after the day's refunds.",
      },
      {
        term: "Payments",
        text: "of the orders opened on the day, tips beside them, by the method that was recorded.",
      },
      { term: "Given back", text: "the day's refunds with their tax, charges and tips." },
    ],
  };
}

function verdict(
  { difference }: Balance,
  unpaid: number,
  currency: string,
  gaps: readonly Gap[],
  isRecorded: boolean,
): string {
  if (!isRecorded) return "Nothing is recorded of this day, so there is nothing to balance.";
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

interface Cancellation {
  readonly number: string;
  readonly at: string;
  readonly actor: string;
  readonly reason: string | null;
}

async function readCancellations(
  reader: Reader,
  { period, locations }: ReportRequest,
): Promise<Cancellation[]> {
  return await reader.selectFrom("order_progress")
    .innerJoin("orders", "orders.id", "order_progress.order_id")
    .select(["orders.number", "order_progress.at", "order_progress.actor", "order_progress.reason"])
    .where("orders.location_id", "in", locations.map(({ id }) => id))
    .where("orders.business_date", ">=", period.date)
    .where("orders.business_date", "<=", period.end_date)
    .where("order_progress.status", "=", "cancelled")
    .orderBy("order_progress.at").orderBy("orders.number")
    .execute();
}

function cancellationsTable(cancellations: readonly Cancellation[]): TableBlock {
  return {
    type: "table",
    key: "cancellations",
    title: "Cancelled orders",
    columns: [
      { key: "order", label: "Order", kind: "text" },
      { key: "at", label: "At (UTC)", kind: "text" },
      { key: "actor", label: "By", kind: "text" },
      { key: "reason", label: "Reason", kind: "text" },
    ],
    rows: cancellations.map(({ number, at, actor, reason }) => [number, at, actor, reason]),
  };
}
