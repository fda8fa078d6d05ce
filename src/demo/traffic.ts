import { transitionOrder } from "../restaurant/orders/transition/transition_order.ts";
import { type PlacedOrder, placeOrder } from "../restaurant/orders/take/place_order.ts";
import { type OpenOrder, readOpenOrders } from "../restaurant/orders/read/open_orders.ts";
import type { Database } from "../storage/database.ts";
import type { OrderStatus } from "../storage/schema/tables/orders.ts";
import type { Clock } from "../values/clock.ts";
import { RestaurantError } from "../values/errors.ts";
import { readCatalogue } from "./read_catalogue.ts";
import { happens, seededRandom } from "./random.ts";
import { guestsOf } from "./walk_in.ts";

/** What the demo's traffic needs, and what it notifies. */
export interface TrafficOptions {
  readonly clock: Clock;
  /** The same seed brings the same guests in the same order. */
  readonly seed?: number;
  /** Milliseconds between two looks at the floor. */
  readonly everyMs?: number;
  onOrder(order: PlacedOrder): void;
  onError(error: unknown): void;
}

/** About two orders a minute: enough to watch, and no more than two kitchens can make. */
const CHANCE_OF_AN_ORDER = 0.15;
const LOOK_EVERY_MS = 5000;
const MOST_OPEN = 100;
const ACTOR = "demo";

/** When an order moves on, as a share of the promised time. */
const STEPS: Readonly<Partial<Record<OrderStatus, { share: number; next: OrderStatus }>>> = {
  received: { share: 0.15, next: "preparing" },
  preparing: { share: 0.95, next: "ready" },
  ready: { share: 1.3, next: "completed" },
};
/** Minutes that an order without a promise takes. */
const USUAL_MINUTES = 20;

/**
 * Lets guests come and the kitchen work, through the same commands as clients use. Ends when it is
 * disposed.
 */
export function startTraffic(
  { reader, write }: Pick<Database, "reader" | "write">,
  { clock, seed = 1, everyMs = LOOK_EVERY_MS, onOrder, onError }: TrafficOptions,
): AsyncDisposable {
  const guests = guestsOf(readCatalogue());
  let tick = 0;
  let working: Promise<void> = Promise.resolve();

  async function work(): Promise<void> {
    const doer = { actor: ACTOR, now: clock() };
    for (const order of await readOpenOrders(reader, MOST_OPEN)) {
      const status = nextStatus(order, doer.now);
      if (status === undefined) continue;
      await write((writer) => transitionOrder(writer, { order_id: order.id, status }, doer));
    }
    const random = seededRandom(seed, "traffic", String(tick));
    // By day the first guest is at the door, so that the demo shows an order at once.
    const comes = happens(random, CHANCE_OF_AN_ORDER) || tick === 0;
    tick += 1;
    const request = comes ? guests(random, doer.now) : undefined;
    if (request === undefined) return;
    onOrder(await write((writer) => placeOrder(writer, request, doer)));
  }

  /** Closed, sold out, changed by someone else: an ordinary evening. */
  function unlessExpected(error: unknown): void {
    if (!(error instanceof RestaurantError)) onError(error);
  }

  const timer = setInterval(() => working = working.then(work).catch(unlessExpected), everyMs);
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await working;
    },
  };
}

/** The status an order should have by now, one step ahead at most; undefined if it may stay. */
export function nextStatus(
  { status, opened_at, promised_at }: Pick<OpenOrder, "status" | "opened_at" | "promised_at">,
  now: Temporal.Instant,
): OrderStatus | undefined {
  const step = STEPS[status];
  if (step === undefined) return undefined;
  const opened = Temporal.Instant.from(opened_at);
  const promised = promised_at === null
    ? opened.add({ minutes: USUAL_MINUTES })
    : Temporal.Instant.from(promised_at);
  const minutes = opened.until(promised).total("minutes");
  const isDue = opened.until(now).total("minutes") >= minutes * step.share;
  return isDue ? step.next : undefined;
}
