import type { DayNumber } from "../../../values/day_number.ts";

/** The kind of a day besides its weekday. */
export interface DayKind {
  readonly isHoliday: boolean;
  /** The day before a holiday, which is none itself. */
  readonly isEve: boolean;
}

/** Returns the kind of a day, past or future. */
export type DayKinds = (day: DayNumber) => DayKind;

/** Days about which only the weekday is known. */
export function ordinaryDays(): DayKind {
  return ORDINARY;
}

const ORDINARY: DayKind = { isHoliday: false, isEve: false };
