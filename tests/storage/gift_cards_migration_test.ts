import assert from "node:assert/strict";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { SQLITE } from "../support/engines.ts";
import { openHome } from "../support/home.ts";
import { makeOlderDatabase } from "../support/older_database.ts";
import { OLD_BURGER, oldLines, oldLocation, oldOrders } from "../support/older_rows.ts";

const OLD_ROWS = [
  oldLocation("downtown"),
  OLD_BURGER,
  oldOrders([{ id: "WITHCARD" }, { id: "CANCELLD", status: "cancelled" }, { id: "NOCARD00" }]),
  oldLines("id = 'WITHCARD'", ["950, 0, 0, 0, 0", "5000, 500, 0, 0, 1", "2500, 0, 0, 1, 1"]),
  oldLines("id = 'CANCELLD'", ["5000, 0, 0, 0, 1"]),
  oldLines("id = 'NOCARD00'"),
];

Deno.test("orders of older databases have the gift cards that were sold with them", async () => {
  await using home = await openHome();
  const last = "0012_sessions_in_a_file";
  await makeOlderDatabase(SQLITE, home.database, { last, statements: OLD_ROWS });
  await using database = await openSqlite(fileAddress(home.database));
  const orders = await database.reader.selectFrom("orders").select(["id", "gift_cards"])
    .orderBy("id").execute();
  assert.deepEqual(orders.map(({ id, gift_cards }) => [id, gift_cards]), [
    ["CANCELLD", 0],
    ["NOCARD00", 0],
    ["WITHCARD", 4500],
  ]);
});
