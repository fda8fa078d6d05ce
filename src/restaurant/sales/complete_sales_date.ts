import type { Reader } from "../../storage/database.ts";
import type { DateText } from "../../values/business_day.ts";

/** More than a client shows; one more shows that there are others. */
const MOST_DATES = 101;

/** Business dates with sales that begin as written, the latest first. */
export async function completeSalesDate(reader: Reader, written: string): Promise<DateText[]> {
  if (!/^[\d-]{0,10}$/.test(written)) return [];
  const dates = new Set<DateText>();
  // Location by location, so that none reads more than its latest days.
  for (const { id } of await reader.selectFrom("locations").select("id").execute()) {
    const days = await reader.selectFrom("sales_rollups").select("business_date")
      .where("location_id", "=", id).where("dimension", "=", "day")
      .where("business_date", ">=", written)
      .where("business_date", "<=", `${written}~`)
      .orderBy("business_date", "desc").limit(MOST_DATES).execute();
    for (const { business_date } of days) dates.add(business_date);
  }
  return [...dates].sort().reverse().slice(0, MOST_DATES);
}
