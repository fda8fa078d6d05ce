import type { Order } from "../../../restaurant/orders/model/order.ts";
import type { Moment } from "../../../values/business_day.ts";
import type { InstantText } from "../../../values/clock.ts";
import { calendarDate } from "../../../values/calendar_date.ts";
import type { Places } from "../../kind/places.ts";
import type { SalesRow } from "../rows/sales_row.ts";
import { type NumberRestart, numberRestart } from "./number_restart.ts";

/**
 * Distinguishes orders whose numbers restart: by the calendar day, because many tills restart at
 * midnight while the business day ends later, and by a gap in time. An order that continues after
 * midnight is one order.
 */
export interface OrderDays {
  /** Rows come in the order of the file. */
  markOfRow(row: SalesRow): string;
  markOf(order: Order): string;
}

/** Rows of one order are hardly further apart. */
const LONGEST_PAUSE = 3 * 3_600_000;
/** On one day the same number is the same order, unless so much time lies between. */
const LONGEST_ORDER = 6 * 3_600_000;
const MOST_REMEMBERED = 20_000;

interface Seen {
  readonly mark: string;
  readonly date: string;
  readonly businessDate: string;
  first: InstantText;
  last: InstantText;
  /** Of the row that was seen last. */
  moment: Moment;
}

/** The days of one import. */
export function orderDays(places: Places): OrderDays {
  const calendars = new Map([...places.values()].map((place) => [place.id, place]));
  const seen = new Map<string, Seen>();
  const restarts = new Map<string, NumberRestart>();

  let last: { readonly row: SalesRow; readonly mark: string } | undefined;

  function markOfRow(row: SalesRow): string {
    const { place, order_id, moment } = row;
    // The rows of one order mostly follow each other and share their moment.
    const isSame = last !== undefined && last.row.moment === moment &&
      last.row.order_id === order_id && last.row.place === place;
    if (last === undefined || !isSame) last = { row, mark: markOfNext(row) };
    return last.mark;
  }

  function markOfNext({ place, order_id, moment }: SalesRow): string {
    const key = `${place.id}\n${order_id}`;
    const known = seen.get(key);
    if (known?.moment === moment) return known.mark;
    const { at } = moment;
    const date = calendarDate(moment, place);
    const isAnew = restarts.getOrInsertComputed(place.id, numberRestart).isAnew(order_id, date) &&
      known?.date !== date;
    if (known !== undefined && !isAnew && isSame(known, at, date, moment.business_date)) {
      if (at < known.first) known.first = at;
      if (at > known.last) known.last = at;
      known.moment = moment;
      return known.mark;
    }
    const again = known !== undefined && known.date === date;
    const mark = again ? `${date}.${at.slice(11, 16)}` : date;
    if (seen.size > MOST_REMEMBERED) seen.clear();
    seen.set(key, { mark, date, businessDate: moment.business_date, first: at, last: at, moment });
    return mark;
  }

  return {
    markOfRow,
    markOf({ location_id, external_id, opened }) {
      const marked = /@(\d{4}-\d{2}-\d{2}\.\d{2}:\d{2})$/.exec(external_id ?? "")?.[1];
      const calendar = calendars.get(location_id);
      if (marked !== undefined || calendar === undefined) return marked ?? opened.business_date;
      return calendarDate(opened, calendar);
    },
  };
}

function isSame(
  { date, businessDate, first, last }: Seen,
  at: InstantText,
  day: string,
  businessDay: string,
): boolean {
  const instant = Date.parse(at);
  const gap = Math.max(Date.parse(first) - instant, instant - Date.parse(last), 0);
  const isOneDay = date === day && businessDate === businessDay;
  return gap <= (isOneDay ? LONGEST_ORDER : LONGEST_PAUSE);
}
