import type { TakenOrderType } from "./order_request.ts";
import { counted } from "../../../values/counted.ts";

/** What the past shows: the median of some orders, in minutes. */
export interface Observed {
  readonly minutes: number;
  readonly orders: number;
}

/** The inputs of an order's estimated time. */
export interface EstimateQuestion {
  readonly order_type: TakenOrderType;
  /** Portions in the order. */
  readonly items: number;
  /** Portions of other orders that the kitchen has yet to make. */
  readonly items_ahead: number;
  readonly now: Temporal.Instant;
  /** When the guest wants it; null for as soon as possible. */
  readonly requested: Temporal.Instant | null;
  /** How long orders of this size took here; null without enough of them. */
  readonly preparation: Observed | null;
  /** How long deliveries took here; null without enough of them. */
  readonly delivery: Observed | null;
}

/** When an order is in the guest's hands, and why then. Minutes are whole. */
export interface Estimate {
  readonly ready_at: Temporal.Instant;
  /** From now. */
  readonly minutes: number;
  /** Making it, the queue before it included. */
  readonly preparation_minutes: number;
  /** Delivery time; absent if it is not delivered. */
  readonly delivery_minutes?: number;
  readonly explanation: string;
}

/**
 * Minutes to make one, two and three items without history: the means of the pickup orders of the
 * public "Pizza Runner" data set (8 Week SQL Challenge, case 2), about ten for each.
 */
const PUBLISHED_MINUTES = [12.36, 18.38, 29.28] as const;
/** More than three are made side by side. An assumption, until there is a history. */
const MINUTES_PER_FURTHER_ITEM = 3;
const LONGEST_PREPARATION = 60;
/** The minutes added by an item in the queue: several cooks work in parallel. An assumption. */
const MINUTES_PER_ITEM_AHEAD = 1;
const LONGEST_QUEUE = 45;
/** A ride in town. An assumption, until there is a history. */
const USUAL_DELIVERY = 20;

/** When an order will be ready, or at the door. Never before it is wanted. */
export function estimate(question: EstimateQuestion): Estimate {
  const { now, requested, items, preparation } = question;
  const making = Math.ceil(preparation?.minutes ?? usualPreparation(items));
  const queue = Math.min(
    Math.ceil(question.items_ahead * MINUTES_PER_ITEM_AHEAD),
    LONGEST_QUEUE,
  );
  const ride = question.order_type === "delivery"
    ? Math.ceil(question.delivery?.minutes ?? USUAL_DELIVERY)
    : undefined;
  const soonest = now.add({ minutes: making + queue + (ride ?? 0) });
  const waits = requested !== null && Temporal.Instant.compare(requested, soonest) > 0;
  const ready_at = waits ? requested : soonest;
  return {
    ready_at,
    minutes: Math.ceil(now.until(ready_at).total("minutes")),
    preparation_minutes: making + queue,
    ...(ride !== undefined && { delivery_minutes: ride }),
    explanation: [
      makingText(making, question),
      queue === 0 ? "nothing is ahead in the kitchen" : queueText(queue, question),
      ...(ride === undefined ? [] : [rideText(ride, question)]),
      ...(waits ? ["kept until the requested time"] : []),
    ].join("; ") + ".",
  };
}

/** Minutes to make some items, without history. */
export function usualPreparation(items: number): number {
  const [one, two, three] = PUBLISHED_MINUTES;
  const minutes = items <= 1 ? one : items === 2 ? two : three;
  const further = Math.max(items - PUBLISHED_MINUTES.length, 0) * MINUTES_PER_FURTHER_ITEM;
  return Math.min(minutes + further, LONGEST_PREPARATION);
}

function makingText(minutes: number, { items, preparation }: EstimateQuestion): string {
  const source = preparation === null
    ? "the usual time, because there is no history here yet"
    : `the median of ${counted(preparation.orders, "order")} of this size here`;
  return `${minutes} min to make ${counted(items, "item")} (${source})`;
}

function queueText(minutes: number, { items_ahead }: EstimateQuestion): string {
  const items = counted(items_ahead, "item");
  return `${minutes} min for ${items} ahead in the kitchen`;
}

function rideText(minutes: number, { delivery }: EstimateQuestion): string {
  const source = delivery === null ? "the usual time" : `the median of ${delivery.orders} here`;
  return `${minutes} min delivery (${source})`;
}
