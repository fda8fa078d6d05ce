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
  /** Open days of a location that have no shift, although some have; by location. */
  readonly without_shifts: ReadonlyMap<string, number>;
  /** Open days of all locations. */
  readonly open_days: number;
  /** Net sales of all days, with shifts or without. */
  readonly net_of_all: Minor;
}

/** Sales beside which shifts are recorded: a day or location without any is not free labour. */
export async function readStaffedSales(
  reader: Reader,
  { period, ids }: Pick<AnalyticsScope, "period" | "ids">,
  entries: readonly TimeEntry[],
): Promise<StaffedSales> {
  const isStaffed = staffedBy(entries);
  const query = { dimension: "day", period, location_ids: ids } as const;
  const days = await readRollups(reader, query, ["location_id", "business_date"]);
  const counted = days.filter(isStaffed);
  const open = days.filter(({ transactions }) => transactions > 0);
  return {
    net: sum(counted.map(netSales)),
    by_date: sums(counted, ({ business_date }) => business_date, netSales),
    without_shifts: sums(
      open.filter((row) => !isStaffed(row)),
      ({ location_id }) => location_id,
      () => 1,
    ),
    open_days: open.length,
    net_of_all: sum(days.map(netSales)),
  };
}

/** The same by hour of the day, `00` to `23`. */
export async function readStaffedHours(
  reader: Reader,
  { period, ids }: Pick<AnalyticsScope, "period" | "ids">,
  entries: readonly TimeEntry[],
): Promise<ReadonlyMap<string, Minor>> {
  const query = { dimension: "hour", period, location_ids: ids } as const;
  const hours = await readRollups(reader, query, ["location_id", "business_date", "key"]);
  return sums(hours.filter(staffedBy(entries)), ({ key }) => key, netSales);
}

type LocationDay = Pick<TimeEntry, "location_id" | "business_date">;

/** Whether a row is of a day on which its location has a shift. */
function staffedBy(entries: readonly TimeEntry[]): (row: LocationDay) => boolean {
  const staffed = new Set(entries.map(dayOf));
  return (row) => staffed.has(dayOf(row));
}

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
