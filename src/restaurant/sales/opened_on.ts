import { type RawBuilder, sql, type SqlBool } from "kysely";
import { dateOfDay, dayNumber } from "../../values/day_number.ts";
import type { Period } from "../../values/period.ts";

/** Business dates begin and end within two days of their date in UTC. */
const DAYS_AROUND = 2;

/**
 * Whether an order was opened on the business dates of a period. The index of orders is by time: it
 * bounds what is read, however long the history.
 */
export function openedOn({ date, end_date }: Period): RawBuilder<SqlBool> {
  const from = `${dateOfDay(dayNumber(date) - DAYS_AROUND)}T00:00:00Z`;
  const before = `${dateOfDay(dayNumber(end_date) + DAYS_AROUND + 1)}T00:00:00Z`;
  return sql<SqlBool>`(
    orders.business_date between ${date} and ${end_date}
    and orders.opened_at >= ${from} and orders.opened_at < ${before}
  )`;
}
