import assert from "node:assert/strict";
import { allEvents } from "../../support/events.ts";
import { transitionOrder } from "../../../src/restaurant/orders/transition/transition_order.ts";
import { type SalesChanges, writeSales } from "../../../src/restaurant/sales/write_sales.ts";
import type { Database } from "../../../src/storage/database.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { openFloor, place, WAITER } from "../../support/floor.ts";
import { importText } from "../../support/imports.ts";
import {
  moment,
  newSales,
  openRestaurant,
  order,
  refund,
  WRITTEN_AT,
} from "../../support/sales.ts";

/** The location and date of every `sales_changed` event, in order. */
async function told({ reader }: Database): Promise<string[]> {
  const events = await allEvents(reader);
  return events.filter(({ kind }) => kind === "sales_changed")
    .map(({ location_id, business_date }) => `${location_id} ${business_date}`);
}

function write(database: Database, changes: SalesChanges): Promise<void> {
  return database.write((writer) => writeSales(writer, changes, WRITTEN_AT));
}

onEveryEngine(
  "an order and its cancellation each record one event for their date",
  async (engine) => {
    await using database = await openFloor(engine);
    const { order: { id } } = await place(database);
    assert.deepEqual(await told(database), ["downtown 2026-12-31"]);
    await database.write((writer) =>
      transitionOrder(writer, { order_id: id, status: "preparing" }, WAITER)
    );
    assert.equal((await told(database)).length, 1, "moving an order on changes no sales");
    const cancelled = { order_id: id, status: "cancelled", reason: "left" } as const;
    await database.write((writer) => transitionOrder(writer, cancelled, WAITER));
    assert.deepEqual(await told(database), ["downtown 2026-12-31", "downtown 2026-12-31"]);
  },
);

onEveryEngine(
  "orders that change their date, and refunds, record an event for every date",
  async (engine) => {
    await using database = await openRestaurant(engine);
    await write(database, newSales([order()], [refund()]));
    assert.deepEqual(await told(database), ["downtown 2026-12-14", "downtown 2026-12-15"]);
    const moved = { before: order(), after: order({ opened: moment("2026-12-20T12:00") }) };
    await write(database, { orders: [moved], refunds: [] });
    assert.deepEqual((await told(database)).slice(2), [
      "downtown 2026-12-14",
      "downtown 2026-12-20",
    ]);
  },
);

onEveryEngine(
  "an import records one event per location and date, however large it is",
  async (engine) => {
    await using database = await openRestaurant(engine);
    const rows = Array.from(
      { length: 300 },
      (_, i) =>
        `${i},2026-12-${10 + i % 3},12:00,Soup,Mains,1,5.00,${i % 2 ? "Downtown" : "Harbour"}`,
    );
    const file = ["order_id,date,time,item,category,quantity,unit_price,location", ...rows].join(
      "\n",
    );
    // Several batches make one transaction.
    await importText(database, file, {}, { batchSize: 50 });
    assert.deepEqual((await told(database)).sort(), [
      "downtown 2026-12-10",
      "downtown 2026-12-11",
      "downtown 2026-12-12",
      "harbour 2026-12-10",
      "harbour 2026-12-11",
      "harbour 2026-12-12",
    ]);
    await importText(database, file);
    assert.equal((await told(database)).length, 6, "the same file again changes nothing");
  },
);

onEveryEngine("a failed transaction records no event", async (engine) => {
  await using database = await openRestaurant(engine);
  await assert.rejects(database.write(async (writer) => {
    await writeSales(writer, newSales([order()]), WRITTEN_AT);
    throw new Error("taken back");
  }));
  assert.deepEqual(await told(database), []);
});
