import {
  type Catalogue,
  DEMO_ORDER_TYPES,
  type DemoLocation,
  type DemoOrderType,
  type Habits,
} from "./catalogue.ts";
import { type Demand, demandAt } from "./demand.ts";
import { dishesOnOffer } from "./dishes.ts";
import { type Choice, weighted } from "./random.ts";
import { type Tastes, tastesAt } from "./tastes.ts";
import { type TradingDay, tradingDays } from "./trading_days.ts";

/** A location with everything that decides its orders. */
export interface Place {
  readonly location: DemoLocation;
  readonly habits: Habits;
  /** Its business days, oldest first; the last one is today. */
  readonly days: readonly TradingDay[];
  readonly demand: Demand;
  /** What its guests like on a day. */
  tastes(day: TradingDay): Tastes;
  /** How guests of a daypart order. */
  orderType(daypart: string): Choice<DemoOrderType>;
  /** How many come together. */
  partySize(orderType: DemoOrderType): Choice<number>;
}

/** All locations with the days of their last months. */
export function placesOf(catalogue: Catalogue, now: Temporal.Instant, months: number): Place[] {
  const { habits, holidays, locations } = catalogue;
  const dishes = dishesOnOffer(catalogue);
  return locations.map((location) => ({
    location,
    habits,
    days: tradingDays(location, now, months),
    demand: demandAt(location, holidays),
    tastes: tastesAt(location, dishes),
    orderType: orderTypes(location),
    partySize: partySizes(habits),
  }));
}

function orderTypes({ order_types }: DemoLocation): Place["orderType"] {
  const choices = new Map(
    Object.entries(order_types).map(([daypart, weights]) => [
      daypart,
      weighted(DEMO_ORDER_TYPES, (orderType) => weights[orderType]),
    ]),
  );
  return (daypart) => choices.get(daypart) ?? (() => undefined);
}

function partySizes({ party_sizes }: Habits): Place["partySize"] {
  const choices = new Map(
    DEMO_ORDER_TYPES.map((orderType) => {
      const weights = party_sizes[orderType];
      const sizes = weights.map((_, index) => index + 1);
      return [orderType, weighted(sizes, (size) => weights[size - 1] ?? 0)];
    }),
  );
  return (orderType) => choices.get(orderType) ?? (() => undefined);
}
