import { weekdayOf } from "../../values/day_number.ts";
import { daypartOf, DAYPARTS } from "../sales/daypart.ts";
import type { HourRow } from "./read_histories.ts";

/** Weeks whose hours make the shares of dayparts. */
export const DAYPART_WEEKS = 12;

/** The share of a day that falls in a daypart, by weekday. */
export interface DaypartShare {
  readonly daypart: string;
  /** Of orders and net sales, for each weekday, Monday first; 0 if it sold nothing. */
  readonly orders: readonly number[];
  readonly net: readonly number[];
}

/** The share of each daypart in each weekday's orders and net sales. */
export function daypartShares(hours: readonly HourRow[]): DaypartShare[] {
  const sums = (figure: "orders" | "net", daypart?: string) =>
    Array.from(
      { length: 7 },
      (_, weekday) =>
        hours.filter((row) =>
          weekdayOf(row.day) === weekday &&
          (daypart === undefined || daypartOf(row.hour) === daypart)
        ).reduce((sum, row) => sum + row[figure], 0),
    );
  const shares = (figure: "orders" | "net", daypart: string) => {
    const whole = sums(figure);
    return sums(figure, daypart).map((part, weekday) => {
      const all = whole[weekday] ?? 0;
      return all > 0 ? part / all : 0;
    });
  };
  return DAYPARTS.map(({ name }) => ({
    daypart: name,
    orders: shares("orders", name),
    net: shares("net", name),
  })).filter(({ orders }) => orders.some((share) => share > 0));
}
