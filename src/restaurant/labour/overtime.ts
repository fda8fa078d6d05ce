import type { Minor } from "../../values/money.ts";

/** Minutes of a week after which overtime begins: 40 hours (US Fair Labor Standards Act). */
export const WEEK_MINUTES = 2_400;
/** Overtime is paid one and a half times. */
const OVERTIME_RATE = [3, 2] as const;

/** One shift of one employee. */
export interface Shift {
  readonly minutes: number;
  /** Pay for an hour, in minor units. */
  readonly hourly_wage: Minor;
}

/** A shift's minutes and pay, with overtime apart. */
export interface PaidShift {
  readonly regular_minutes: number;
  readonly overtime_minutes: number;
  readonly regular_pay: Minor;
  readonly overtime_pay: Minor;
}

/**
 * The pay of one employee's shifts of one week, in the order they were worked: hours over 40 are
 * overtime at one and a half times the shift's wage. For exports with hours and a wage but no pay.
 * Each shift is rounded to the minor unit, half away from zero.
 */
export function payWeek(shifts: readonly Shift[]): PaidShift[] {
  let worked = 0;
  return shifts.map(({ minutes, hourly_wage }) => {
    const regular = Math.max(0, Math.min(minutes, WEEK_MINUTES - worked));
    worked += minutes;
    const [times, over] = OVERTIME_RATE;
    return {
      regular_minutes: regular,
      overtime_minutes: minutes - regular,
      regular_pay: Math.round(regular * hourly_wage / 60),
      overtime_pay: Math.round((minutes - regular) * hourly_wage * times / (60 * over)),
    };
  });
}
