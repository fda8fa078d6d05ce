import { dayNumber, WEEKDAY_NAMES, weekdayOf } from "../../values/day_number.ts";
import { daypartOf } from "./daypart.ts";
import type { Dimension } from "./dimensions.ts";
import type { GroupColumn } from "./read_figures.ts";

/** The breakdowns of sales. */
export const GROUPINGS = [
  "day",
  "weekday",
  "month",
  "hour",
  "daypart",
  "category",
  "item",
  "order_type",
  "channel",
  "payment_method",
  "location",
] as const;

/** One way of breaking sales down. */
export type Grouping = typeof GROUPINGS[number];

/** Groupings whose groups follow one another: of these the latest matter most. */
export const CHRONICLES: readonly Grouping[] = ["day", "month"];

/** Groupings whose groups have different numbers of days. */
export const PER_DAY: readonly Grouping[] = ["weekday", "hour", "daypart"];

/** How each grouping reads the rollups. */
export const SOURCES: Record<
  Grouping,
  { readonly dimension: Dimension; readonly by: GroupColumn }
> = {
  day: { dimension: "day", by: "business_date" },
  weekday: { dimension: "day", by: "business_date" },
  month: { dimension: "day", by: "date" },
  hour: { dimension: "hour", by: "key" },
  daypart: { dimension: "hour", by: "key" },
  category: { dimension: "category", by: "key" },
  item: { dimension: "item", by: "key" },
  order_type: { dimension: "order_type", by: "key" },
  channel: { dimension: "channel", by: "key" },
  payment_method: { dimension: "payment_method", by: "key" },
  location: { dimension: "day", by: "location_id" },
};

/** The label of a rollup key in a breakdown. */
export function labelOf(grouping: Grouping): (key: string) => string {
  switch (grouping) {
    case "weekday":
      return (date) => WEEKDAY_NAMES[weekdayOf(dayNumber(date))] ?? "";
    case "month":
      return (date) => date.slice(0, 7);
    case "hour":
      return (hour) => `${hour}:00`;
    case "daypart":
      return (hour) => daypartOf(Number(hour));
    default:
      return (key) => key;
  }
}
