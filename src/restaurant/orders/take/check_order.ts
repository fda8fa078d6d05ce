import { knownLocation, type Location } from "../../locations/location.ts";
import { costOf } from "./bill.ts";
import { type CheckedLine, checkItems } from "./check_items.ts";
import { checkText } from "./check_text.ts";
import { checkTime } from "./check_time.ts";
import type { OrderCatalog } from "./order_catalog.ts";
import {
  LONGEST,
  MOST_GUESTS,
  MOST_OF_AN_ORDER,
  ORDER_TYPES,
  type OrderRequest,
  type TakenOrderType,
} from "./order_request.ts";
import { collectProblems, invalidOrder, type Report } from "./problems.ts";

/** An order that can be taken, where stock reaches. */
export interface CheckedOrder {
  readonly location: Location;
  readonly order_type: TakenOrderType;
  readonly lines: readonly CheckedLine[];
  readonly customer_name: string | null;
  /** Null if not counted, and for orders that are not dine-in. */
  readonly guests: number | null;
  readonly table_name: string | null;
  /** Null for as soon as possible. */
  readonly requested: Temporal.Instant | null;
}

/**
 * Checks an order against menu, opening hours and limits.
 *
 * @throws {RestaurantError} INVALID_ORDER with every problem at once.
 */
export function checkOrder(
  catalog: OrderCatalog,
  request: OrderRequest,
  now: Temporal.Instant,
): CheckedOrder {
  const { problems, report } = collectProblems();
  const location = checkLocation(catalog.locations, request.location, report);
  const orderType = checkOrderType(request.order_type, report);
  const lines = checkItems(request.items, catalog, location, report);
  const hours = catalog.hours.get(location?.id ?? "") ?? [];
  const requested = location === undefined
    ? null
    : checkTime(request.requested_time, { location, hours, now }, report);
  const rest = {
    customer_name: checkText(
      request.customer_name,
      "customer_name",
      LONGEST.customer_name,
      report,
    ),
    guests: checkGuests(request.guests, orderType, report),
    table_name: checkTable(request.table, orderType, report),
  };
  if (costOf(lines) > MOST_OF_AN_ORDER) {
    report("items", "The order costs more than can be true: look for a price that is too large.");
  }
  if (problems.length > 0 || location === undefined || orderType === undefined) {
    throw invalidOrder(problems);
  }
  return { location, order_type: orderType, lines, requested, ...rest };
}

function checkLocation(
  locations: readonly Location[],
  wanted: string,
  report: Report,
): Location | undefined {
  const found = knownLocation(locations, wanted);
  if (found === undefined) {
    const known = locations.map(({ id }) => id).join(", ");
    const problem = known === "" ? "there is none yet" : `known: ${known}`;
    report("location", `There is no location '${wanted.slice(0, 40)}'; ${problem}.`);
  }
  return found;
}

function checkOrderType(text: string, report: Report): TakenOrderType | undefined {
  const found = ORDER_TYPES.find((orderType) => orderType === text);
  if (found === undefined) report("order_type", `Use ${ORDER_TYPES.join(", ")}.`);
  return found;
}

/** Guests are counted at tables: those of other orders would not be comparable. */
function checkGuests(
  guests: number | undefined,
  orderType: TakenOrderType | undefined,
  report: Report,
): number | null {
  if (guests === undefined) return null;
  if (!Number.isInteger(guests) || guests < 1 || guests > MOST_GUESTS) {
    report("guests", `Give a whole number from 1 to ${MOST_GUESTS}, not ${guests}.`);
  }
  return orderType === "dine_in" ? guests : null;
}

function checkTable(
  table: string | undefined,
  orderType: TakenOrderType | undefined,
  report: Report,
): string | null {
  const name = checkText(table, "table", LONGEST.table, report);
  if (name !== null && orderType !== undefined && orderType !== "dine_in") {
    report("table", `A ${orderType} order has no table; leave it out.`);
  }
  return name;
}
