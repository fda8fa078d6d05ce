import assert from "node:assert/strict";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import type { Reader } from "../../src/storage/database.ts";
import { openLongReads } from "../../src/storage/sqlite/long_reads.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { demoPlace } from "../support/demo.ts";

const { signal } = new AbortController();

/** Reads every combination of four orders: more rows than any machine visits in a day. */
const QUERIES: Readonly<Record<string, (reader: Reader) => Promise<unknown>>> = {
  "an aggregation": (reader) =>
    reader.selectFrom(["orders as a", "orders as b", "orders as c", "orders as d"])
      .select(({ fn }) => fn.countAll().as("n")).execute(),
  "rows": (reader) =>
    reader.selectFrom(["orders as a", "orders as b", "orders as c", "orders as d"])
      .select(["a.id", "d.number"]).execute(),
  "a selection within another one": (reader) =>
    reader.selectFrom(
      reader.selectFrom(["orders as a", "orders as b", "orders as c", "orders as d"])
        .select(({ fn }) => fn.countAll().as("n")).as("counted"),
    ).select("n").execute(),
};

Deno.test("a query that is no longer wanted ends midway, and its connection goes on", async () => {
  await using place = await demoPlace();
  const address = fileAddress(place.url);
  await using database = await openSqlite(address);
  const [location] = await database.reader.selectFrom("locations").select("id").execute();
  assert.ok(location !== undefined);
  let mostAsked = Infinity;
  let asked = 0;
  await using reads = openLongReads(address, () => ++asked < mostAsked);
  for (const locations of [null, [location.id]]) {
    const view = { locations, signal };
    const units = (reader: Reader) =>
      reader.selectFrom("orders").innerJoin("order_lines", "order_lines.order_id", "orders.id")
        .select(({ fn }) => fn.sum<number>("order_lines.quantity").as("units")).execute();
    const expected = await units(database.view(view).reader);
    for (const [name, query] of Object.entries(QUERIES)) {
      [asked, mostAsked] = [0, 5];
      await assert.rejects(reads.readLong(view, ({ reader }) => query(reader)), /JSON/, name);
      assert.equal(asked, mostAsked, `${name}: nothing is read after the refusal`);
      mostAsked = Infinity;
      assert.deepEqual(await reads.readLong(view, ({ reader }) => units(reader)), expected);
    }
    [asked, mostAsked] = [0, 1];
    await assert.rejects(reads.readLong(view, ({ reader }) => units(reader)), /no longer wanted/);
  }
});
