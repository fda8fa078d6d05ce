import type { DayNumber } from "../../../values/day_number.ts";

/** What a day is besides its weekday. */
export interface DayKind {
  readonly isHoliday: boolean;
  /** The day before a holiday, which is none itself. */
  readonly isEve: boolean;
}

/** Tells the kind of a day, past or to come. */
export type DayKinds = (day: DayNumber) => DayKind;

/** Days of which nothing is known besides their weekday. */
export function ordinaryDays(): DayKind {
  return ORDINARY;
}

const ORDINARY: DayKind = { isHoliday: false, isEve: false };
