import { dateOfDay, type DayNumber } from "../../values/day_number.ts";
import { daysOf, untilText } from "./like_for_like.ts";
import type { Period } from "../../values/period.ts";
import { type DayState, dayState, isKnown, type SalesHistory } from "./sales_history.ts";

/** What some locations do not know about a period. */
export interface Coverage {
  /** Whether every day is over and has its data at every location. */
  readonly complete: boolean;
  /** Whether at least the start of one day is known; without it there are no figures, not 0. */
  readonly hasData: boolean;
  /** What is missing, in words. */
  readonly missing: string[];
}

const MOST_DATES = 3;
const MOST_PLACES = 6;

/** Whether the figures of a period are final, and what is missing. */
export function coverageOf(
  histories: readonly SalesHistory[],
  periodOf: (locationId: string) => Period,
): Coverage {
  const places = new Map<string, string[]>();
  for (const history of histories) {
    for (const text of gapsOf(history, daysOf(periodOf(history.location.id)))) {
      places.getOrInsertComputed(text, () => []).push(history.location.id);
    }
  }
  const missing = Array.from(places, ([text, ids]) => `${placesText(ids)}: ${text}.`);
  const hasData = histories.some((history) =>
    daysOf(periodOf(history.location.id)).some((day) => isSeen(dayState(history, day)))
  );
  return { complete: missing.length === 0, hasData, missing };
}

function isSeen(state: DayState): boolean {
  return isKnown(state) || state === "unfinished" || state === "not_yet";
}

function placesText(ids: readonly string[]): string {
  const more = ids.length - MOST_PLACES;
  return ids.slice(0, MOST_PLACES).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function gapsOf(history: SalesHistory, days: readonly DayNumber[]): string[] {
  const { first, last, today } = history;
  const byState = Map.groupBy(days, (day) => dayState(history, day));
  const of = (state: DayState) => byState.get(state) ?? [];
  const [late, gaps] = partition(of("missing"), (day) => last !== null && day > last);
  return [
    ...(first === null && days.some((day) => !isKnown(dayState(history, day)))
      ? ["nothing recorded yet"]
      : first !== null && of("before").length > 0
      ? [`no data before ${dateOfDay(first)}`]
      : []),
    ...of("unfinished").map((day) =>
      `${day === today ? "not over" : "imported before it was over"}, sales of ${
        untilText({ day, minutes: history.cutOff?.minutes ?? 0 })
      }`
    ),
    ...(gaps.length > 0 ? [`no sales on ${datesText(gaps)}, closed or not imported`] : []),
    ...(late.length > 0 && last !== null
      ? [`no data after ${dateOfDay(last)}, missing ${datesText(late)}`]
      : []),
    ...of("not_yet").map((day) => `no sales yet on ${dateOfDay(day)}`),
    ...(of("to_come").length > 0 ? [`${datesText(of("to_come"))} still to come`] : []),
  ];
}

function partition<Item>(items: readonly Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

function datesText(days: readonly DayNumber[]): string {
  const [first = 0] = days;
  const last = days.at(-1) ?? first;
  if (days.length <= MOST_DATES) return days.map(dateOfDay).join(", ");
  const dates = `${dateOfDay(first)} to ${dateOfDay(last)}`;
  return last - first + 1 === days.length ? dates : `${days.length} days of ${dates}`;
}
