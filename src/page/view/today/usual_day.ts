import type { SalesAnswer } from "../../../restaurant/sales/sales_answer.ts";
import type { Server } from "../mcp/server.ts";

/** Net sales by hour, as `05:00` has them. */
export type ByHour = ReadonlyMap<string, number>;

const WEEKS = 4;
const WEEK_MS = 7 * 86_400_000;

/**
 * The mean of the last four complete days of the same weekday; undefined if there is none.
 *
 * @param date The business date that is looked at.
 */
export async function usualDay(
  server: Pick<Server, "call">,
  date: string,
  location: string | undefined,
): Promise<ByHour | undefined> {
  const days = await Promise.all(
    Array.from({ length: WEEKS }, (_, at) =>
      server.call<SalesAnswer>("get_sales_data", {
        date: new Date(Date.parse(date) - (at + 1) * WEEK_MS).toISOString().slice(0, 10),
        group_by: "hour",
        ...(location !== undefined && { location }),
      })),
  );
  const whole = days.filter(({ complete, days_with_sales }) => complete && days_with_sales > 0);
  return whole.length === 0 ? undefined : meanByHour(whole.map(netByHour));
}

/** Net sales of each hour in an answer that is grouped by hour. */
export function netByHour({ breakdown }: Pick<SalesAnswer, "breakdown">): ByHour {
  return new Map(breakdown.map(({ group, total_sales }) => [group, total_sales]));
}

function meanByHour(days: readonly ByHour[]): ByHour {
  const hours = new Set(days.flatMap((day) => [...day.keys()]));
  return new Map(
    [...hours].map((hour) => [
      hour,
      days.reduce((sum, day) => sum + (day.get(hour) ?? 0), 0) / days.length,
    ]),
  );
}

/** The hours of some days in the order of a business day that begins at `start`, without gaps. */
export function hoursOf(days: readonly ByHour[], start: string): string[] {
  const first = Number(start.slice(0, 2));
  const place = (hour: string) => (Number(hour.slice(0, 2)) + 24 - first) % 24;
  const places = days.flatMap((day) => [...day.keys()].map(place));
  if (places.length === 0) return [];
  const from = Math.min(...places);
  return Array.from({ length: Math.max(...places) - from + 1 }, (_, at) => {
    const hour = (from + at + first) % 24;
    return `${String(hour).padStart(2, "0")}:00`;
  });
}
