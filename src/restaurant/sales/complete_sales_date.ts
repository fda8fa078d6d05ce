import type { Reader } from "../../storage/database.ts";
import type { DateText } from "../../values/business_day.ts";

/** More than a client shows; one more shows that there are others. */
const MOST_DATES = 101;

/** Business dates with sales that begin as written, the latest first. */
export async function completeSalesDate(reader: Reader, written: string): Promise<DateText[]> {
  if (!/^[\d-]{0,10}$/.test(written)) return [];
  const rows = await reader.selectFrom("sales_rollups").select("business_date").distinct()
    .where("location_id", "in", reader.selectFrom("locations").select("id"))
    .where("dimension", "=", "day")
    .where("business_date", ">=", written)
    .where("business_date", "<=", `${written}~`)
    .orderBy("business_date", "desc").limit(MOST_DATES).execute();
  return rows.map(({ business_date }) => business_date);
}
