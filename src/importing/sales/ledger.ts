import type { Reader } from "../../storage/database.ts";
import type { Minor } from "../../values/money.ts";
import type { Plan } from "../kind/taking.ts";

/** Orders that were opened earlier are not changed by a file. */
const DAYS_BEFORE = 60;

/**
 * The net sales that the database holds from a source for the locations and dates of a file: the
 * summary of an import must explain how they changed. What others write during the import, such as a
 * till's orders, is of another source.
 */
export async function salesLedger(
  reader: Reader,
  { places, dateRange }: Pick<Plan, "places" | "dateRange">,
  source: string,
): Promise<Minor> {
  const ids = [...new Set([...places.values()].map(({ id }) => id))];
  if (ids.length === 0 || dateRange === null) return 0;
  const first = dayOf(dateRange.first, -DAYS_BEFORE);
  const last = dayOf(dateRange.last, 2);
  const sold = await reader.selectFrom("orders")
    .select(({ fn }) => [
      fn.sum<number | null>("gross").as("gross"),
      fn.sum<number | null>("discounts").as("discounts"),
    ])
    .where("source", "=", source).where("location_id", "in", ids)
    .where("business_date", ">=", first).where("business_date", "<=", last)
    .executeTakeFirst();
  const returned = await reader.selectFrom("refunds")
    .innerJoin("refund_lines", "refund_lines.refund_id", "refunds.id")
    .select(({ fn }) => fn.sum<number | null>("refund_lines.amount").as("amount"))
    .where("source", "=", source).where("location_id", "in", ids)
    .where("business_date", ">=", first).where("business_date", "<=", last)
    .executeTakeFirst();
  const [gross, discounts] = [Number(sold?.gross ?? 0), Number(sold?.discounts ?? 0)];
  return gross - discounts - Number(returned?.amount ?? 0);
}

/** A date some days after one that is written as a number: 20261013. */
function dayOf(date: number, days: number): string {
  const [year, month, day] = [Math.floor(date / 10_000), Math.floor(date / 100) % 100, date % 100];
  return Temporal.PlainDate.from({ year, month, day }).add({ days }).toString();
}
