import type { Location } from "../locations/location.ts";
import type { Reader } from "../../storage/database.ts";
import { businessTime, type DateText } from "../../values/business_day.ts";
import { RestaurantError } from "../../values/errors.ts";
import { dateRange, HOW_TO_WRITE } from "./date_range.ts";
import { enclosingPeriod, type Period, period } from "../../values/period.ts";
import { readDataRange } from "./data_ends.ts";

/** The requested period, as words or as dates. */
export interface AskedDates {
  readonly date: string;
  /** The last date; without it `date` alone says it. */
  readonly end_date?: string | undefined;
  /** What the caller calls the first date; errors name it so. */
  readonly first?: "date" | "start_date";
}

/** Business dates that were asked for. */
export interface AskedPeriod {
  /** From the first to the last date of all locations. */
  readonly period: Period;
  /** The dates of each location. */
  readonly periods: ReadonlyMap<string, Period>;
}

/**
 * The business dates that were asked for, at each location: `today` is its own.
 *
 * @throws {RestaurantError} INVALID_INPUT for what are no dates, with today's business date and the
 * last one that has data.
 */
export async function askedPeriod(
  reader: Reader,
  locations: readonly Location[],
  dates: AskedDates,
  now: Temporal.Instant,
): Promise<AskedPeriod> {
  const today = (location: Location) => businessTime(now, location).business_date;
  try {
    const byToday = new Map<DateText, Period>();
    const periods = new Map(locations.map((location) => {
      const date = today(location);
      return [location.id, byToday.getOrInsertComputed(date, () => datesAt(dates, date))];
    }));
    const all = enclosingPeriod([...byToday.values()]) ?? { date: "", end_date: "" };
    return { period: all, periods };
  } catch (error) {
    if (!(error instanceof RestaurantError)) throw error;
    const range = await readDataRange(reader, locations.map(({ id }) => id));
    const days = [...new Set(locations.map(today))].sort().join(" or ");
    const data = range === null ? "There is no data yet." : `Data ends with ${range.last}.`;
    throw new RestaurantError(error.code, error.message, {
      ...error.details,
      hint: `Today's business date is ${days}. ${data}` +
        (error.details.hint === undefined ? "" : ` ${HOW_TO_WRITE}`),
    });
  }
}

/** A phrase for several days stands for its first day in `date`, for its last in `end_date`. */
function datesAt({ date, end_date = date, first = "date" }: AskedDates, today: string): Period {
  const from = dateRange(date, today, { field: first, first });
  const to = end_date === date ? from : dateRange(end_date, today, { field: "end_date", first });
  return period(from.date, to.end_date, first);
}
