import type { Reader } from "../../storage/database.ts";
import { dateOfDay, weekdayOf } from "../../values/day_number.ts";
import type { Location } from "../locations/location.ts";
import { money } from "./day_rows.ts";
import { DAYPART_WEEKS, daypartShares } from "./daypart_shares.ts";
import { DETAIL_DAYS, type ForecastTable } from "./forecast_answer.ts";
import { expectedOf, type Plan } from "./forecast_plan.ts";
import { readHours } from "./read_histories.ts";
import { tenth } from "./tenth.ts";

/** Orders and net sales of the first days by daypart; none if no hours are known. */
export async function daypartTables(
  reader: Reader,
  location: Location,
  plan: Plan,
): Promise<ForecastTable[]> {
  const hours = await readHours(reader, location.id, plan.histories.orders, DAYPART_WEEKS);
  const shares = daypartShares(hours);
  if (shares.length === 0) return [];
  const days = plan.days.slice(0, DETAIL_DAYS);
  const expected = {
    orders: expectedOf(plan.orders, plan.factors),
    net: expectedOf(plan.net, plan.factors),
  };
  const table = (figure: "orders" | "net", write: (value: number) => number) => ({
    title: figure === "orders" ? "Orders by daypart" : "Net by daypart",
    columns: ["daypart", ...days.map(dateOfDay)],
    rows: shares.map((share) => [
      share.daypart,
      ...days.map((day, i) =>
        write((expected[figure][i] ?? 0) * (share[figure][weekdayOf(day)] ?? 0))
      ),
    ]),
  });
  return [table("orders", tenth), table("net", (value) => Math.round(money(value, location)))];
}
