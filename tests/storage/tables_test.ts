import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { TABLE_NAMES, TABLES } from "../../src/storage/schema/schema.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { openHome } from "../support/home.ts";

Deno.test("tables are in an order that keeps references, with the keys that the database has", async () => {
  await using home = await openHome();
  await (await openSqlite(fileAddress(home.database)))[Symbol.asyncDispose]();
  const database = new DatabaseSync(home.database);
  for (const [index, table] of TABLE_NAMES.entries()) {
    const columns = database.prepare(
      "select name, pk from pragma_table_info(?) where pk > 0 order by pk",
    )
      .all(table).map(({ name }) => name);
    if (table !== "import_problems") assert.deepEqual(columns, TABLES[table].key, table);
    const references = database.prepare('select "table" as name from pragma_foreign_key_list(?)')
      .all(table);
    for (const { name } of references) {
      assert.ok(
        TABLE_NAMES.slice(0, index).some((earlier) => earlier === name),
        `${table} ${name}`,
      );
    }
  }
  database.close();
});
