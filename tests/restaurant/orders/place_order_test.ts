import assert from "node:assert/strict";
import { allEvents } from "../../support/events.ts";
import { setTaxRate } from "../../../src/restaurant/locations/tax_rate.ts";
import { setAvailability } from "../../../src/restaurant/menu/set_availability.ts";
import { SOURCE } from "../../../src/restaurant/orders/take/place_order.ts";
import { readOrders } from "../../../src/restaurant/orders/read/read_orders.ts";
import { checkRollups } from "../../../src/restaurant/sales/check_rollups.ts";
import { writeSales } from "../../../src/restaurant/sales/write_sales.ts";
import type { Database, Reader } from "../../../src/storage/database.ts";
import { RestaurantError } from "../../../src/values/errors.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { burgers, openFloor, place, salads, WAITER } from "../../support/floor.ts";
import { move, shelves } from "../../support/pantry.ts";
import { plain } from "../../support/rows.ts";
import { moment, newSales, order, WRITTEN_AT } from "../../support/sales.ts";

async function limit(database: Database, menu_item_id: string, remaining: number): Promise<void> {
  const change = {
    menu_item_id,
    location_ids: ["downtown"],
    state: "limited" as const,
    remaining,
    actor: "kitchen",
  };
  await database.write((writer) => setAvailability(writer, change, WRITTEN_AT));
}

async function remaining(reader: Reader): Promise<(number | null)[]> {
  const rows = await reader.selectFrom("item_availability").select("remaining").execute();
  return rows.map((row) => row.remaining);
}

/** Everything that an order leaves behind: how many rows of each kind. */
async function traces(reader: Reader): Promise<Record<string, number>> {
  const tables = [
    ...["orders", "order_lines", "order_line_modifiers", "order_progress", "order_promises"],
    ...["stock_movements", "sales_rollups", "counters"],
  ] as ("orders" | "counters")[];
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const { count } = await reader.selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as("count")).executeTakeFirstOrThrow();
    counts[table] = count;
  }
  const sold = await allEvents(reader);
  return { ...counts, events: sold.filter(({ kind }) => kind === "order_received").length };
}

onEveryEngine("an order is written with all that it means", async (engine) => {
  await using database = await openFloor(engine);
  await move(database, "BEEF0000", 1_000_000);
  await limit(database, "SALAD000", 5);
  const { order, estimate, sales_tax } = await place(database, {
    order_type: "dine_in",
    items: [{ ...burgers(2), modifiers: ["cheese"], notes: "rare" }, salads(3)],
    guests: 4,
    table: "12",
    requested_time: "2026-12-31T09:00",
  });
  assert.deepEqual(sales_tax, { rate: 88_750, isIncluded: false });
  assert.deepEqual(await readOrders(database.reader, [order.id]), [order]);
  const [first, second] = order.lines;
  // 22.00 × 8.875 % = 1.9525 and 21.00 × 8.875 % = 1.86375: each line is rounded.
  assert.deepEqual([first?.gross, first?.tax, second?.gross, second?.tax], [
    22_00,
    1_95,
    21_00,
    1_86,
  ]);
  assert.deepEqual(
    [order.source, order.number, order.status, order.opened.business_date],
    [SOURCE, "1", "received", "2026-12-31"],
  );
  assert.deepEqual(await shelves(database.reader), [
    { shelf: "downtown BEEF0000", on_hand: 700_000, ledger: 700_000 },
  ]);
  assert.deepEqual(await remaining(database.reader), [2]);
  assert.equal((await checkRollups(database.reader)).different, 0);
  const progress = await database.reader.selectFrom("order_progress").selectAll().execute();
  assert.deepEqual(plain(progress), [{
    location_id: "downtown",
    order_id: order.id,
    position: 1,
    status: "received",
    reason: null,
    actor: "waiter",
    at: WRITTEN_AT,
  }]);
  const promises = await database.reader.selectFrom("order_promises").selectAll().execute();
  assert.equal(estimate.ready_at.toString(), "2026-12-31T14:00:00Z");
  assert.deepEqual(plain(promises), [{
    location_id: "downtown",
    order_id: order.id,
    requested_at: "2026-12-31T14:00:00Z",
    promised_at: "2026-12-31T14:00:00Z",
  }]);
  const event = (await allEvents(database.reader))
    .find(({ kind }) => kind === "order_received");
  assert.deepEqual([event?.kind, event?.subject_id, event?.location_id, event?.business_date], [
    "order_received",
    order.id,
    "downtown",
    "2026-12-31",
  ]);
  assert.deepEqual(event?.details, {
    number: "1",
    order_type: "dine_in",
    status: "received",
    total_minor: 46_81,
    promised_at: "2026-12-31T14:00:00Z",
  });
});

onEveryEngine("without a tax rate, no tax is added", async (engine) => {
  await using database = await openFloor(engine);
  const { order, sales_tax } = await place(database, { location: "harbour" });
  assert.deepEqual([order.lines[0]?.tax, sales_tax], [0, undefined]);
});

onEveryEngine(
  "tax that prices contain is taken out: the guest pays the menu's price",
  async (engine) => {
    await using database = await openFloor(engine);
    await database.write((writer) => setTaxRate(writer, "downtown", 190_000, true));
    const { order } = await place(database, { items: [burgers(2), salads(3)] });
    const [burger, salad] = order.lines;
    // 19.00 / 1.19 = 15.9664 and 21.00 / 1.19 = 17.6471: the tax of each line is rounded.
    assert.deepEqual([burger?.gross, burger?.tax], [15_97, 3_03]);
    assert.deepEqual([salad?.gross, salad?.tax], [17_65, 3_35]);
    const day = await database.reader.selectFrom("sales_rollups").select(["gross", "tax"])
      .where("dimension", "=", "day").executeTakeFirstOrThrow();
    assert.deepEqual({ ...day }, { gross: 33_62, tax: 6_38 });
  },
);

onEveryEngine("nothing is sold below zero, whatever a modifier takes off", async (engine) => {
  await using database = await openFloor(engine);
  const { order } = await place(database, { items: [{ ...burgers(1), modifiers: ["no-bun"] }] });
  assert.equal(order.lines[0]?.gross, 0);
});

onEveryEngine("numbers start at one for each location and business date", async (engine) => {
  await using database = await openFloor(engine);
  const numberOf = async (location: string, now = WAITER.now) =>
    (await place(database, { location }, { ...WAITER, now })).order.number;
  assert.deepEqual(
    [await numberOf("downtown"), await numberOf("downtown"), await numberOf("harbour")],
    ["1", "2", "1"],
  );
  assert.equal(await numberOf("downtown", WAITER.now.add({ hours: 24 })), "1");
});

onEveryEngine("numbers go on after orders that came from elsewhere", async (engine) => {
  await using database = await openFloor(engine);
  const opened = moment("2026-12-31T06:00");
  const imported = newSales([order({ opened }), order({ id: "ORDER002", opened })]);
  await database.write((writer) => writeSales(writer, imported, WRITTEN_AT));
  assert.deepEqual(
    [(await place(database)).order.number, (await place(database)).order.number],
    ["3", "4"],
  );
});

onEveryEngine(
  "all shortages are reported at once, with what is available, and nothing is written",
  async (engine) => {
    await using database = await openFloor(engine);
    await move(database, "BEEF0000", 500_000);
    await move(database, "LETTUCE0", 2_000_000);
    await limit(database, "SALAD000", 2);
    const before = await traces(database.reader);
    await assert.rejects(
      place(database, { items: [burgers(2), salads(3), burgers(2)] }),
      (error: unknown) => {
        assert.ok(error instanceof RestaurantError);
        assert.equal(error.code, "INSUFFICIENT_INVENTORY");
        assert.deepEqual(error.details.available_items, [
          { menu_item_id: "BURGER00", name: "Cheeseburger", requested: 4, available: 3 },
          { menu_item_id: "SALAD000", name: "Salad", requested: 3, available: 2 },
        ]);
        return true;
      },
    );
    assert.deepEqual(await traces(database.reader), before);
    await place(database, { items: [burgers(3), salads(2)] });
  },
);

onEveryEngine("an item that is out of stock cannot be ordered", async (engine) => {
  await using database = await openFloor(engine);
  const change = {
    menu_item_id: "SALAD000",
    location_ids: ["downtown"],
    state: "out_of_stock" as const,
    actor: "kitchen",
  };
  await database.write((writer) => setAvailability(writer, change, WRITTEN_AT));
  await assert.rejects(
    place(database, { items: [salads(1)] }),
    /Salad \(SALAD000\): 1 ordered, 0 available/,
  );
  await place(database, { location: "harbour", items: [salads(1)] });
});

onEveryEngine(
  "the queue in the kitchen counts; orders for later and forgotten ones do not",
  async (engine) => {
    await using database = await openFloor(engine);
    const forgotten = { ...WAITER, now: WAITER.now.subtract({ hours: 5 }) };
    await place(database, { items: [burgers(50)] }, forgotten);
    await place(database, { items: [burgers(50)], requested_time: "2026-12-31T19:00" });
    assert.match((await place(database)).estimate.explanation, /nothing is ahead/);
    assert.match((await place(database)).estimate.explanation, /1 min for 1 item ahead/);
    const elsewhere = await place(database, { location: "harbour" });
    assert.match(elsewhere.estimate.explanation, /nothing is ahead/);
  },
);
