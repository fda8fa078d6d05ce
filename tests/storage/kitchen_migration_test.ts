import { fileAddress } from "../../src/storage/address/database_address.ts";
import assert from "node:assert/strict";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { SQLITE } from "../support/engines.ts";
import { openHome } from "../support/home.ts";
import { makeOlderDatabase } from "../support/older_database.ts";
import { plain } from "../support/rows.ts";

const AT = "2026-12-31T12:00:00Z";
const LATER = "2026-12-31T18:00:00Z";

const OLD_ROWS = [
  `insert into locations values ('downtown', 'Downtown', 'America/New_York', 'USD', 240, '${AT}')`,
  `insert into menu_items values ('BURGER00', 'Burger', 'Mains', '', 'USD', 950, 1, '${AT}', '${AT}')`,
  ...["received", "preparing", "ready"].map((status, index) =>
    `insert into orders values ('ORDER00${index}', 'downtown', 'restaurant-mcp', null, '${index}',
      'takeout', '${status}', '${AT}', '2026-12-31', 7, null, null, null,
      950, 0, 0, 0, 0, 0, 1, '${AT}')`
  ),
  ...[0, 1, 2].flatMap((index) => [
    `insert into order_lines values ('ORDER00${index}', 1, null, null, 'BURGER00', 'Burger', '',
      'Mains', ${1000 * (index + 1)}, 950, 0, 0, 0, 0, null)`,
    `insert into order_progress values ('ORDER00${index}', 1, 'received', null, 'waiter', '${AT}')`,
    `insert into order_promises values ('ORDER00${index}', ${
      index === 1 ? `'${LATER}'` : "null"
    }, '${AT}')`,
  ]),
];

Deno.test("orders open before the kitchen queue existed are in it", async () => {
  await using home = await openHome();
  const last = "0005_client_sessions";
  await makeOlderDatabase(SQLITE, home.database, { last, statements: OLD_ROWS });
  await using database = await openSqlite(fileAddress(home.database));
  const queue = await database.reader.selectFrom("kitchen_queue").selectAll().orderBy("order_id")
    .execute();
  assert.deepEqual(plain(queue), [
    { order_id: "ORDER000", location_id: "downtown", wanted_at: AT, portions: 1000 },
    { order_id: "ORDER001", location_id: "downtown", wanted_at: LATER, portions: 2000 },
  ]);
  const progress = await database.reader.selectFrom("order_progress")
    .select(["location_id", "order_id"]).execute();
  assert.equal(progress.length, 3);
  assert.ok(progress.every(({ location_id }) => location_id === "downtown"));
});
