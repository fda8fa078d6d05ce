import assert from "node:assert/strict";
import {
  itemsAhead,
  notePace,
  observedPreparation,
} from "../../../src/restaurant/orders/take/kitchen.ts";
import { transitionOrder } from "../../../src/restaurant/orders/transition/transition_order.ts";
import type { OrderRequest } from "../../../src/restaurant/orders/take/order_request.ts";
import { insertMany } from "../../../src/storage/bulk.ts";
import type { Database } from "../../../src/storage/database.ts";
import type { OrderStatus } from "../../../src/storage/schema/tables/orders.ts";
import { instantText } from "../../../src/values/clock.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { burgers, openFloor, place, WAITER } from "../../support/floor.ts";

/** Orders that took so many minutes each to make, and ten more on the road. */
async function serve(
  database: Database,
  minutes: readonly number[],
  parts: Partial<OrderRequest> = {},
): Promise<void> {
  for (const [index, taken] of minutes.entries()) {
    const received = WAITER.now.subtract({ hours: 23 + minutes.length - index });
    const { order } = await place(database, parts, { actor: "waiter", now: received });
    const steps = [["preparing", 1], ["ready", taken], ["completed", taken + 10]] as const;
    for (const [status, after] of steps) {
      const now = received.add({ minutes: after });
      await database.write((writer) =>
        transitionOrder(writer, { order_id: order.id, status }, { actor: "waiter", now })
      );
    }
  }
}

onEveryEngine("ten orders of a size determine the estimate of the next one", async (engine) => {
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

onEveryEngine("past deliveries determine the delivery time", async (engine) => {
  await using database = await openFloor(engine);
  await serve(database, Array(10).fill(5), { order_type: "delivery" });
  const { estimate } = await place(database, { order_type: "delivery" });
  assert.equal(estimate.delivery_minutes, 10);
  assert.match(estimate.explanation, /10 min delivery \(the median of 10 here\)/);
});

onEveryEngine("an order is ahead of others until it is ready or cancelled", async (engine) => {
  await using database = await openFloor(engine);
  const orders = [];
  for (let items = 1; items <= 3; items++) {
    orders.push((await place(database, { items: [burgers(items)] })).order.id);
  }
  await place(database, { items: [burgers(9)], requested_time: "2026-12-31T21:00" });
  await place(database, { items: [burgers(9)], location: "harbour" });
  const [first = "", second = "", third = ""] = orders;
  const ahead = async (status: OrderStatus, order_id: string, reason?: string) => {
    await database.write((writer) => transitionOrder(writer, { order_id, status, reason }, WAITER));
    return await itemsAhead(database.reader, { location_id: "downtown", now: WAITER.now });
  };
  assert.equal(await ahead("preparing", first), 6);
  assert.equal(await ahead("ready", first), 5);
  assert.equal(await ahead("completed", first), 5);
  assert.equal(await ahead("cancelled", second, "guest left"), 3);
  assert.equal(await ahead("preparing", third), 3);
});

onEveryEngine("only the newest 200 orders of the location say how fast it is", async (engine) => {
  await using database = await openFloor(engine);
  const { order: { id } } = await place(database);
  const template = await database.reader.selectFrom("orders").selectAll()
    .where("id", "=", id).executeTakeFirstOrThrow();
  const line = await database.reader.selectFrom("order_lines").selectAll()
    .where("order_id", "=", id).executeTakeFirstOrThrow();
  const made = Array.from({ length: 300 }, (_, index) => ({
    id: `P${String(index).padStart(7, "0")}`,
    received: WAITER.now.subtract({ hours: index + 1 }),
    minutes: index < 200 ? 12 : 50,
    location_id: index % 2 === 0 ? "downtown" : "harbour",
  }));
  await database.write(async (writer) => {
    await insertMany(
      writer,
      "orders",
      made.map(({ id, location_id }) => ({ ...template, id, location_id, status: "completed" })),
    );
    await insertMany(
      writer,
      "order_lines",
      made.map(({ id, location_id }) => ({ ...line, location_id, order_id: id })),
    );
    await insertMany(
      writer,
      "order_progress",
      made.flatMap(({ id, received, minutes, location_id }) =>
        (["received", "ready"] as const).map((status, position) => ({
          ...{ location_id, order_id: id, position, status, reason: null, actor: "cook" },
          at: instantText(received.add({ minutes: position * minutes })),
        }))
      ),
    );
    await notePace(writer, "downtown");
  });
  const kitchen = { location_id: "downtown", now: WAITER.now };
  assert.deepEqual(await database.write((writer) => observedPreparation(writer, kitchen, 1)), {
    minutes: 12,
    orders: 150,
  });
  assert.equal(await database.write((writer) => observedPreparation(writer, kitchen, 2)), null);
});

onEveryEngine("observed times are cached until another order there is ready", async (engine) => {
  await using database = await openFloor(engine);
  const orders = [];
  for (let index = 0; index < 12; index++) orders.push((await place(database)).order.id);
  const finish = async (order_id: string, minutes: number) => {
    const by = { ...WAITER, now: WAITER.now.add({ minutes }) };
    for (const status of ["preparing", "ready"] as const) {
      await database.write((writer) => transitionOrder(writer, { order_id, status }, by));
    }
  };
  const now = WAITER.now.add({ hours: 2 });
  const seen = (at = now) =>
    database.write((writer) =>
      observedPreparation(writer, { location_id: "downtown", now: at }, 1)
    );
  for (const id of orders.slice(0, 10)) await finish(id, 10);
  assert.deepEqual(await seen(), { minutes: 10, orders: 10 });
  // The cached rows are not read again: a change behind the cache's back is not seen.
  await database.write((writer) =>
    writer.updateTable("order_lines").set({ quantity: 5000 }).execute()
  );
  assert.deepEqual(await seen(), { minutes: 10, orders: 10 });
  await finish(orders[10] ?? "", 10);
  assert.equal(await seen(), null, "read again: these orders had five portions");
  assert.equal(await seen(now.add({ hours: 24 * 61 })), null, "and are too old later");
});

onEveryEngine("what was observed is not read again when another order is ready", async (engine) => {
  await using database = await openFloor(engine);
  await serve(database, Array(10).fill(7));
  const kitchen = { location_id: "downtown", now: WAITER.now };
  const seen = () => database.write((writer) => observedPreparation(writer, kitchen, 1));
  assert.deepEqual(await seen(), { minutes: 7, orders: 10 });
  // Behind the cache's back: read again, none of them would be of this size.
  await database.write((writer) =>
    writer.updateTable("order_lines").set({ quantity: 5000 }).execute()
  );
  const earlier = { ...WAITER, now: WAITER.now.subtract({ minutes: 7 }) };
  const { order: { id: order_id } } = await place(database, {}, earlier);
  for (const status of ["preparing", "ready"] as const) {
    await database.write((writer) => transitionOrder(writer, { order_id, status }, WAITER));
  }
  // The last of them is, because clocks of servers differ: nine of them and the new one.
  assert.deepEqual(await seen(), { minutes: 7, orders: 10 });
});
