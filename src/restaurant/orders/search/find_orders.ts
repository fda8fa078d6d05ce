import { businessToday } from "../../locations/business_today.ts";
import type { Location } from "../../locations/location.ts";
import type { Order } from "../model/order.ts";
import { cursorOf, type OrderPosition, placeOf } from "./order_cursor.ts";
import { type OrderSummary, summaryOf } from "../read/order_summary.ts";
import { type OrderTrace, readTraces } from "../read/order_traces.ts";
import { summaryText } from "../read/order_summary_text.ts";
import { readOrders } from "../read/read_orders.ts";
import {
  LOOKED_AT_HERE,
  type OrderSearch,
  type SearchedOrders,
  searchLatest,
} from "./search_orders.ts";
import { askedPeriod } from "../../sales/asked_period.ts";
import type { Period } from "../../../values/period.ts";
import type { Reader } from "../../../storage/database.ts";
import { RestaurantError } from "../../../values/errors.ts";
import { minorDigits } from "../../../values/money.ts";

/** A search as requested, in decimal units. */
export interface OrderQuestion
  extends Pick<OrderSearch, "text" | "status" | "order_type" | "has" | "payment_method" | "limit"> {
  readonly date?: string | undefined;
  readonly end_date?: string | undefined;
  readonly min_total?: number | undefined;
  readonly max_total?: number | undefined;
  readonly cursor?: string | undefined;
  /** Whether the reader may see who sold. */
  readonly showsNames: boolean;
}

/** One page of a search. */
export interface FoundOrders {
  readonly orders: OrderSummary[];
  readonly next_cursor?: string;
  readonly basis: string;
}

const BASIS =
  "total = items - discounts + service charges + gratuity + tax + gift cards, without tips; cancelled orders " +
  "are 0, cancelled_total is what they would have totalled. min_total with max_total also finds " +
  "a total with its tip. Times are local.";

/** Characters of an answer with up to twenty orders: below 2,000 tokens, its frame included. */
const LONGEST_ANSWER = 7000;
const USUAL_LIMIT = 20;
/** The most lines shown of an order, if there is room. */
const SHOWN_LINES = [6, 4, 3, 2, 1, 0] as const;

/** What a search takes besides its question. */
export interface SearchNeeds {
  readonly now: Temporal.Instant;
  /** Goes on where it delays no one, as `searchFurther` does. */
  searchFurther(search: OrderSearch): Promise<SearchedOrders>;
}

/**
 * Finds orders at one location or at all of them, the latest first, in an answer that is short enough to read.
 *
 * @throws {RestaurantError} INVALID_INPUT for bounds, dates or a cursor that make no sense.
 */
export async function findOrders(
  reader: Reader,
  question: OrderQuestion,
  locations: readonly Location[],
  { now, searchFurther }: SearchNeeds,
): Promise<FoundOrders> {
  const { limit, date, end_date, showsNames } = question;
  const days = date === undefined
    ? undefined
    : (await askedPeriod(reader, locations, { date, end_date }, now)).period;
  const search = searchOf(question, days, locations);
  const { found, reached } = await searchAll(
    reader,
    { ...search, limit: limit + 1 },
    searchFurther,
  );
  const places = found.slice(0, limit);
  const orders = await readOrders(reader, places.map(({ id }) => id));
  const last = found.length > limit ? places.at(-1) : reached;
  return {
    orders: shortEnough(
      orders,
      await readTraces(reader, orders.map(({ id }) => id)),
      locations,
      { limit, showsNames },
    ),
    ...(last && { next_cursor: cursorOf(last) }),
    basis: [
      BASIS,
      ...(reached === null ? [] : [lookedBackTo(reached)]),
      businessToday(locations, now),
    ].join(" "),
  };
}

/** Among the latest orders at once, further back where that delays no one. */
async function searchAll(
  reader: Reader,
  search: OrderSearch,
  searchFurther: SearchNeeds["searchFurther"],
): Promise<SearchedOrders> {
  const near = await searchLatest(reader, search, LOOKED_AT_HERE);
  if (near.reached === null) return near;
  const limit = search.limit - near.found.length;
  const far = await searchFurther({ ...search, after: near.reached, limit });
  return { found: [...near.found, ...far.found], reached: far.reached };
}

/** One search reads so many orders and no more: what is not in the answer may be further back. */
function lookedBackTo({ opened_at }: OrderPosition): string {
  return `Searched back to ${opened_at}; the cursor goes on from there, a date narrows it.`;
}

function searchOf(
  { date, end_date, min_total, max_total, cursor, showsNames: _shown, ...rest }: OrderQuestion,
  days: Period | undefined,
  locations: readonly Location[],
): OrderSearch {
  const digits = digitsOf(locations, min_total ?? max_total);
  if (date === undefined && end_date !== undefined) {
    throw invalid("date", "Give the first date too.");
  }
  if (min_total !== undefined && max_total !== undefined && min_total > max_total) {
    throw invalid("max_total", "It is less than min_total.");
  }
  const minor = (total: number | undefined, round: (value: number) => number) =>
    total === undefined ? undefined : round(Number((total * 10 ** digits).toFixed(6)));
  return {
    ...rest,
    location_id: locations.length === 1 ? locations[0]?.id : undefined,
    from: days?.date,
    to: days?.end_date,
    min_total: minor(min_total, Math.ceil),
    max_total: minor(max_total, Math.floor),
    after: cursor === undefined ? undefined : placeOf(cursor),
  };
}

/** A bound is in each location's own currency; it means one amount if all have the same decimals. */
function digitsOf(locations: readonly Location[], bound: number | undefined): number {
  const [digits = 2, ...others] = new Set(locations.map(({ currency }) => minorDigits(currency)));
  if (bound !== undefined && others.length > 0) {
    throw invalid(
      "location",
      "Totals are in currencies with different decimals; name one location.",
    );
  }
  return digits;
}

/**
 * As many lines of each order as the answer has room for, in the structured result and in the text.
 */
function shortEnough(
  orders: readonly Order[],
  traces: ReadonlyMap<string, OrderTrace>,
  locations: readonly Location[],
  { limit, showsNames }: Pick<OrderQuestion, "limit" | "showsNames">,
): OrderSummary[] {
  const places = new Map(locations.map((location) => [location.id, location]));
  const room = LONGEST_ANSWER * Math.max(limit / USUAL_LIMIT, 1);
  const inShort = (lines: number) =>
    orders.map((order) => {
      const { currency = "USD", time_zone = "UTC" } = places.get(order.location_id) ?? {};
      const showing = { currency, time_zone, lines, showsNames };
      return summaryOf(order, showing, traces.get(order.id));
    });
  for (const lines of SHOWN_LINES) {
    const summaries = inShort(lines);
    if (lengthOf(summaries) <= room) return summaries;
  }
  return inShort(0);
}

function lengthOf(summaries: readonly OrderSummary[]): number {
  const inWords = summaries.reduce((sum, order) => sum + summaryText(order).length + 1, 0);
  return Math.max(JSON.stringify(summaries).length, inWords);
}

function invalid(field: string, problem: string): RestaurantError {
  return new RestaurantError("INVALID_INPUT", `${field}: ${problem}`, {
    fields: [{ field, problem }],
  });
}
