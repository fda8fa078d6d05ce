import assert from "node:assert/strict";
import { sql } from "kysely";
import { checkRollups } from "../../src/restaurant/sales/check_rollups.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { RestaurantError } from "../../src/values/errors.ts";
import { SQLITE } from "../support/engines.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { fillFloor, place } from "../support/floor.ts";

Deno.test("on a full disk an order is refused as a whole, reads continue, and with space it is taken", async () => {
  await using given = await SQLITE.place();
  await using database = await fillFloor(await openSqlite(fileAddress(given.url)));
  const pages = async (most: string) => {
    await database.write((writer) => sql`pragma max_page_count = ${sql.raw(most)}`.execute(writer));
  };
  await pages("1");
  let taken = 0;
  const fill = async () => {
    for (;; taken++) await place(database);
  };
  await assert.rejects(
    fill,
    (error) =>
      error instanceof RestaurantError && error.code === "SERVICE_UNAVAILABLE" &&
      /disk .* is full; nothing was written/.test(error.message) &&
      typeof error.details.retry_after_seconds === "number",
  );
  const stored = await database.reader.selectFrom("orders").select("id").execute();
  assert.equal(stored.length, taken);
  const lines = await database.reader.selectFrom("order_lines").select("order_id").execute();
  assert.equal(lines.length, taken);
  const { orders, different } = await checkRollups(database.reader);
  assert.deepEqual([orders, different], [taken, 0]);
  await pages("1073741823");
  await place(database);
  assert.equal((await checkRollups(database.reader)).different, 0);
});
