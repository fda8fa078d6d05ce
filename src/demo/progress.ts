import type { OrderStatus } from "../storage/schema/tables/orders.ts";
import type { DemoOrderType } from "./catalogue.ts";

/** Minutes after its opening at which an order is begun, ready, and done with. */
interface Pace {
  readonly begun: number;
  readonly ready: number;
  readonly done: number;
}

const PACE: Record<DemoOrderType, Pace> = {
  dine_in: { begun: 5, ready: 22, done: 50 },
  takeout: { begun: 4, ready: 18, done: 35 },
  delivery: { begun: 4, ready: 20, done: 55 },
};

/** Between these ages in minutes an order that is not ready is late; older ones never are. */
const LATE = { from: 40, to: 120 };

/** How far an order of this age has come. */
export function statusAt(orderType: DemoOrderType, minutes: number): OrderStatus {
  const { begun, ready, done } = PACE[orderType];
  if (minutes < begun) return "received";
  if (minutes < ready) return "preparing";
  return minutes < done ? "ready" : "completed";
}

/**
 * Of orders with these ages in minutes, the youngest that may be late: the demo's one late order.
 */
export function lateOne(ages: readonly number[]): number | undefined {
  const late = ages.filter((age) => age >= LATE.from && age < LATE.to);
  return late.length === 0 ? undefined : Math.min(...late);
}
