import { dateEvidence, type DateOrder } from "./cells/dates.ts";
import type { Sighting } from "./sighting.ts";

/** First and last date as numbers, 20261013, if all are read in one order. */
export interface DateRange {
  first: number;
  last: number;
}

/** What the dates of a file show about their order. */
export interface DateSurvey {
  /** By the orders in which a date can be read, if it does not state its own: `dmy`, `dmy mdy`. */
  readonly open: Map<string, Sighting>;
  readonly ranges: Map<DateOrder, DateRange>;
  /** The first text in a date's place that is none. */
  undated?: Sighting;
}

/** Takes in the dates of a file one by one. */
export interface DateSurveyor {
  readonly seen: DateSurvey;
  /** Returns whether a text is a date. */
  observe(line: number, text: string): boolean;
}

/** A surveyor who has seen no date. */
export function dateSurveyor(): DateSurveyor {
  const seen: DateSurvey = { open: new Map(), ranges: new Map() };
  let last: string | undefined;

  function observe(line: number, text: string): boolean {
    // The rows of one order share their date.
    if (text === last) return true;
    const evidence = dateEvidence(text);
    if (evidence === undefined) {
      if (text !== "") seen.undated ??= { line, text };
      return false;
    }
    last = text;
    const { possible, certain } = evidence;
    // A date that is the same in both orders, such as 05/05, shows nothing.
    if (!certain && new Set(possible.values()).size === possible.size && possible.size > 0) {
      const orders = [...possible.keys()].join(" ");
      if (!seen.open.has(orders)) seen.open.set(orders, { line, text });
    }
    for (const [order, date] of possible) {
      for (const one of certain ? ALL_ORDERS : [order]) widen(seen.ranges, one, date);
    }
    return true;
  }

  return { seen, observe };
}

const ALL_ORDERS: readonly DateOrder[] = ["dmy", "mdy", "ymd"];

function widen(ranges: Map<DateOrder, DateRange>, order: DateOrder, date: number): void {
  const range = ranges.get(order);
  if (range === undefined) {
    ranges.set(order, { first: date, last: date });
    return;
  }
  if (date < range.first) range.first = date;
  if (date > range.last) range.last = date;
}
