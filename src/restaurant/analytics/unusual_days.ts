import { type DayNumber, weekdayOf } from "../../values/day_number.ts";
import { median } from "../../values/median.ts";

/** A day's figure. */
export interface DayValue {
  readonly day: DayNumber;
  readonly value: number;
}

/** A day that lies far from what its weekday gives. */
export interface UnusualDay extends DayValue {
  /** The median of the same weekdays near it. */
  readonly usual: number;
  /** How far off, in robust standard deviations of the logarithms; negative is below. */
  readonly deviations: number;
  /** 1 for the most unusual of all days looked at. */
  readonly rank: number;
}

/** Weeks before and after that show what is usual. */
const WEEKS = 8;
/** Same weekdays near it that it takes to call a day unusual. */
const LEAST_NEAR = 4;
/** 1 in 370 normal days is further off. */
const UNUSUAL_FROM = 3;
/** Makes a median absolute deviation the standard deviation of a normal distribution. */
const NORMAL = 1.4826;

/**
 * Days whose figure is unusual for their weekday: the logarithm of figure / median of the same
 * weekdays within 8 weeks, measured in robust standard deviations of all days. Medians, so that an
 * unusual day neither hides itself nor others.
 */
export function unusualDays(days: readonly DayValue[]): UnusualDay[] {
  const compared = days.flatMap(({ day, value }, i) => {
    const near = sameWeekdaysNear(days, i);
    const usual = near.length < LEAST_NEAR ? 0 : median(near);
    return usual > 0 && value > 0 ? [{ day, value, usual, log: Math.log(value / usual) }] : [];
  });
  const deviation = NORMAL * (compared.length === 0 ? 0 : median(
    compared.map(({ log }) => Math.abs(log)),
  ));
  if (deviation === 0) return [];
  return compared
    .map(({ log, ...one }) => ({ ...one, deviations: log / deviation }))
    .sort((a, b) => Math.abs(b.deviations) - Math.abs(a.deviations) || a.day - b.day)
    .map((one, i) => ({ ...one, rank: i + 1 }))
    .filter(({ deviations }) => Math.abs(deviations) >= UNUSUAL_FROM);
}

function sameWeekdaysNear(days: readonly DayValue[], at: number): number[] {
  const { day = 0 } = days[at] ?? {};
  const near: number[] = [];
  const look = (step: 1 | -1) => {
    for (let i = at + step; i >= 0 && i < days.length; i += step) {
      const other = days[i];
      if (other === undefined || Math.abs(other.day - day) > 7 * WEEKS) return;
      if (weekdayOf(other.day) === weekdayOf(day)) near.push(other.value);
    }
  };
  look(-1);
  look(1);
  return near;
}
