import assert from "node:assert/strict";
import fc from "fast-check";
import { readEvents } from "../../src/events/outbox.ts";
import { setAvailability } from "../../src/menu/set_availability.ts";
import { moveOrder } from "../../src/ordering/move_order.ts";
import { placeOrder } from "../../src/ordering/place_order.ts";
import { checkRollups } from "../../src/sales/check_rollups.ts";
import { writeSales } from "../../src/sales/write_sales.ts";
import type { Database } from "../../src/storage/database.ts";
import { freshIds } from "../../src/storage/ids.ts";
import type { OrderStatus } from "../../src/storage/schema.ts";
import { RestaurantError } from "../../src/values/errors.ts";
import { alwaysAsync } from "../support/always.ts";
import { burgers, openFloor, request, salads, WAITER } from "../support/floor.ts";
import { move, shelves } from "../support/pantry.ts";
import { newSales, refund, WRITTEN_AT } from "../support/sales.ts";

/** What can happen on the floor; `which` is one of the orders so far. */
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
    which: fc.nat(9),
    to: fc.constantFrom<OrderStatus>("preparing", "ready", "completed", "cancelled", "cancelled"),
  }),
  fc.record({ kind: fc.constant("refund" as const), which: fc.nat(9) }),
);

const LIMIT = 12;

/** Ten burgers' worth of beef, and a dozen salads although there is lettuce for more. */
async function openScarce(): Promise<Database> {
  const database = await openFloor();
  await move(database, "BEEF0000", 1_500_000);
  await move(database, "LETTUCE0", 9_000_000);
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
        await moveOrder(writer, { order_id: id, status: step.to, reason: "left" }, WAITER);
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

Deno.test("whatever happens on the floor, figures, stock, counts and events add up", async () => {
  await alwaysAsync(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      await using database = await openScarce();
      const ids: string[] = [];
      for (const step of steps) await take(database, step, ids);
      assert.equal((await checkRollups(database.reader)).different, 0);
      await assertStockAddsUp(database);
      await assertCountsAddUp(database);
      await assertEventsAddUp(database, ids.length);
    }),
    40,
  );
});

async function assertStockAddsUp({ reader }: Database): Promise<void> {
  for (const { shelf, on_hand, ledger } of await shelves(reader)) {
    assert.equal(on_hand, ledger, shelf);
    assert.ok(on_hand >= 0, `${shelf} was oversold`);
  }
}

/** A dozen salads less those of orders that stand, or were called off when they were begun. */
async function assertCountsAddUp({ reader }: Database): Promise<void> {
  const orders = await reader.selectFrom("orders").select("id").execute();
  let sold = 0;
  for (const { id } of orders) {
    const steps = await reader.selectFrom("order_progress").select("status")
      .where("order_id", "=", id).orderBy("position").execute();
    if (steps.map(({ status }) => status).join() === "received,cancelled") continue;
    const lines = await reader.selectFrom("order_lines").select("quantity")
      .where("order_id", "=", id).where("menu_item_id", "=", "SALAD000").execute();
    for (const { quantity } of lines) sold += quantity / 1000;
  }
  const { remaining } = await reader.selectFrom("item_availability").select("remaining")
    .executeTakeFirstOrThrow();
  assert.equal(remaining, LIMIT - sold);
}

/** One event for each status that an order has had, numbered without a gap. */
async function assertEventsAddUp({ reader }: Database, orders: number): Promise<void> {
  const events = await readEvents(reader, 0, 1000);
  assert.deepEqual(events.map(({ sequence }) => sequence), events.map((_, index) => index + 1));
  const progress = await reader.selectFrom("order_progress").select("order_id").execute();
  const told = events.filter(({ kind }) => kind.startsWith("order_"));
  assert.equal(told.length, progress.length);
  assert.equal(told.filter(({ kind }) => kind === "order_received").length, orders);
}
