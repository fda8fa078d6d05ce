import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { MIGRATION_NAMES } from "../../src/storage/migrations/migrate.ts";
import { assertCurrent, assertOurs } from "../../src/storage/migrations/schema_state.ts";
import { openSnapshot } from "../../src/storage/backup/snapshot.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { fillFloor, place } from "../support/floor.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { storedAddress } from "../support/addresses.ts";
import { openHome } from "../support/home.ts";

Deno.test("a snapshot does not change while others write, and does not block them", async () => {
  await using home = await openHome();
  await using database = await fillFloor(await openSqlite(fileAddress(home.database)));
  await place(database);
  await using snapshot = await openSnapshot(storedAddress(home.database));
  await place(database);
  const count = async ({ reader }: typeof database | typeof snapshot) =>
    (await reader.selectFrom("orders").select("id").execute()).length;
  assert.deepEqual([await count(snapshot), await count(database)], [1, 2]);
  assert.deepEqual(snapshot.schema, { applied: MIGRATION_NAMES, missing: [], unknown: [] });
  assert.deepEqual(await snapshot.complaints("full"), []);
});

Deno.test("looking at a file makes none and leaves none behind", async () => {
  await using home = await openHome();
  await assert.rejects(openSnapshot(storedAddress(home.database)), { code: "NOT_FOUND" });
  await (await openSqlite(fileAddress(home.database)))[Symbol.asyncDispose]();
  await (await openSnapshot(storedAddress(home.database)))[Symbol.asyncDispose]();
  assert.deepEqual(home.files(), ["restaurant.db"]);
});

Deno.test("older, newer and foreign databases are distinguished", async () => {
  await using home = await openHome();
  await (await openSqlite(fileAddress(home.database)))[Symbol.asyncDispose]();
  const change = (statement: string) => {
    const raw = new DatabaseSync(home.database);
    raw.exec(statement);
    raw.close();
  };
  const schema = async () => {
    await using snapshot = await openSnapshot(storedAddress(home.database));
    return snapshot.schema;
  };
  assertCurrent(await schema(), home.database);
  change(`delete from kysely_migration where name = '${MIGRATION_NAMES.at(-1)}'`);
  assertOurs(await schema(), home.database);
  const older = await schema();
  assert.deepEqual(older.missing, MIGRATION_NAMES.slice(-1));
  assert.throws(() => assertCurrent(older, home.database), {
    code: "CONFLICT",
    message: /older version/,
  });
  change("insert into kysely_migration values ('9999_future', '2030-01-01')");
  const newer = await schema();
  assert.deepEqual(newer.unknown, ["9999_future"]);
  assert.throws(() => assertOurs(newer, home.database), {
    code: "INVALID_INPUT",
    message: /newer version/,
  });
  change("drop table kysely_migration");
  const foreign = await schema();
  assert.throws(() => assertCurrent(foreign, home.database), {
    message: /not a restaurant-mcp database/,
  });
});

Deno.test("a damaged file is reported, not trusted", async () => {
  await using home = await openHome();
  {
    await using database = await fillFloor(await openSqlite(fileAddress(home.database)));
    for (let count = 0; count < 50; count++) await place(database);
  }
  const bytes = await Deno.readFile(home.database);
  bytes.fill(0x5a, bytes.length >> 1, (bytes.length >> 1) + 8192);
  await Deno.writeFile(home.database, bytes);
  await using snapshot = await openSnapshot(storedAddress(home.database));
  assert.ok((await snapshot.complaints("quick")).length > 0);
});
