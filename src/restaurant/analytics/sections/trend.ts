import { dateOfDay, dayNumber, WEEKDAY_NAMES, weekdayOf } from "../../../values/day_number.ts";
import { netSales } from "../../sales/figures.ts";
import { length, type Period } from "../../../values/period.ts";
import { percentChangeText } from "../../../values/percent_text.ts";
import { closedDays, readCalendarDays, type SpecialDays } from "../calendar_days.ts";
import { CONTEXT_DAYS } from "../context_days.ts";
import { readRollups } from "../../sales/read_rollups.ts";
import {
  changePercent,
  type Finding,
  firstRows,
  major,
  moneyText,
  rounded,
  type Section,
  type SectionInput,
  sectionOf,
  type Table,
} from "../section.ts";
import { LEAST_VALUES, type Slope, theilSen } from "../slope.ts";
import { type DayValue, type UnusualDay, unusualDays } from "../unusual_days.ts";
import { weekdayPattern, withoutWeekday } from "../weekday_pattern.ts";

/** Longer periods are shown by week. */
const MOST_DAYS = 31;
const LISTED_WEEKS = 60;
const LISTED_UNUSUAL = 10;

/** Sales over time with the weekday pattern taken out, and the days that stand out. */
export async function readTrend(input: SectionInput): Promise<Section> {
  const { scope } = input;
  const { period } = scope;
  const all = await readDays(input, widened(period, scope.today));
  const days = all.filter(({ day }) => isWithin(day, period));
  const pattern = weekdayPattern(all);
  const level = withoutWeekday(days, pattern);
  const weeks = byWeek(level);
  const slope = theilSen(weeks.map(({ value }) => value));
  const special = await readCalendarDays(input.reader, scope.locations, period);
  const unusual = unusualDays(all).filter(({ day }) => isWithin(day, period));
  const closed = closedDays(all.map(({ day }) => day), period);
  return sectionOf("trend", {
    findings: [
      ...slopeFinding(slope, weeks, scope),
      ...unusual.slice(0, LISTED_UNUSUAL).map((one) =>
        unusualFinding(one, all.length, special, scope)
      ),
    ],
    figures: {
      change_percent_per_month: slope === null ? null : perMonth(slope.slope, weeks),
      unusual_days: unusual.length,
      closed_days: closed.closed.length,
      one_off_openings: closed.opened.length,
    },
    tables: [
      patternTable(pattern),
      length(period) <= MOST_DAYS ? dayTable(days, pattern, scope) : weekTable(weeks, scope),
      ...specialTable(closed, special),
    ],
    notes: [
      "Unusual: 3 or more robust standard deviations from the median of the same weekdays within " +
      "8 weeks. The trend is the median slope of the weeks, each day divided by its weekday's share.",
      ...(slope === null
        ? [`A trend needs ${LEAST_VALUES} weeks; the period touches ${weeks.length}.`]
        : []),
    ],
  });
}

async function readDays({ reader, scope }: SectionInput, period: Period): Promise<DayValue[]> {
  const query = { dimension: "day", period, location_ids: scope.ids } as const;
  const rows = await readRollups(reader, query, ["business_date"]);
  return rows.filter(({ transactions }) => transactions > 0)
    .map(({ business_date, ...row }) => ({ day: dayNumber(business_date), value: netSales(row) }));
}

function widened({ date, end_date }: Period, today: string): Period {
  const last = Math.min(dayNumber(end_date) + CONTEXT_DAYS, dayNumber(today) - 1);
  return {
    date: dateOfDay(dayNumber(date) - CONTEXT_DAYS),
    end_date: dateOfDay(Math.max(last, dayNumber(end_date))),
  };
}

function isWithin(day: number, { date, end_date }: Period): boolean {
  return day >= dayNumber(date) && day <= dayNumber(end_date);
}

/** The mean of each week's open days; weeks begin on Monday. */
function byWeek(level: readonly DayValue[]): DayValue[] {
  const weeks = Map.groupBy(level, ({ day }) => day - weekdayOf(day));
  return Array.from(weeks, ([day, some]) => ({
    day,
    value: some.reduce((sum, { value }) => sum + value, 0) / some.length,
  }));
}

/** The slope of weeks as percent of an average week, for a month of 30 days. */
function perMonth(slope: number, weeks: readonly DayValue[]): number {
  const mean = weeks.reduce((sum, { value }) => sum + value, 0) / weeks.length;
  return rounded(100 * slope * 30 / 7 / mean, 1);
}

function slopeFinding(
  slope: Slope | null,
  weeks: readonly DayValue[],
  scope: SectionInput["scope"],
): Finding[] {
  if (slope === null) return [];
  const [monthly, low, high] = [slope.slope, slope.low, slope.high].map((one) =>
    perMonth(one, weeks)
  );
  const isClear = slope.low > 0 || slope.high < 0;
  return [{
    text: isClear
      ? `Without the weekday pattern, net sales per open day ${
        slope.slope > 0 ? "rose" : "fell"
      } by ${percentChangeText(monthly ?? null)} a month (${low} to ${high} %).`
      : `Without the weekday pattern, net sales per open day show no clear trend (${low} to ${high} % a month).`,
    weight: isClear ? Math.abs(slope.slope) * weeks.length * weeks.length * 3.5 : 0,
    isNotable: isClear && scope.ids.length > 0,
  }];
}

function unusualFinding(
  { day, value, usual, deviations, rank }: UnusualDay,
  days: number,
  special: SpecialDays,
  scope: SectionInput["scope"],
): Finding {
  const name = special.nameOf(day);
  return {
    text:
      `${dateOfDay(day)} (${WEEKDAY_NAMES[weekdayOf(day)]}${
        name === undefined ? "" : `, ${name}`
      }): ` +
      `net ${moneyText(value, scope)}, usual is ${moneyText(usual, scope)} ` +
      `(${percentChangeText(changePercent(value, usual))}), ${
        rounded(Math.abs(deviations), 1)
      } deviations ` +
      `${deviations > 0 ? "above" : "below"}: number ${rank} of the most unusual of ${days} days.`,
    weight: Math.abs(value - usual),
    isNotable: true,
  };
}

function patternTable(pattern: readonly (number | null)[]): Table {
  return {
    title: "Weekday beside an average one",
    columns: ["weekday", "share"],
    rows: pattern.map((share, i) => [
      WEEKDAY_NAMES[i] ?? "",
      share === null ? null : rounded(share),
    ]),
  };
}

function dayTable(
  days: readonly DayValue[],
  pattern: readonly (number | null)[],
  scope: SectionInput["scope"],
): Table {
  return {
    title: "By day",
    columns: ["date", "weekday", "net", "without weekday pattern"],
    rows: days.map(({ day, value }) => [
      dateOfDay(day),
      (WEEKDAY_NAMES[weekdayOf(day)] ?? "").slice(0, 3),
      major(value, scope),
      major(value / (pattern[weekdayOf(day)] ?? 1), scope),
    ]),
  };
}

function weekTable(weeks: readonly DayValue[], scope: SectionInput["scope"]): Table {
  return {
    title: "By week, net per open day without weekday pattern",
    columns: ["week from", "net"],
    ...firstRows(
      weeks.map(({ day, value }) => [dateOfDay(day), major(value, scope)]),
      LISTED_WEEKS,
    ),
  };
}

function specialTable(
  { closed, opened }: { readonly closed: readonly number[]; readonly opened: readonly number[] },
  special: SpecialDays,
): Table[] {
  const row = (what: string) => (day: number) => [
    dateOfDay(day),
    what,
    special.closingOf(day) ?? special.nameOf(day) ?? null,
  ];
  const rows = [
    ...closed.map((day) => row(special.closingOf(day) === undefined ? "no sales" : "closed")(day)),
    ...opened.map(row("open although the weekday is usually closed")),
  ];
  return rows.length === 0 ? [] : [{
    title: "Days without sales, and one-off openings",
    columns: ["date", "what", "known as"],
    ...firstRows(rows, LISTED_UNUSUAL),
  }];
}
