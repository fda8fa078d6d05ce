import type { DayNumber } from "../../values/day_number.ts";
import type { DayKinds } from "./holidays/day_kinds.ts";

/**
 * One figure by day, without gaps: `values[0]` is the day `first`. Null is a day that says nothing:
 * closed, not recorded, not finished, or an event of its own.
 */
export interface History {
  readonly first: DayNumber;
  readonly values: readonly (number | null)[];
}

/** Forecasts the days after a history, the first of them at index 0. */
export type Method = (history: History, kinds: DayKinds, horizon: number) => number[];

/** The first day after a history. */
export function dayAfter({ first, values }: History): DayNumber {
  return first + values.length;
}

/** How many days have a value. */
export function recordedDays({ values }: History): number {
  return values.reduce<number>((count, value) => value === null ? count : count + 1, 0);
}

/** What was known before a day. */
export function before(history: History, day: DayNumber): History {
  return { ...history, values: history.values.slice(0, Math.max(day - history.first, 0)) };
}

/** The value of a day; null when it has none or lies outside. */
export function valueOn({ first, values }: History, day: DayNumber): number | null {
  return values[day - first] ?? null;
}
