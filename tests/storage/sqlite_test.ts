import assert from "node:assert/strict";
import { type Kysely, sql } from "kysely";
import { addLocation } from "../../src/restaurant/locations/location.ts";
import type { Reader, Writer } from "../../src/storage/database.ts";
import type { Schema } from "../../src/storage/schema/schema.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { engineNamed } from "../support/engines.ts";
import { fileAddress, IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { DOWNTOWN, WRITTEN_AT } from "../support/sales.ts";

/** What makes an acknowledged write survive: docs promise these, so they are pinned. */
const WRITER = {
  journal_mode: "wal",
  synchronous: 2,
  foreign_keys: 1,
  busy_timeout: 0,
  trusted_schema: 0,
};
const READER = { journal_mode: "wal", query_only: 1, busy_timeout: 5000, trusted_schema: 0 };

Deno.test("the pragmas that the promises rest on are in force", async () => {
  await using place = await engineNamed("sqlite").place();
  await using database = await openSqlite(fileAddress(place.url));
  await database.write(async (writer) => {
    assert.deepEqual(await pragmas(writer, Object.keys(WRITER)), WRITER);
  });
  assert.deepEqual(await pragmas(connectionOf(database.reader), Object.keys(READER)), READER);
});

Deno.test("a database in memory is one of its own", async () => {
  await using one = await openSqlite(IN_MEMORY);
  await using other = await openSqlite(IN_MEMORY);
  await one.write(async (writer) => {
    await writer.insertInto("modifier_groups")
      .values({ id: "SIZE", name: "Size", min_selections: 1, max_selections: 1 }).execute();
  });
  const groups = ({ reader }: typeof one) =>
    reader.selectFrom("modifier_groups").select("id").execute();
  assert.equal((await groups(one)).length, 1);
  assert.equal((await groups(other)).length, 0);
});

Deno.test("only the owner may read a new database and its files", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await using database = await openSqlite(fileAddress(`${folder}/restaurant.db`));
    await database.write((writer) => addLocation(writer, DOWNTOWN, WRITTEN_AT));
    const files = [...Deno.readDirSync(folder)].map(({ name }) => `${folder}/${name}`);
    assert.equal(files.length, 3);
    for (const file of files) assert.equal((Deno.statSync(file).mode ?? 0) & 0o777, 0o600, file);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a file that is not a database is refused and left unchanged", async () => {
  await using place = await engineNamed("sqlite").place();
  const text = "Date,Time,Item\n".repeat(1000);
  await Deno.writeTextFile(place.url, text);
  await assert.rejects(openSqlite(fileAddress(place.url)), /not a SQLite database/);
  assert.equal(await Deno.readTextFile(place.url), text);
});

async function pragmas(on: Kysely<Schema> | Writer, names: readonly string[]) {
  const values: Record<string, unknown> = {};
  for (const name of names) {
    const { rows: [row] } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(on);
    values[name] = Object.values(row ?? {})[0];
  }
  return values;
}

/** The connection behind a reader, which its type hides. */
function connectionOf(reader: Reader): Kysely<Schema> {
  return reader as Kysely<Schema>;
}
