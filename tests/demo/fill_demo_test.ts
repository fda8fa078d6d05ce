import assert from "node:assert/strict";
import { fillDemo } from "../../src/demo/fill_demo.ts";
import { readOrders } from "../../src/restaurant/orders/read/read_orders.ts";
import type { Reader } from "../../src/storage/database.ts";
import { checkRollups } from "../../src/restaurant/sales/check_rollups.ts";
import { DEMO_NOW, newDemo, type OpenDemo } from "../support/demo.ts";
import { POSTGRES } from "../support/engines.ts";

/** Every row of every table, in whatever order they and their columns come, as one hash. */
async function digest({ database }: OpenDemo): Promise<string> {
  const names = (await database.tables()).map(({ name }) => name).sort();
  const rows: unknown[] = [];
  for (const name of names) {
    const all = await database.reader.selectFrom(name as "orders").selectAll().execute();
    const texts = all.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort();
    // The mark of the catalog is random on purpose.
    rows.push(name, texts.filter((text) => !text.includes(`"name":"catalog"`)));
  }
  const hash = await crypto.subtle.digest(
    "SHA-256",
    new TextEncoder().encode(JSON.stringify(rows)),
  );
  return new Uint8Array(hash).toHex();
}

async function ordersOf(reader: Reader) {
  const rows = await reader.selectFrom("orders").select("id").orderBy("id").execute();
  return await readOrders(reader, rows.map(({ id }) => id));
}

Deno.test("the same seed and present give the same rows, ids included", async () => {
  await using one = await newDemo({ months: 1 });
  await using two = await newDemo({ months: 1 });
  await using other = await newDemo({ months: 1, seed: 2 });
  assert.equal(await digest(one), await digest(two));
  assert.notEqual(await digest(one), await digest(other));
});

Deno.test("the demo restaurant is the same on every engine, row by row", async () => {
  await using one = await newDemo({ months: 1 });
  await using other = await newDemo({ months: 1 }, POSTGRES);
  assert.equal(await digest(one), await digest(other));
  assert.equal((await checkRollups(other.database.reader)).different, 0);
});

Deno.test("an hour later everything that was finished is still there, and more", async () => {
  await using before = await newDemo({ months: 1 });
  await using after = await newDemo({ months: 1, now: DEMO_NOW.add({ hours: 1 }) });
  const finished = (await ordersOf(before.database.reader))
    .filter(({ status }) => status === "completed" || status === "cancelled");
  const later = new Map((await ordersOf(after.database.reader)).map((order) => [order.id, order]));
  for (const order of finished) assert.deepEqual(later.get(order.id), order);
  assert.ok(after.summary.orders > before.summary.orders);
});

Deno.test("before opening there is no order of today yet, and none is open", async () => {
  await using early = await newDemo({
    months: 1,
    now: Temporal.Instant.from("2026-11-24T09:30:00Z"),
  });
  assert.equal(early.summary.last_date, "2026-11-23");
  const open = await early.database.reader.selectFrom("orders").select("id")
    .where("status", "in", ["received", "preparing", "ready"]).execute();
  assert.deepEqual(open, []);
});

Deno.test("on Christmas Day the last orders are of the day before", async () => {
  await using closed = await newDemo({
    months: 1,
    now: Temporal.Instant.from("2026-12-25T23:00:00Z"),
  });
  assert.equal(closed.summary.last_date, "2026-12-24");
  assert.equal(closed.summary.locations, 2);
});

Deno.test("a place that is full already is not filled again, nor left half filled", async () => {
  await using demo = await newDemo({ months: 1 });
  const before = await digest(demo);

  await assert.rejects(fillDemo(demo.database, { now: DEMO_NOW, months: 1 }));
  assert.equal(await digest(demo), before);
});
