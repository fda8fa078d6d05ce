import assert from "node:assert/strict";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { SQLITE } from "../support/engines.ts";
import { openHome } from "../support/home.ts";
import { makeOlderDatabase } from "../support/older_database.ts";

const AT = "2026-12-31T12:00:00Z";

function orderRows(id: string, status: string, lines: readonly string[]): string[] {
  return [
    `insert into orders (id, location_id, source, number, order_type, status, opened_at,
      business_date, local_hour, gross, discounts, service_charges, gratuity, tax, tips, version,
      updated_at)
      values ('${id}', 'downtown', 'generic', '1', 'takeout', '${status}', '${AT}', '2026-12-31', 7,
        950, 0, 0, 0, 0, 0, 1, '${AT}')`,
    ...lines.map((line, index) =>
      `insert into order_lines (order_id, line_number, menu_item_id, name, variation, category,
        quantity, gross, discount, tax, voided, gift_card)
        values ('${id}', ${index + 1}, 'BURGER00', 'Any', '', 'Mains', 1000, ${line})`
    ),
  ];
}

const OLD_ROWS = [
  `insert into locations values ('downtown', 'Downtown', 'America/New_York', 'USD', 240, '${AT}')`,
  `insert into menu_items values ('BURGER00', 'Burger', 'Mains', '', 'USD', 950, 1, '${AT}', '${AT}')`,
  ...orderRows("WITHCARD", "completed", [
    "950, 0, 0, 0, 0",
    "5000, 500, 0, 0, 1",
    "2500, 0, 0, 1, 1",
  ]),
  ...orderRows("CANCELLD", "cancelled", ["5000, 0, 0, 0, 1"]),
  ...orderRows("NOCARD00", "completed", ["950, 0, 0, 0, 0"]),
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
