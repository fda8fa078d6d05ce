import { nextNumbers } from "../../../storage/counters.ts";
import type { Writer } from "../../../storage/database.ts";
import type { DateText } from "../../../values/business_day.ts";

/** The number by which people call an order: from 1 at every location on every business date. */
export async function nextOrderNumber(
  writer: Writer,
  locationId: string,
  date: DateText,
): Promise<string> {
  const counter = `order_number:${locationId}:${date}`;
  const number = await nextNumbers(writer, counter);
  if (number > 1) return String(number);
  // The first order of the day goes on after those that came from elsewhere.
  const { others } = await writer.selectFrom("orders")
    .select(({ fn }) => fn.countAll<number>().as("others"))
    .where("business_date", "=", date).where("location_id", "=", locationId)
    .executeTakeFirstOrThrow();
  if (others > 0) await nextNumbers(writer, counter, others);
  return String(number + others);
}
