import type { Figures } from "./figures.ts";
import type { Location } from "../locations/location.ts";
import { type DayNumber, weekdayOf } from "../../values/day_number.ts";

/** What is known about the days of a location, as far as a question needs it. */
export interface SalesHistory {
  readonly location: Location;
  /** Its business date now. */
  readonly today: DayNumber;
  readonly isTodayOver: boolean;
  /** The first and the last business date with data; null when there is none at all. */
  readonly first: DayNumber | null;
  readonly last: DayNumber | null;
  /**
   * Transactions of the days that have data, as far as the question is about them. For a long
   * period without a comparison, 1 stands for any number.
   */
  readonly transactions: ReadonlyMap<DayNumber, number>;
  /** All figures of the same days; absent if there are so many that others add them up. */
  readonly figures?: ReadonlyMap<DayNumber, Figures>;
  /** The weekdays on which it opens, 0 is Monday; null if no opening hours are set. */
  readonly openWeekdays: ReadonlySet<number> | null;
  /** Days that the calendar calls closed. */
  readonly closed: ReadonlySet<DayNumber>;
  /** The one day of which only the start is known, if there is one. */
  readonly cutOff: CutOff | null;
}

/** Up to when a day is known. */
export interface CutOff {
  readonly day: DayNumber;
  /** Local minutes after the midnight with which the business date begins; above 1440 after the next. */
  readonly minutes: number;
}

/**
 * What a day's figures stand for:
 * - `whole`: the day is over and its data is there
 * - `closed`: nothing was sold, as expected
 * - `unfinished`: only its beginning is known
 * - `not_yet`: today, without a sale so far
 * - `missing`: over, without data, although it should have some
 * - `before`: earlier than all data of the location
 * - `to_come`: after today
 */
export type DayState =
  | "whole"
  | "closed"
  | "unfinished"
  | "not_yet"
  | "missing"
  | "before"
  | "to_come";

/** Weeks before and after a day that show whether its weekday is usually open. */
const HABIT_WEEKS = 4;
/** Fewer same weekdays make no habit. */
const LEAST_SEEN = 2;

/** The state of a day's figures at a location. */
export function dayState(history: SalesHistory, day: DayNumber): DayState {
  const { first, today, isTodayOver, transactions, cutOff } = history;
  if (day > today) return "to_come";
  if (first === null || day < first) return "before";
  if (cutOff?.day === day) return "unfinished";
  if (transactions.has(day)) return "whole";
  if (isClosed(history, day)) return "closed";
  return day === today && !isTodayOver ? "not_yet" : "missing";
}

/** Whether a day's figures are final. */
export function isKnown(state: DayState): boolean {
  return state === "whole" || state === "closed";
}

/** Whether only the same weekdays around a day tell if it was open: opening hours may be set wide. */
export function needsHabit(history: SalesHistory, day: DayNumber): boolean {
  const { first, today, transactions, openWeekdays, closed } = history;
  return openWeekdays?.has(weekdayOf(day)) !== false && first !== null && first <= day &&
    day <= today && !transactions.has(day) && !closed.has(day);
}

/** By the calendar, by the opening hours or by habit. */
function isClosed(history: SalesHistory, day: DayNumber): boolean {
  const { closed, openWeekdays } = history;
  if (closed.has(day)) return true;
  if (openWeekdays === null) return isUsuallyClosed(history, day);
  return !openWeekdays.has(weekdayOf(day)) || isNeverOpen(history, day);
}

/** Whether a weekday that the opening hours list never had a sale in the weeks around. */
function isNeverOpen(history: SalesHistory, day: DayNumber): boolean {
  const seen = habitDays(history, day);
  return seen.length >= HABIT_WEEKS && !seen.some((other) => history.transactions.has(other));
}

/** The same weekdays around a day that have had their data by now. */
export function habitDays(
  { first, last }: Pick<SalesHistory, "first" | "last">,
  day: DayNumber,
): DayNumber[] {
  if (first === null || last === null) return [];
  const weeks = Array.from({ length: HABIT_WEEKS }, (_, index) => 7 * (index + 1));
  return weeks.flatMap((back) => [day - back, day + back])
    .filter((other) => other >= first && other <= last);
}

function isUsuallyClosed(history: SalesHistory, day: DayNumber): boolean {
  const { transactions } = history;
  const seen = habitDays(history, day);
  const open = seen.filter((other) => transactions.has(other));
  return seen.length >= LEAST_SEEN && open.length * 2 < seen.length;
}
