import { dateOfDay, WEEKDAY_NAMES, weekdayOf } from "../../values/day_number.ts";
import { toMajor } from "../../values/money.ts";
import { sum } from "../../values/sum.ts";
import type { Location } from "../locations/location.ts";
import type { ForecastAnswer } from "./forecast_answer.ts";
import { expectedOf, type Plan } from "./forecast_plan.ts";
import type { SeriesForecast } from "./forecast_series.ts";
import { type Interval, wholeNumbers } from "./interval.ts";

/** An expected amount of minor units in the location's currency. */
export function money(minor: number, { currency }: Location): number {
  return toMajor(Math.round(minor), currency);
}

/** The interval of a day, moved with what an event does; none on a closed day. */
function intervalOn({ intervals }: SeriesForecast, i: number, factor: number): Interval | null {
  const interval = intervals[i] ?? null;
  if (factor === 0 || interval === null) return null;
  return { low: interval.low * factor, high: interval.high * factor };
}

/** One day of the answer. */
export function dayRow(plan: Plan, i: number, location: Location): ForecastAnswer["days"][number] {
  const day = plan.days[i] ?? 0;
  const factor = plan.factors[i] ?? 1;
  const expected = (plan.orders.expected[i] ?? 0) * factor;
  const between = intervalOn(plan.orders, i, factor);
  const orders = between === null ? null : wholeNumbers(between, expected);
  const net = intervalOn(plan.net, i, factor);
  const note = plan.coming.closedBecause(day) ?? plan.coming.nameOf(day);
  const isClosed = factor === 0;
  return {
    date: dateOfDay(day),
    weekday: (WEEKDAY_NAMES[weekdayOf(day)] ?? "").slice(0, 3),
    orders: Math.round(expected),
    orders_low: orders?.low ?? null,
    orders_high: orders?.high ?? null,
    net: money((plan.net.expected[i] ?? 0) * factor, location),
    net_low: net === null ? null : money(net.low, location),
    net_high: net === null ? null : money(net.high, location),
    ...(note !== undefined && { note: isClosed ? `closed: ${note}` : note }),
  };
}

/** The sum of all days, with its interval. */
export function sumOf(
  forecast: SeriesForecast,
  factors: readonly number[],
  round: (value: number) => number,
): ForecastAnswer["total"]["orders"] {
  const expected = sum(expectedOf(forecast, factors));
  const interval = forecast.ofSum(0, factors.length, expected);
  return {
    expected: round(expected),
    low: interval === null ? null : round(interval.low),
    high: interval === null ? null : round(interval.high),
  };
}
