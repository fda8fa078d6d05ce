import { dateOfDay, type DayNumber, dayNumber } from "../../values/day_number.ts";
import {
  type Comparison,
  keepsWeekdays,
  length,
  type Period,
  previousDays,
} from "../../values/period.ts";
import { type CutOff, dayState, isKnown, type SalesHistory } from "./sales_history.ts";
import { type Span, spansOf } from "./spans.ts";

/** This many orders are read in far less than a second; more would make an answer wait. */
const MOST_PART_ORDERS = 5000;

/** A day of which only the start is compared. */
export interface PartOfDay extends CutOff {
  readonly history: SalesHistory;
}

/** The comparable parts of two periods: the same locations, the same days, the same hours. */
export interface LikeForLike {
  /** Whether that is all of both periods. */
  readonly isWhole: boolean;
  readonly now: readonly Span[];
  /** Days that are compared whole. */
  readonly then: readonly Span[];
  /** Days that are compared up to the minute up to which the day in `now` is known. */
  readonly parts: readonly PartOfDay[];
  /** Compared days of all locations, and days that were asked for. */
  readonly days: number;
  readonly asked: number;
  /** Days of the current period with data, or known to have none. */
  readonly known: number;
  /** Whether each day is compared with one of the same weekday. */
  readonly keepsWeekdays: boolean;
  /** The day of the current period that a day of the previous one is compared with. */
  readonly counterpart: ReadonlyMap<DayNumber, DayNumber>;
}

/**
 * The days of both periods that can be compared: where both are known. A day that goes on is
 * compared with the same part of its counterpart, unless that would mean to read too many orders.
 */
export function likeForLike(
  histories: readonly SalesHistory[],
  periodOf: (locationId: string) => Period,
  comparison: Comparison,
): LikeForLike {
  const pairings = histories.map((history) => {
    const period = periodOf(history.location.id);
    return { history, period, ...previousDays(period, comparison) };
  });
  const takesParts = partOrders(pairings) <= MOST_PART_ORDERS;
  const compared = pairings.map((pairing) => comparedDays(pairing, takesParts));
  const days = (choose: (one: ComparedDays) => readonly DayNumber[]) =>
    spansOf(new Map(compared.map((one) => [one.location_id, choose(one)])));
  return {
    isWhole: compared.every(({ isWhole }) => isWhole),
    now: days(({ now }) => now),
    then: days(({ then }) => then),
    parts: compared.flatMap(({ parts }) => parts),
    days: compared.reduce((sum, { now }) => sum + now.length, 0),
    asked: pairings.reduce((sum, { period }) => sum + length(period), 0),
    known: pairings.reduce((sum, { history, period }) => sum + knownDays(history, period), 0),
    keepsWeekdays: pairings.every(({ period }) => keepsWeekdays(period, comparison)),
    counterpart: new Map(
      pairings.flatMap(({ pairs }) => pairs.map(([day, before]) => [before, day])),
    ),
  };
}

/** A location with its two periods, day by day. */
interface Pairing extends ReturnType<typeof previousDays> {
  readonly history: SalesHistory;
  readonly period: Period;
}

interface ComparedDays extends Pick<LikeForLike, "isWhole" | "parts"> {
  readonly location_id: string;
  readonly now: readonly DayNumber[];
  readonly then: readonly DayNumber[];
}

function comparedDays(
  { history, period, previous, pairs }: Pairing,
  takesParts: boolean,
): ComparedDays {
  const location_id = history.location.id;
  if (isAllKnown(history, period) && isAllKnown(history, previous)) {
    return { location_id, isWhole: true, now: daysOf(period), then: daysOf(previous), parts: [] };
  }
  const known = pairs.filter(([, before]) => isKnown(dayState(history, before)));
  const whole = known.filter(([day]) => isKnown(dayState(history, day)));
  const parts = known.filter(([day]) => takesParts && day === unfinishedDay(history));
  return {
    location_id,
    isWhole: false,
    now: [...whole, ...parts].map(([day]) => day),
    then: whole.map(([, before]) => before),
    parts: parts.map(([, day]) => ({ history, day, minutes: history.cutOff?.minutes ?? 0 })),
  };
}

function unfinishedDay(history: SalesHistory): DayNumber | undefined {
  const day = history.cutOff?.day;
  return day !== undefined && dayState(history, day) === "unfinished" ? day : undefined;
}

/** How many orders the counterparts of unfinished days have. */
function partOrders(pairings: readonly Pairing[]): number {
  return pairings.reduce((sum, { history, pairs }) => {
    const [, before] = pairs.find(([day]) => day === unfinishedDay(history)) ?? [];
    return sum + (before === undefined ? 0 : history.transactions.get(before) ?? 0);
  }, 0);
}

function knownDays(history: SalesHistory, period: Period): number {
  return daysOf(period).filter((day) => {
    const state = dayState(history, day);
    return isKnown(state) || state === "unfinished";
  }).length;
}

function isAllKnown(history: SalesHistory, period: Period): boolean {
  return daysOf(period).every((day) => isKnown(dayState(history, day)));
}

/** The days of a period, in their order. */
export function daysOf(period: Period): DayNumber[] {
  const last = dayNumber(period.end_date);
  const days: DayNumber[] = [];
  // A loop, as `Array.from` takes several times as long and years have many days.
  for (let day = dayNumber(period.date); day <= last; day++) days.push(day);
  return days;
}

/** A part of a day in words: `2026-11-19 up to 22:32`. */
export function untilText({ day, minutes }: CutOff): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const clock = `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
  return `${dateOfDay(day)} up to ${clock}`;
}
