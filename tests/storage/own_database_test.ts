import assert from "node:assert/strict";
import { sql } from "kysely";
import { backUpSqlite } from "../../src/storage/backup/backup.ts";
import { MIGRATION_NAMES } from "../../src/storage/migrations/migrate.ts";
import { postgresAddress } from "../../src/storage/address/postgres_address.ts";
import { connectPostgres } from "../../src/storage/postgres/connection.ts";
import { onEveryEngine, POSTGRES, SQLITE } from "../support/engines.ts";
import { openHome } from "../support/home.ts";
import { makeForeignFile } from "../support/foreign_file.ts";
import { makeOlderDatabase } from "../support/older_database.ts";

const FOREIGN: readonly [statements: string, occupant: string][] = [
  ["create table orders (id integer primary key, what text)", "orders"],
  ["create table tracks (id integer)", "tracks"],
  ["create view v as select 1 as one", "v"],
  [
    "create table kysely_migration (name text, timestamp text); " +
    "insert into kysely_migration values ('2024_first', 'then')",
    "kysely_migration",
  ],
  [
    "create table kysely_migration (step integer); insert into kysely_migration values (1)",
    "kysely_migration",
  ],
];

Deno.test("a SQLite file of another program is refused by name and stays as it was", async () => {
  for (const [statements, occupant] of FOREIGN) {
    await using home = await openHome();
    makeForeignFile(home.database, statements);
    const before = await Deno.readFile(home.database);
    await assert.rejects(SQLITE.open(home.database), {
      code: "INVALID_INPUT",
      message: `'${home.database}' is not a restaurant-mcp database: another program has ` +
        `'${occupant}' in it.`,
    });
    await assert.rejects(backUpSqlite(home.database, `${home.path}/copy.db`), {
      message: /not a restaurant-mcp database/,
    });
    assert.deepEqual(await Deno.readFile(home.database), before);
    assert.deepEqual(home.files(), ["restaurant.db"]);
  }
});

Deno.test("an empty file, and one that SQLite made without a table, become a database", async () => {
  for (
    const statements of [
      "",
      "create table gone (id integer primary key autoincrement); drop table gone",
    ]
  ) {
    await using home = await openHome();
    makeForeignFile(home.database, statements);
    await assert.rejects(backUpSqlite(home.database, `${home.path}/copy.db`), {
      code: "INVALID_INPUT",
      message: `'${home.database}' is not a restaurant-mcp database.`,
    });
    await (await SQLITE.open(home.database))[Symbol.asyncDispose]();
    await backUpSqlite(home.database, `${home.path}/copy.db`);
  }
});

onEveryEngine("a database of any older version still opens", async (engine) => {
  for (const last of [MIGRATION_NAMES[0], MIGRATION_NAMES.at(-2)]) {
    await using place = await engine.emptyPlace();
    await makeOlderDatabase(engine, place.url, { last: last ?? "" });
    await (await engine.open(place.url))[Symbol.asyncDispose]();
  }
});

async function onServer(url: string, ...statements: readonly string[]): Promise<void> {
  const database = connectPostgres(postgresAddress(url), { min: 0, max: 1, patient: true });
  for (const statement of statements) await sql.raw(statement).execute(database);
  await database.destroy();
}

Deno.test("a PostgreSQL database is shared with another program, but not a name", async () => {
  await using place = await POSTGRES.emptyPlace();
  await onServer(place.url, "create table tracks (id int)", "create view menu_items as select 1");
  const refused = (occupant: RegExp) =>
    assert.rejects(POSTGRES.open(place.url), {
      code: "INVALID_INPUT",
      message: occupant,
    });
  await refused(
    /^'postgres:.*' is not a restaurant-mcp database: another program has 'menu_items'/,
  );
  await onServer(
    place.url,
    "drop view menu_items",
    "create table kysely_migration (name text, timestamp text)",
    "insert into kysely_migration values ('2024_first', 'then')",
  );
  await refused(/another program has 'kysely_migration' in it/);
  await onServer(place.url, "drop table kysely_migration");
  await (await POSTGRES.open(place.url))[Symbol.asyncDispose]();
});
