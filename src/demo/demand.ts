import type { DemoLocation, Holiday } from "./catalogue.ts";
import { type Choice, deviation, type Random, weighted } from "./random.ts";
import type { TradingDay } from "./trading_days.ts";

/** How many guests want to come to a location, and when. */
export interface Demand {
  isOpen(day: TradingDay): boolean;
  /** The local minutes of the day's orders, early to late; none on a closed day. */
  arrivals(day: TradingDay, random: Random): number[];
}

/** How much a day differs from its average, as a fraction of it. */
const SPREAD = 0.09;

/** The demand at one location. */
export function demandAt(location: DemoLocation, holidays: readonly Holiday[]): Demand {
  const hours = location.hours.map(({ weekdays, weights }) => ({
    weekdays,
    choose: weighted(Object.keys(weights), (hour) => weights[hour] ?? 0),
  }));
  const mean = (day: TradingDay) =>
    location.orders_per_day * level(location, day) * holidayLevel(holidays, day);
  return {
    isOpen: (day) => mean(day) > 0,
    arrivals(day, random) {
      const hour = hours.find(({ weekdays }) => weekdays.includes(day.weekday))?.choose;
      const count = Math.round(mean(day) * (1 + SPREAD * deviation(random)));
      if (hour === undefined) return [];
      return Array.from({ length: count }, () => minuteIn(hour, random)).sort((a, b) => a - b);
    },
  };
}

/** Demand by weekday, season and growth; 0 on a day that this location was closed. */
function level(location: DemoLocation, { weekday, month, days_ago }: TradingDay): number {
  if (location.closed_days_ago.includes(days_ago)) return 0;
  const ofWeek = location.weekdays[weekday - 1] ?? 1;
  const ofYear = location.months[month - 1] ?? 1;
  return ofWeek * ofYear * (1 - location.growth * days_ago / 365);
}

function holidayLevel(holidays: readonly Holiday[], day: TradingDay): number {
  return holidays.find((holiday) => falls(holiday, day))?.demand ?? 1;
}

/** Whether a holiday is on a day. */
export function falls(
  holiday: Holiday,
  { month, day, weekday }: Pick<TradingDay, "month" | "day" | "weekday">,
): boolean {
  if (holiday.month !== month) return false;
  if (holiday.day !== undefined) return holiday.day === day;
  return holiday.weekday === weekday && holiday.nth === Math.ceil(day / 7);
}

function minuteIn(choose: Choice<string>, random: Random): number {
  return (Number(choose(random) ?? 12) + random()) * 60;
}
