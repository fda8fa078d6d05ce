import type { Reader } from "../../storage/database.ts";
import type { Minor } from "../../values/money.ts";
import type { Plan } from "../kind/taking.ts";

/** Which sales an import may change. */
interface LedgerOf {
  readonly plan: Pick<Plan, "places" | "dateRange">;
  readonly format: { readonly source: string };
}

/** Orders that were opened earlier are not changed by a file. */
const DAYS_BEFORE = 60;

/**
 * The net sales that the database holds for the locations and dates of a file, from its system:
 * orders that are taken beside an import are not its own.
 */
export async function salesLedger(
  reader: Reader,
  { plan, format: { source } }: LedgerOf,
): Promise<Minor> {
  const span = spanOf(plan);
  if (span === undefined) return 0;
  const { ids, first, last } = span;
  const sold = await reader.selectFrom("orders")
    .select(({ fn }) => [
      fn.sum<number | null>("gross").as("gross"),
      fn.sum<number | null>("discounts").as("discounts"),
    ])
    .where("location_id", "in", ids).where("source", "=", source)
    .where("business_date", ">=", first).where("business_date", "<=", last)
    .executeTakeFirst();
  const returned = await reader.selectFrom("refunds")
    .innerJoin("refund_lines", (join) =>
      join.onRef("refund_lines.refund_id", "=", "refunds.id")
        .onRef("refund_lines.location_id", "=", "refunds.location_id"))
    .select(({ fn }) => fn.sum<number | null>("refund_lines.amount").as("amount"))
    .where("refunds.location_id", "in", ids).where("source", "=", source)
    .where("business_date", ">=", first).where("business_date", "<=", last)
    .executeTakeFirst();
  const [gross, discounts] = [Number(sold?.gross ?? 0), Number(sold?.discounts ?? 0)];
  return gross - discounts - Number(returned?.amount ?? 0);
}

/** The locations and business dates of a file's orders; undefined if it has none. */
function spanOf({ places, dateRange }: LedgerOf["plan"]) {
  const ids = [...new Set([...places.values()].map(({ id }) => id))];
  if (ids.length === 0 || dateRange === null) return undefined;
  return { ids, first: dayOf(dateRange.first, -DAYS_BEFORE), last: dayOf(dateRange.last, 2) };
}

/** A date some days after one that is written as a number: 20261013. */
function dayOf(date: number, days: number): string {
  const [year, month, day] = [Math.floor(date / 10_000), Math.floor(date / 100) % 100, date % 100];
  return Temporal.PlainDate.from({ year, month, day }).add({ days }).toString();
}

/** What was paid and given as tips for orders at the locations and dates of a file. */
export async function paymentBooks(
  reader: Reader,
  { plan, format: { source } }: LedgerOf,
): Promise<{ readonly paid: Minor; readonly tips: Minor }> {
  const span = spanOf(plan);
  if (span === undefined) return { paid: 0, tips: 0 };
  const sums = await reader.selectFrom("orders")
    .innerJoin("order_payments", (join) =>
      join.onRef("order_payments.order_id", "=", "orders.id")
        .onRef("order_payments.location_id", "=", "orders.location_id"))
    .select(({ fn }) => [
      fn.sum<number | null>("order_payments.amount").as("paid"),
      fn.sum<number | null>("order_payments.tip").as("tips"),
    ])
    .where("orders.location_id", "in", span.ids).where("source", "=", source)
    .where("business_date", ">=", span.first).where("business_date", "<=", span.last)
    .executeTakeFirst();
  return { paid: Number(sums?.paid ?? 0), tips: Number(sums?.tips ?? 0) };
}
