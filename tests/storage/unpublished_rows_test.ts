import assert from "node:assert/strict";
import { hideRows, wereRowsLeftHidden } from "../../src/storage/unpublished_rows.ts";
import { IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { storedAddress } from "../support/addresses.ts";
import { onEveryEngine } from "../support/engines.ts";

Deno.test("a program in memory begins to serve while its one connection is busy", async () => {
  await using database = await openSqlite(IN_MEMORY);
  const filled = Promise.withResolvers<void>();
  const filling = database.write(() => filled.promise);
  assert.equal(await wereRowsLeftHidden(IN_MEMORY, database.reader), false);
  filled.resolve();
  await filling;
});

onEveryEngine("hidden rows are found by the next program", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  const address = storedAddress(place.url);
  assert.equal(await wereRowsLeftHidden(address, database.reader), false);
  await database.write((writer) => hideRows(writer, "orders", ["O1"]));
  assert.equal(await wereRowsLeftHidden(address, database.reader), true);
});
