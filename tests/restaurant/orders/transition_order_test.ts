import assert from "node:assert/strict";
import { allEvents } from "../../support/events.ts";
import { setAvailability } from "../../../src/restaurant/menu/set_availability.ts";
import {
  type Transition,
  transitionOrder,
} from "../../../src/restaurant/orders/transition/transition_order.ts";
import { readOrders } from "../../../src/restaurant/orders/read/read_orders.ts";
import { checkRollups } from "../../../src/restaurant/sales/check_rollups.ts";
import type { Database } from "../../../src/storage/database.ts";
import { RestaurantError } from "../../../src/values/errors.ts";
import { type Engine, onEveryEngine } from "../../support/engines.ts";
import { burgers, openFloor, place, WAITER } from "../../support/floor.ts";
import { move, shelves } from "../../support/pantry.ts";
import { WRITTEN_AT } from "../../support/sales.ts";

function advance(
  database: Database,
  order_id: string,
  status: Transition["status"],
  reason?: string,
) {
  return database.write((writer) => transitionOrder(writer, { order_id, status, reason }, WAITER));
}

async function openWithOrder(engine: Engine): Promise<{ database: Database; id: string }> {
  const database = await openFloor(engine);
  await move(database, "BEEF0000", 1_000_000);
  const change = {
    menu_item_id: "BURGER00",
    location_ids: ["downtown"],
    state: "limited" as const,
    remaining: 5,
    actor: "kitchen",
  };
  await database.write((writer) => setAvailability(writer, change, WRITTEN_AT));
  const { order: { id } } = await place(database, { items: [burgers(2)] });
  return { database, id };
}

async function left({ reader }: Database): Promise<(number | null | undefined)[]> {
  const [shelf] = await shelves(reader);
  assert.equal(shelf?.on_hand, shelf?.ledger);
  const row = await reader.selectFrom("item_availability").select("remaining").executeTakeFirst();
  return [shelf?.on_hand, row?.remaining];
}

onEveryEngine("an order moves through its statuses, with an event for each", async (engine) => {
  const { database, id } = await openWithOrder(engine);
  await using _ = database;
  for (const status of ["preparing", "ready", "completed"] as const) {
    assert.equal((await advance(database, id, status)).order.status, status);
  }
  const progress = await database.reader.selectFrom("order_progress")
    .select(["position", "status"]).orderBy("position").execute();
  assert.deepEqual(
    progress.map(({ position, status }) => `${position} ${status}`),
    ["1 received", "2 preparing", "3 ready", "4 completed"],
  );
  const events = (await allEvents(database.reader)).slice(-3);
  assert.deepEqual(
    events.map(({ kind, details }) => [kind, details["before"], details["status"]]),
    [
      ["order_status_changed", "received", "preparing"],
      ["order_status_changed", "preparing", "ready"],
      ["order_status_changed", "ready", "completed"],
    ],
  );
  const stored = await database.reader.selectFrom("orders").select("version").execute();
  assert.deepEqual(stored.map(({ version }) => version), [4]);
  assert.equal((await checkRollups(database.reader)).different, 0);
});

onEveryEngine("an order cancelled before preparation returns its stock", async (engine) => {
  const { database, id } = await openWithOrder(engine);
  await using _ = database;
  assert.deepEqual(await left(database), [700_000, 3]);
  const { order, stock_returned } = await advance(database, id, "cancelled", "left");
  assert.deepEqual([order.status, stock_returned], ["cancelled", true]);
  assert.deepEqual(await left(database), [1_000_000, 5]);
  const day = await database.reader.selectFrom("sales_rollups").select(["gross", "voids"])
    .where("dimension", "=", "day").executeTakeFirstOrThrow();
  assert.deepEqual({ ...day }, { gross: 0, voids: 19_00 });
  assert.equal((await checkRollups(database.reader)).different, 0);
  assert.deepEqual(await readOrders(database.reader, [id]), [order]);
  const { reason } = await database.reader.selectFrom("order_progress").select("reason")
    .where("status", "=", "cancelled").executeTakeFirstOrThrow();
  assert.equal(reason, "left");
});

onEveryEngine("an order cancelled later does not return its stock", async (engine) => {
  for (const steps of [["preparing"], ["preparing", "ready"]] as const) {
    const { database, id } = await openWithOrder(engine);
    await using _ = database;
    for (const step of steps) await advance(database, id, step);
    assert.equal((await advance(database, id, "cancelled", "left")).stock_returned, false);
    assert.deepEqual(await left(database), [700_000, 3]);
    assert.equal((await checkRollups(database.reader)).different, 0);
  }
});

onEveryEngine("the same status again changes nothing", async (engine) => {
  const { database, id } = await openWithOrder(engine);
  await using _ = database;
  await advance(database, id, "preparing");
  const events = await allEvents(database.reader);
  const { before, order } = await advance(database, id, "preparing");
  assert.deepEqual([before, order.status], ["preparing", "preparing"]);
  assert.deepEqual(await allEvents(database.reader), events);
});

onEveryEngine("an illegal transition is refused with the legal ones", async (engine) => {
  const { database, id } = await openWithOrder(engine);
  await using _ = database;
  const refused = async (status: Transition["status"], reason?: string) => {
    try {
      await advance(database, id, status, reason);
    } catch (error) {
      if (error instanceof RestaurantError) return [error.code, error.details.hint];
    }
    return [];
  };
  assert.deepEqual(await refused("completed"), [
    "CONFLICT",
    "From received it can become preparing or cancelled.",
  ]);
  assert.deepEqual(await refused("cancelled", " \u0007 "), ["INVALID_INPUT", undefined]);
  await advance(database, id, "cancelled", "left");
  assert.deepEqual(await refused("preparing"), [
    "CONFLICT",
    "A cancelled order cannot be changed.",
  ]);
  assert.deepEqual(await left(database), [1_000_000, 5]);
});

onEveryEngine("an unknown order is not found", async (engine) => {
  await using database = await openFloor(engine);
  await assert.rejects(advance(database, "NOWHERE0", "ready"), { code: "NOT_FOUND" });
});
