import type { Order } from "../../../restaurant/orders/model/order.ts";
import type { Places } from "../../kind/places.ts";
import type { SalesRow } from "../rows/sales_row.ts";

/**
 * Tells orders apart whose numbers begin again: by the day of the calendar, because many tills begin
 * at midnight while the business day ends later, and by a gap in time. An order that goes on after
 * midnight is one.
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
  first: number;
  last: number;
}

/** The days of one import. */
export function orderDays(places: Places): OrderDays {
  const zones = new Map([...places.values()].map((place) => [place.id, place.time_zone]));
  const seen = new Map<string, Seen>();
  const dateOf = calendarDates();

  function markOfRow({ place, order_id, moment }: SalesRow): string {
    const at = Date.parse(moment.at);
    const date = dateOf(moment.at, place.time_zone);
    const key = `${place.id}\n${order_id}`;
    const known = seen.get(key);
    if (known !== undefined && isSame(known, at, date, moment.business_date)) {
      known.first = Math.min(known.first, at);
      known.last = Math.max(known.last, at);
      return known.mark;
    }
    const again = known !== undefined && known.date === date;
    const mark = again ? `${date}.${moment.at.slice(11, 16)}` : date;
    if (seen.size > MOST_REMEMBERED) seen.clear();
    seen.set(key, { mark, date, businessDate: moment.business_date, first: at, last: at });
    return mark;
  }

  return {
    markOfRow,
    markOf({ location_id, external_id, opened }) {
      const marked = /@(\d{4}-\d{2}-\d{2}\.\d{2}:\d{2})$/.exec(external_id ?? "")?.[1];
      return marked ?? dateOf(opened.at, zones.get(location_id) ?? "UTC");
    },
  };
}

function isSame(
  { date, businessDate, first, last }: Seen,
  at: number,
  day: string,
  businessDay: string,
): boolean {
  const gap = Math.max(first - at, at - last, 0);
  const isOneDay = date === day && businessDate === businessDay;
  return gap <= (isOneDay ? LONGEST_ORDER : LONGEST_PAUSE);
}

/** Dates on the wall clock; instants of one hour share theirs, except where an hour is cut. */
function calendarDates(): (at: string, timeZone: string) => string {
  const known = new Map<string, string>();
  return (at, timeZone) => {
    const key = `${timeZone}\n${at.slice(0, 15)}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size > MOST_REMEMBERED) known.clear();
    const date = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
    known.set(key, date);
    return date;
  };
}
