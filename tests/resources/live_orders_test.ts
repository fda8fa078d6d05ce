import assert from "node:assert/strict";
import { eventCursor } from "../../src/restaurant/journal/event_cursor.ts";
import { lastEvents, recordEvents } from "../../src/restaurant/journal/outbox.ts";
import { writeSales } from "../../src/restaurant/sales/write_sales.ts";
import { insertMany } from "../../src/storage/bulk.ts";
import { readResource, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import {
  line,
  moment,
  newSales,
  openRestaurant,
  order,
  orderPromise,
  WRITTEN_AT,
} from "../support/sales.ts";

onEveryEngine(
  "open orders, the oldest first, late ones marked, with a cursor",
  async (engine) => {
    await using database = await openRestaurant(engine);
    // The tests' clock stands at 12:00 UTC, 07:00 in New York.
    const sales = newSales([
      order({ id: "DONE0000", status: "completed" }),
      order({
        id: "PROMISED",
        status: "preparing",
        opened: moment("2026-12-31T06:50"),
        lines: [line(), line({ voided: true })],
      }),
      order({ id: "FRESH000", status: "received", opened: moment("2026-12-31T06:30") }),
      order({ id: "WAITING0", status: "ready", opened: moment("2026-12-31T05:55") }),
    ]);
    await database.write(async (writer) => {
      await writeSales(writer, sales, WRITTEN_AT);
      await insertMany(writer, "order_promises", [
        orderPromise({ order_id: "PROMISED", promised_at: "2026-12-31T11:58:00Z" }),
      ]);
      await recordEvents(writer, [{
        kind: "order_received",
        subject_id: "PROMISED",
        location_id: "downtown",
        business_date: "2026-12-31",
      }], WRITTEN_AT);
    });
    const live = JSON.parse(
      await readResource(testRegistry(database), "restaurant://live_orders"),
    );
    assert.deepEqual(
      [live.open_count, live.late_count, live.cursor, live.as_of],
      [3, 1, eventCursor(await lastEvents(database.reader)), "2026-12-31T12:00:00Z"],
    );
    assert.deepEqual(
      live.orders.map((o: { id: string; late: boolean; lines: number }) => [o.id, o.late, o.lines]),
      [["WAITING0", false, 1], ["FRESH000", false, 1], ["PROMISED", true, 1]],
    );
  },
);
