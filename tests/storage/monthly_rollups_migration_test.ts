import assert from "node:assert/strict";
import { sql } from "kysely";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { migrate } from "../../src/storage/migrations/migrate.ts";
import { connect, WRITER_PRAGMAS } from "../../src/storage/sqlite/connection.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { openHome } from "../support/home.ts";
import { plain } from "../support/rows.ts";

const AT = "2026-12-31T12:00:00Z";
const FIGURES = "10, 20, 30, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0";

Deno.test("an older database has its months after the upgrade", async () => {
  await using home = await openHome();
  const older = connect(home.database, WRITER_PRAGMAS);
  await migrate(older, "0007_planning");
  const rows = ["2026-11-30", "2026-12-01", "2026-12-31"].map((date) =>
    `('downtown', 'day', '${date}', '', ${FIGURES})`
  );
  await sql.raw(`insert into locations values
    ('downtown', 'Downtown', 'America/New_York', 'USD', 240, '${AT}')`).execute(older);
  await sql.raw(`insert into sales_rollups values ${rows.join(", ")}`).execute(older);
  await older.destroy();
  await using database = await openSqlite(fileAddress(home.database));
  const months = await database.reader.selectFrom("monthly_rollups")
    .select(["month", "transactions", "gross", "open_days"]).orderBy("month").execute();
  assert.deepEqual(plain(months), [
    { month: "2026-11", transactions: 10, gross: 30, open_days: 1 << 29 },
    { month: "2026-12", transactions: 20, gross: 60, open_days: 1 << 30 | 1 },
  ]);
});
