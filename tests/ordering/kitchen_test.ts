import assert from "node:assert/strict";
import { moveOrder } from "../../src/ordering/move_order.ts";
import type { OrderRequest } from "../../src/ordering/order_request.ts";
import type { Database } from "../../src/storage/database.ts";
import { onEveryEngine } from "../support/engines.ts";
import { burgers, openFloor, place, WAITER } from "../support/floor.ts";

/** Orders that took so many minutes each to make, and ten more on the road. */
async function serve(
  database: Database,
  minutes: readonly number[],
  parts: Partial<OrderRequest> = {},
): Promise<void> {
  for (const [index, taken] of minutes.entries()) {
    const received = WAITER.now.subtract({ hours: 24 + index });
    const { order } = await place(database, parts, { actor: "waiter", now: received });
    const steps = [["preparing", 1], ["ready", taken], ["completed", taken + 10]] as const;
    for (const [status, after] of steps) {
      const now = received.add({ minutes: after });
      await database.write((writer) =>
        moveOrder(writer, { order_id: order.id, status }, { actor: "waiter", now })
      );
    }
  }
}

onEveryEngine("ten orders of a size tell how long the next one takes", async (engine) => {
  await using database = await openFloor(engine);
  await serve(database, [3, 30, 5, 5, 6, 7, 7, 8, 9]);
  assert.match((await place(database)).estimate.explanation, /no history here yet/);
  await serve(database, [40]);
  const { explanation, preparation_minutes } = (await place(database)).estimate;
  assert.match(explanation, /^7 min to make 1 item \(the median of 10 orders of this size here\)/);
  assert.equal(preparation_minutes, 8, "one item is ahead");
  const larger = await place(database, { items: [burgers(2)] });
  assert.match(larger.estimate.explanation, /no history here yet/);
  const elsewhere = await place(database, { location: "harbour" });
  assert.match(elsewhere.estimate.explanation, /no history here yet/);
});

onEveryEngine("orders for later say nothing of the kitchen's pace", async (engine) => {
  await using database = await openFloor(engine);
  await serve(database, Array(10).fill(100), { requested_time: "2026-12-31T06:59" });
  assert.match((await place(database)).estimate.explanation, /no history here yet/);
});

onEveryEngine("deliveries tell how long the ride takes", async (engine) => {
  await using database = await openFloor(engine);
  await serve(database, Array(10).fill(5), { order_type: "delivery" });
  const { estimate } = await place(database, { order_type: "delivery" });
  assert.equal(estimate.delivery_minutes, 10);
  assert.match(estimate.explanation, /10 min delivery \(the median of 10 here\)/);
});
