import { dateOfDay, type DayNumber } from "../../values/day_number.ts";
import type { Figures } from "./figures.ts";
import { daysOf } from "./like_for_like.ts";
import type { Period } from "../../values/period.ts";
import type { SalesBackground } from "./sales_background.ts";
import type { SalesHistory } from "./sales_history.ts";

/** Figures that an export may not have a column for. */
export const FIGURES_NOT_RECORDED = [
  "guests",
  "tax",
  "tips",
  "discounts",
  "voids",
  "payments",
] as const;

/** One of `FIGURES_NOT_RECORDED`. */
export type FigureNotRecorded = typeof FIGURES_NOT_RECORDED[number];

/** On how much of a period a figure was not recorded. */
export interface Gap {
  readonly figure: FigureNotRecorded;
  /** Whether it was recorded nowhere: then it is unknown, not zero. */
  readonly isAll: boolean;
  /** Where and when it was not, such as `harbour 2026-11-01 to 2026-11-12`. */
  readonly where: readonly string[];
}

const MOST_PLACES = 4;

/**
 * What was not recorded in a period: on days with sales that came only from imports without such a
 * column; without any sale, on the days that such imports cover.
 *
 * @param imports Of every location.
 * @param figures Of the whole period: what is not zero was recorded.
 */
export function gapsOf(
  imports: SalesBackground["imports"],
  histories: readonly SalesHistory[],
  periodOf: (locationId: string) => Period,
  figures: Figures,
): Gap[] {
  if (!histories.some(({ location }) => imports.has(location.id))) return [];
  const isSold = ({ transactions }: SalesHistory, day: DayNumber) =>
    (transactions.get(day) ?? 0) > 0;
  const isAnySold = histories.some((history) =>
    daysOf(periodOf(history.location.id)).some((day) => isSold(history, day))
  );
  const own = histories.map((history) => {
    const { id } = history.location;
    const isImported = (day: DayNumber) =>
      imports.get(id)?.some(({ first, last }) => first <= day && day <= last) ?? false;
    const days = daysOf(periodOf(id))
      .filter((day) => isAnySold ? isSold(history, day) : isImported(day));
    const [first = 0, last = 0] = [days[0], days.at(-1)];
    const near = imports.get(id)?.filter((one) => one.first <= last && first <= one.last) ?? [];
    return { id, days, imports: near };
  });
  const all = own.reduce((sum, { days }) => sum + days.length, 0);
  return FIGURES_NOT_RECORDED.flatMap((figure): Gap[] => {
    const gaps = own.map(({ id, days, imports }) => ({
      id,
      days: days.filter((day) => {
        const covering = imports.filter(({ first, last }) => first <= day && day <= last);
        return covering.length > 0 &&
          covering.every(({ notRecorded }) => notRecorded.includes(figure));
      }),
    })).filter(({ days }) => days.length > 0);
    const count = gaps.reduce((sum, { days }) => sum + days.length, 0);
    if (count === 0) return [];
    const isAll = count === all && (figure === "payments" || figures[figure] === 0);
    const more = gaps.length - MOST_PLACES;
    const where = gaps.slice(0, MOST_PLACES).map(placeText);
    return [{ figure, isAll, where: more > 0 ? [...where, `${more} more locations`] : where }];
  });
}

function placeText({ id, days }: { id: string; days: readonly DayNumber[] }): string {
  const [first = 0] = days;
  const last = days.at(-1) ?? first;
  return `${id} ${dateOfDay(first)}${first === last ? "" : ` to ${dateOfDay(last)}`}`;
}

/** The figures that were recorded nowhere: null, never zero. */
export function figuresWithout(gaps: readonly Gap[]): ReadonlySet<FigureNotRecorded> {
  return new Set(gaps.filter(({ isAll }) => isAll).map(({ figure }) => figure));
}

/**
 * What was not recorded, in words.
 *
 * @param unknown How readers see a value that is not known.
 */
export function gapsText(gaps: readonly Gap[], unknown = "null"): string[] {
  const nowhere = gaps.filter(({ isAll }) => isAll).map(({ figure }) => figure);
  const partly = gaps.filter(({ isAll }) => !isAll);
  const byPlace = Map.groupBy(partly, ({ where }) => where.join(", "));
  return [
    ...(nowhere.length === 0
      ? []
      : [`Not recorded: ${nowhere.join(", ")}; ${unknown} is not zero.`]),
    ...Array.from(
      byPlace,
      ([where, some]) =>
        `Not recorded at ${where}: ${some.map(({ figure }) => figure).join(", ")}; ` +
        "sums are over the rest.",
    ),
  ];
}
