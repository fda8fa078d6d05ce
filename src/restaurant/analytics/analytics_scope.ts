import type { Reader } from "../../storage/database.ts";
import { type DateText, momentOfInstant } from "../../values/business_day.ts";
import { dateOfDay, type DayNumber, dayNumber, weekdayOf } from "../../values/day_number.ts";
import type { Location } from "../locations/location.ts";
import { readGaps } from "./read_gaps.ts";
import { todayAt } from "../sales/date_range.ts";
import { readEndsOfDays } from "../../storage/ends_of_days.ts";
import type { Gap } from "../sales/not_recorded.ts";
import { comparablePeriod, type Comparison, type Period, periodText } from "../../values/period.ts";
import { coverageOf } from "../sales/coverage_notes.ts";
import { type LikeForLike, likeForLike } from "../sales/like_for_like.ts";
import { readHistories } from "../sales/read_histories.ts";
import { readBackground } from "../sales/sales_background.ts";
import type { SalesHistory } from "../sales/sales_history.ts";
import { commonCurrency } from "../sales/sales_report.ts";

/** What an analysis covers: only finished days, and only locations that have data in them. */
export interface AnalyticsScope {
  /** As requested. */
  readonly asked: Period;
  /** The finished days of it. */
  readonly period: Period;
  /** Locations with data in the period; all of one currency. */
  readonly locations: readonly Location[];
  readonly ids: readonly string[];
  readonly currency: string;
  /** The same weekdays just before; null when no day of it can be compared. */
  readonly previous: Period | null;
  /** The year before, as `comparablePeriod` has it; null when no day of it can be compared. */
  readonly year_before: Period | null;
  /** What is known about the days of the locations in all of these. */
  readonly histories: readonly SalesHistory[];
  /** The days of each that are known in the period, too; null where it is. */
  readonly like: { readonly [before in "previous" | "year_before"]: LikeForLike | null };
  readonly today: DateText;
  /** Whether every requested day is over and has its data at every location. */
  readonly complete: boolean;
  /** What was not recorded in the period, and in the one before: unknown, not zero. */
  readonly gaps: readonly Gap[];
  readonly previous_gaps: readonly Gap[];
  /** What is missing, and what that changes, besides `gaps`. */
  readonly notes: readonly string[];
}

interface Coverage {
  readonly location: Location;
  readonly first: DateText;
  /** The last finished day with data, or with none because the weekday is always closed. */
  readonly last: DateText;
}

/** A weekday without a sale in so many weeks is one on which the location is closed. */
const HABIT_WEEKS = 4;

/**
 * The days and locations an analysis may compare. Unfinished days are left out; if the data of one
 * location ends earlier than that of others, all end there, so that like is compared with like.
 *
 * @returns Null if no location has a finished day with data in the period: that is not zero.
 */
export async function analyticsScope(
  reader: Reader,
  locations: readonly Location[],
  asked: Period,
  now: Temporal.Instant,
): Promise<AnalyticsScope | null> {
  const covered = await readCoverage(reader, locations, now);
  const within = covered.filter(({ first, last }) => last >= asked.date && first <= asked.end_date);
  const today = todayAt(
    within.length > 0 ? within.map(({ location }) => location) : locations,
    now,
  );
  const ends = [asked.end_date, dayBefore(today), ...within.map(({ last }) => last)].sort();
  const [end_date = asked.date] = ends;
  if (within.length === 0 || end_date < asked.date) return null;
  const period = { date: asked.date, end_date };
  const ids = within.map(({ location }) => location.id);
  const covers = (before: Period) => within.every(({ first }) => first <= before.date);
  const before = comparablePeriod(period, "previous_week");
  const lastYear = comparablePeriod(period, "previous_year");
  const covering = within.map(({ location }) => location);
  const periods = [period, ...[before, lastYear].filter(covers)];
  const days = await readHistories(reader, covering, periods, now);
  const coverage = coverageOf(days.histories, () => period);
  if (!coverage.hasData) return null;
  const compared = (comparison: Comparison, other: Period) => {
    const like = covers(other) ? likeForLike(days.histories, () => period, comparison) : null;
    return like === null || like.days === 0 ? null : like;
  };
  const like = {
    previous: compared("previous_week", before),
    year_before: compared("previous_year", lastYear),
  };
  const previous = like.previous === null ? null : before;
  const gaps = await readGaps(reader, days, period);
  return {
    asked,
    period,
    locations: covering,
    ids,
    currency: commonCurrency(covering),
    previous,
    year_before: like.year_before === null ? null : lastYear,
    histories: days.histories,
    like,
    today,
    complete: end_date === asked.end_date && within.length === locations.length &&
      coverage.complete,
    gaps,
    previous_gaps: previous === null ? [] : await readGaps(reader, days, previous),
    notes: [
      ...notesOf(asked, period, today, locations, within),
      ...coverage.missing,
      ...notCovered(before, period, within),
      ...(like.previous === null ? [] : partlyCompared(like.previous)),
    ],
  };
}

async function readCoverage(
  reader: Reader,
  locations: readonly Location[],
  now: Temporal.Instant,
): Promise<Coverage[]> {
  const { background } = await readBackground(reader, locations.map(({ id }) => id));
  const found: Coverage[] = [];
  for (const location of locations) {
    const today = momentOfInstant(now, location).business_date;
    const ends = await readEndsOfDays(finishedDays(reader, location.id, today));
    if (ends === null) continue;
    const closed = background.closed.get(location.id);
    const last = await overClosedDays(reader, location.id, { ...ends, today, closed });
    found.push({ location, first: ends.first, last });
  }
  return found;
}

function finishedDays(reader: Reader, location_id: string, today: DateText) {
  return reader.selectFrom("sales_rollups")
    .where("location_id", "=", location_id).where("dimension", "=", "day")
    .where("transactions", ">", 0).where("business_date", "<", today);
}

/** Moves the end of the data over known closings, and weekdays on which the location is never open. */
async function overClosedDays(
  reader: Reader,
  location_id: string,
  { closed, ...days }: DataUntil & { readonly closed: ReadonlySet<DayNumber> | undefined },
): Promise<DateText> {
  const isOpen = await openWeekdays(reader, location_id, days);
  const today = dayNumber(days.today);
  let next = dayNumber(days.last) + 1;
  while (next < today && (closed?.has(next) || !isOpen(weekdayOf(next)))) next++;
  return dateOfDay(next - 1);
}

/** The ends of a location's data, and its business date now. */
interface DataUntil {
  readonly first: DateText;
  readonly last: DateText;
  readonly today: DateText;
}

/** Whether something was sold on a weekday in the last weeks; with a shorter history on any. */
async function openWeekdays(
  reader: Reader,
  location_id: string,
  { first, last, today }: DataUntil,
): Promise<(weekday: number) => boolean> {
  const since = dateOfDay(dayNumber(last) - 7 * HABIT_WEEKS + 1);
  if (first > since) return () => true;
  const rows = await finishedDays(reader, location_id, today).select("business_date")
    .where("business_date", ">=", since).execute();
  const open = new Set(rows.map(({ business_date }) => weekdayOf(dayNumber(business_date))));
  return (weekday) => open.has(weekday);
}

function notesOf(
  asked: Period,
  period: Period,
  today: DateText,
  locations: readonly Location[],
  within: readonly Coverage[],
): string[] {
  const silent = locations.filter((one) => !within.some(({ location }) => location.id === one.id));
  const early = within.filter(({ last }) => last < asked.end_date && last < dayBefore(today));
  return [
    ...(asked.end_date >= today && period.end_date >= dayBefore(today)
      ? [`${today} is not over: only days up to ${period.end_date} are counted.`]
      : []),
    ...early.map(({ location, last }) =>
      `${location.id} has no sales after ${last}: all is counted up to ${period.end_date}.`
    ),
    ...(silent.length === 0
      ? []
      : [`No sales in the period, so not counted: ${silent.map(({ id }) => id).join(", ")}.`]),
  ];
}

/** Why there is no comparison although there is data before the period. */
function notCovered(previous: Period, period: Period, within: readonly Coverage[]): string[] {
  const late = within.filter(({ first }) => first > previous.date);
  const begins = late.map(({ first }) => first).sort().at(-1);
  if (begins === undefined || begins >= period.date) return [];
  return [
    `Not compared with the same weekdays before (${periodText(previous)}): the data of ${
      late.map(({ location }) => location.id).join(", ")
    } begins on ${begins}. Ask for a shorter or a later period.`,
  ];
}

/** That the days of the period and of the one before are not all known. */
function partlyCompared({ isWhole, days, asked }: LikeForLike): string[] {
  return isWhole ? [] : [
    `Only ${days} of ${asked} location days are known both in the period and on the same weekdays ` +
    "before. The summary compares these; the other sections compare all days, so a change there " +
    "may come from days without data.",
  ];
}

function dayBefore(date: DateText): DateText {
  return dateOfDay(dayNumber(date) - 1);
}
