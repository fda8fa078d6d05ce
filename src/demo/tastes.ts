import { DAYPARTS } from "../restaurant/sales/daypart.ts";
import type { Course, DemoLocation, Dish } from "./catalogue.ts";
import type { DishOnOffer } from "./dishes.ts";
import { type Choice, weighted } from "./random.ts";
import type { TradingDay } from "./trading_days.ts";

/** Which dish guests take for each course. */
export type Taste = ReadonlyMap<Course, Choice<DishOnOffer>>;

/** The taste of each daypart. */
export type Tastes = (daypart: string) => Taste;

const WARM_MONTHS = [5, 6, 7, 8, 9];

/** The tastes at one location; they change from week to week. */
export function tastesAt(
  location: DemoLocation,
  dishes: readonly DishOnOffer[],
): (day: TradingDay) => Tastes {
  const sold = dishes.filter(({ dish }) => dish.locations?.includes(location.id) ?? true);
  const weeks = new Map<number, Tastes>();
  return (day) => {
    const week = Math.floor(day.days_ago / 7);
    const tastes = weeks.get(week) ?? tastesOn(day, sold);
    weeks.set(week, tastes);
    return tastes;
  };
}

function tastesOn(day: TradingDay, dishes: readonly DishOnOffer[]): Tastes {
  const courses = Map.groupBy(dishes, ({ dish }) => dish.course);
  const tastes = new Map(DAYPARTS.map(({ name }) => [
    name,
    new Map(Array.from(courses, ([course, dishes]) => [
      course,
      weighted(dishes, ({ dish }) => popularity(dish, name, day)),
    ])),
  ]));
  return (daypart) => tastes.get(daypart) ?? new Map();
}

/** How often a dish is chosen beside others of its course. */
function popularity(dish: Dish, daypart: string, day: TradingDay): number {
  const usual = dish.course === "gift_card" ? 1 : dish.popularity[daypart] ?? 0;
  return usual * trendLevel(dish, day) * seasonLevel(dish, day);
}

function trendLevel({ trend }: Dish, { days_ago }: TradingDay): number {
  if (trend === undefined || days_ago >= trend.days) return 1;
  return 1 + (trend.to - 1) * (1 - days_ago / trend.days);
}

function seasonLevel({ season }: Dish, { month }: TradingDay): number {
  if (season === undefined) return 1;
  const warm = WARM_MONTHS.includes(month);
  return warm === (season === "warm") ? 1.3 : 0.7;
}
