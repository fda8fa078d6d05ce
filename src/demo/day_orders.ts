import type { Order, OrderLine } from "../restaurant/orders/model/order.ts";
import type { OrderStatus } from "../storage/schema/tables/orders.ts";
import { daypartOf } from "../restaurant/sales/daypart.ts";
import { basket, giftCard, type Party, type Pick } from "./basket.ts";
import { billLine } from "./bill.ts";
import type { Place } from "./place.ts";
import { lateOne, statusAt } from "./progress.ts";
import { happens, oneOf, type Random } from "./random.ts";
import { drifting, namedDiscounts, type Reduction, reductionFor } from "./reductions.ts";
import { payments, serviceCharges } from "./settlement.ts";
import { millisecondsAt, momentAt, type TradingDay } from "./trading_days.ts";

/** Share of dine-in orders with a guest count. */
const COUNTED = 0.92;
/** Share of orders from outside that are called off. */
const CALLED_OFF = 0.008;

/** A day at a location. */
export interface Service {
  readonly place: Place;
  readonly day: TradingDay;
  readonly random: Random;
  nextId(): string;
}

/** When an order was opened, and how it got on since. */
interface Arrival {
  readonly minute: number;
  /** Minutes before now. */
  readonly age: number;
  readonly late: boolean;
}

/**
 * The orders opened on a day, early to late, in their present state.
 *
 * @param now Milliseconds of the epoch; there is no order after it.
 */
export function dayOrders(service: Service, now: number): Order[] {
  const { place, day, random } = service;
  const arrivals = place.demand.arrivals(day, random)
    .map((minute) => ({ minute, age: (now - millisecondsAt(day, minute)) / 60_000 }))
    .filter(({ age }) => age >= 0);
  const late = lateOne(arrivals.map(({ age }) => age));
  return arrivals.map(({ minute, age }, index) =>
    orderOf(service, { minute, age, late: age === late }, String(index + 1))
  );
}

function orderOf(service: Service, arrival: Arrival, number: string): Order {
  const { place: { location, habits }, day, random } = service;
  const opened = momentAt(day, arrival.minute);
  const party = partyAt(service, opened.local_hour);
  const dinesIn = party.order_type === "dine_in";
  const status = statusOf(party, arrival, random);
  const cancelled = status === "cancelled";
  const { lines, reduction } = ordered(service, party, cancelled);
  const charges = cancelled ? [] : serviceCharges(party, lines, habits);
  const paid = payments(party, lines, charges, random);
  return {
    id: service.nextId(),
    location_id: location.id,
    source: "demo",
    external_id: null,
    number,
    order_type: party.order_type,
    status,
    opened,
    guests: dinesIn && happens(random, COUNTED) ? party.guests : null,
    table_name: dinesIn ? oneOf(random, location.tables) ?? null : null,
    customer_name: dinesIn ? null : oneOf(random, habits.customers) ?? null,
    lines,
    payments: cancelled || (dinesIn && status !== "completed") ? [] : paid,
    discounts: namedDiscounts(reduction, lines),
    service_charges: charges,
  };
}

function statusOf(party: Party, { age, late }: Arrival, random: Random): OrderStatus {
  if (party.order_type !== "dine_in" && happens(random, CALLED_OFF)) return "cancelled";
  return late ? "preparing" : statusAt(party.order_type, age);
}

function partyAt({ place, random }: Service, hour: number): Party {
  const orderType = place.orderType(daypartOf(hour))(random) ?? "dine_in";
  return { order_type: orderType, guests: place.partySize(orderType)(random) ?? 1, hour };
}

/** The lines of a party, less what it gets off. Nothing is taken off what was called off. */
function ordered(
  { place, day, random }: Service,
  party: Party,
  cancelled: boolean,
): { readonly lines: OrderLine[]; readonly reduction: Reduction | undefined } {
  const { location, habits } = place;
  const tastes = place.tastes(day);
  const picks = basket(party, tastes, habits, random);
  const reduction = cancelled
    ? undefined
    : reductionFor(picks, { party, day, location, habits }, random);
  const voidRate = drifting(location, "void_rate", day);
  const line = (pick: Pick, voided: boolean) =>
    billLine(pick, {
      years_ago: day.years_ago,
      tax_rate: location.tax_rate,
      percent: reduction?.percent(pick) ?? 0,
      voided,
    });
  const lines = picks.map((pick, index) => line(pick, index > 0 && happens(random, voidRate)));
  const cards = cancelled ? [] : giftCard(day.month, tastes, random);
  return { lines: [...lines, ...cards.map((pick) => line(pick, false))], reduction };
}
