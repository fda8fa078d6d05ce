import assert from "node:assert/strict";
import { fc } from "../../packages/fast_check.ts";
import { allEvents, assertNumbered } from "../../support/events.ts";
import { setAvailability } from "../../../src/restaurant/menu/set_availability.ts";
import { transitionOrder } from "../../../src/restaurant/orders/transition/transition_order.ts";
import { placeOrder } from "../../../src/restaurant/orders/take/place_order.ts";
import { checkRollups } from "../../../src/restaurant/sales/check_rollups.ts";
import { writeSales } from "../../../src/restaurant/sales/write_sales.ts";
import type { Database, Reader } from "../../../src/storage/database.ts";
import { freshIds } from "../../../src/storage/ids.ts";
import type { OrderStatus } from "../../../src/storage/schema/tables/orders.ts";
import { RestaurantError } from "../../../src/values/errors.ts";
import { alwaysAsync } from "../../support/always.ts";
import { type Engine, onEveryEngine } from "../../support/engines.ts";
import { burgers, openFloor, request, salads, WAITER } from "../../support/floor.ts";
import { move, shelves } from "../../support/pantry.ts";
import { newSales, refund, WRITTEN_AT } from "../../support/sales.ts";

/** Events on the floor; `which` is one of the orders so far. */
type Step =
  | { readonly kind: "order"; readonly burgers: number; readonly salads: number }
  | { readonly kind: "move"; readonly which: number; readonly to: OrderStatus }
  | { readonly kind: "refund"; readonly which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant("order" as const),
    burgers: fc.integer({ min: 1, max: 4 }),
    salads: fc.nat(3),
  }),
  fc.record({
    kind: fc.constant("move" as const),
    which: fc.nat(4),
    to: fc.constantFrom<OrderStatus>("preparing", "ready", "completed", "cancelled", "cancelled"),
  }),
  fc.record({ kind: fc.constant("refund" as const), which: fc.nat(4) }),
);

const BEEF = 1_500_000;
const LETTUCE = 9_000_000;
const LIMIT = 12;

/** Ten burgers' worth of beef, and a dozen salads although there is lettuce for more. */
async function openScarce(engine: Engine): Promise<Database> {
  const database = await openFloor(engine);
  await move(database, "BEEF0000", BEEF);
  await move(database, "LETTUCE0", LETTUCE);
  const change = {
    menu_item_id: "SALAD000",
    location_ids: ["downtown"],
    state: "limited" as const,
    remaining: LIMIT,
    actor: "kitchen",
  };
  await database.write((writer) => setAvailability(writer, change, WRITTEN_AT));
  return database;
}

/** Does a step in a transaction of its own; what is refused must leave nothing behind. */
async function take(database: Database, step: Step, ids: string[]): Promise<void> {
  const id = ids[step.kind === "order" ? 0 : step.which % Math.max(ids.length, 1)] ?? "NOWHERE0";
  try {
    await database.write(async (writer) => {
      if (step.kind === "order") {
        const items = [burgers(step.burgers), ...(step.salads > 0 ? [salads(step.salads)] : [])];
        ids.push((await placeOrder(writer, request({ items }), WAITER)).order.id);
      } else if (step.kind === "move") {
        await transitionOrder(writer, { order_id: id, status: step.to, reason: "left" }, WAITER);
      } else if (ids.length > 0) {
        const [fresh = ""] = await freshIds(writer, "refunds", 1);
        const givenBack = newSales([], [refund({ id: fresh, order_id: id })]);
        await writeSales(writer, givenBack, WRITTEN_AT);
      }
    });
  } catch (error) {
    if (!(error instanceof RestaurantError)) throw error;
  }
}

onEveryEngine(
  "whatever happens on the floor, figures, stock, counts and events add up",
  async (engine) => {
    await alwaysAsync(
      fc.asyncProperty(fc.array(step, { maxLength: 25, size: "max" }), async (steps) => {
        await using database = await openScarce(engine);
        const ids: string[] = [];
        for (const step of steps) await take(database, step, ids);
        assert.equal((await checkRollups(database.reader)).different, 0);
        await assertStockAddsUp(database);
        await assertCountsAddUp(database);
        await assertEventsAddUp(database, ids.length);
      }),
      40,
      engine,
    );
  },
);

/** On hand is the ledger's sum, and what active orders left over; a salad takes 200 g. */
async function assertStockAddsUp({ reader }: Database): Promise<void> {
  const [beef, lettuce] = await shelves(reader);
  for (const shelf of [beef, lettuce]) assert.equal(shelf?.on_hand, shelf?.ledger);
  assert.equal(beef?.on_hand, BEEF - await usedUp(reader, "BURGER00") * 150_000);
  assert.equal(lettuce?.on_hand, LETTUCE - await usedUp(reader, "SALAD000") * 200_000);
  assert.ok((beef?.on_hand ?? 0) >= 0, "oversold");
}

async function assertCountsAddUp({ reader }: Database): Promise<void> {
  const { remaining } = await reader.selectFrom("item_availability").select("remaining")
    .executeTakeFirstOrThrow();
  assert.equal(remaining, LIMIT - await usedUp(reader, "SALAD000"));
}

/** Portions in active orders, or in orders cancelled after they were begun. */
async function usedUp(reader: Reader, menu_item_id: string): Promise<number> {
  const lines = await reader.selectFrom("order_lines").select(["order_id", "quantity"])
    .where("menu_item_id", "=", menu_item_id).execute();
  let used = 0;
  for (const { order_id, quantity } of lines) {
    const steps = await reader.selectFrom("order_progress").select("status")
      .where("order_id", "=", order_id).orderBy("position").execute();
    const statuses = steps.map(({ status }) => status).join();
    if (statuses !== "received,cancelled") used += quantity / 1000;
  }
  return used;
}

/** One event for each status that an order has had, numbered without a gap. */
async function assertEventsAddUp({ reader }: Database, orders: number): Promise<void> {
  const events = await allEvents(reader);
  assertNumbered(events);
  const progress = await reader.selectFrom("order_progress").select("order_id").execute();
  const told = events.filter(({ kind }) => kind.startsWith("order_"));
  assert.equal(told.length, progress.length);
  assert.equal(told.filter(({ kind }) => kind === "order_received").length, orders);
}
