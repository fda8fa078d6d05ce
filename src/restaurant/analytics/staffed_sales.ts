import type { Reader } from "../../storage/database.ts";
import type { DateText } from "../../values/business_day.ts";
import type { Minor } from "../../values/money.ts";
import { sum } from "../../values/sum.ts";
import type { TimeEntry } from "../labour/read_labour.ts";
import { netSales } from "../sales/figures.ts";
import { readRollups } from "../sales/read_rollups.ts";
import type { AnalyticsScope } from "./analytics_scope.ts";

/** Net sales of the days on which a location has shifts: what labour may be compared with. */
export interface StaffedSales {
  readonly net: Minor;
  readonly by_date: ReadonlyMap<DateText, Minor>;
  /** By hour of the day, `00` to `23`. */
  readonly by_hour: ReadonlyMap<string, Minor>;
  /** Open days of a location that have no shift, although some have; by location. */
  readonly without_shifts: ReadonlyMap<string, number>;
  /** Open days of all locations. */
  readonly open_days: number;
}

/** Sales beside which shifts are recorded: a day or location without any is not free labour. */
export async function readStaffedSales(
  reader: Reader,
  { period, ids }: Pick<AnalyticsScope, "period" | "ids">,
  entries: readonly TimeEntry[],
): Promise<StaffedSales> {
  const staffed = new Set(entries.map(dayOf));
  const isStaffed = (row: LocationDay) => staffed.has(dayOf(row));
  const query = { period, location_ids: ids };
  const days = await readRollups(reader, { ...query, dimension: "day" }, [
    "location_id",
    "business_date",
  ]);
  const hours = await readRollups(reader, { ...query, dimension: "hour" }, [
    "location_id",
    "business_date",
    "key",
  ]);
  const counted = days.filter(isStaffed);
  const open = days.filter(({ transactions }) => transactions > 0);
  return {
    net: sum(counted.map(netSales)),
    by_date: sums(counted, ({ business_date }) => business_date, netSales),
    by_hour: sums(hours.filter(isStaffed), ({ key }) => key, netSales),
    without_shifts: sums(
      open.filter((row) => !isStaffed(row)),
      ({ location_id }) => location_id,
      () => 1,
    ),
    open_days: open.length,
  };
}

type LocationDay = Pick<TimeEntry, "location_id" | "business_date">;

function dayOf({ location_id, business_date }: LocationDay): string {
  return `${business_date} ${location_id}`;
}

function sums<Row>(
  rows: readonly Row[],
  name: (row: Row) => string,
  amount: (row: Row) => number,
): Map<string, number> {
  const found = new Map<string, number>();
  for (const row of rows) found.set(name(row), (found.get(name(row)) ?? 0) + amount(row));
  return found;
}
