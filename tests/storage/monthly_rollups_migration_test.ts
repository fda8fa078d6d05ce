import assert from "node:assert/strict";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { SQLITE } from "../support/engines.ts";
import { openHome } from "../support/home.ts";
import { makeOlderDatabase } from "../support/older_database.ts";
import { oldLocation } from "../support/older_rows.ts";
import { plain } from "../support/rows.ts";

const FIGURES = "10, 20, 30, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0";

Deno.test("an older database has its months after the upgrade", async () => {
  await using home = await openHome();
  const rows = ["2026-11-30", "2026-12-01", "2026-12-31"].map((date) =>
    `('downtown', 'day', '${date}', '', ${FIGURES})`
  );
  const statements = [
    oldLocation("downtown"),
    `insert into sales_rollups values ${rows.join(", ")}`,
  ];
  await makeOlderDatabase(SQLITE, home.database, { last: "0007_planning", statements });
  await using database = await openSqlite(fileAddress(home.database));
  const months = await database.reader.selectFrom("monthly_rollups")
    .select(["month", "transactions", "gross", "open_days"]).orderBy("month").execute();
  assert.deepEqual(plain(months), [
    { month: "2026-11", transactions: 10, gross: 30, open_days: 1 << 29 },
    { month: "2026-12", transactions: 20, gross: 60, open_days: 1 << 30 | 1 },
  ]);
});
