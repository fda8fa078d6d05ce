import assert from "node:assert/strict";
import { type Kysely, sql } from "kysely";
import { addLocation } from "../../src/restaurant/locations/location.ts";
import type { Reader, Writer } from "../../src/storage/database.ts";
import { openPostgres } from "../../src/storage/postgres/postgres.ts";
import { bytewise } from "../../src/storage/postgres/bytewise.ts";
import type { Schema } from "../../src/storage/schema/schema.ts";
import { until } from "../support/until.ts";
import { onEveryEngine, POSTGRES } from "../support/engines.ts";
import { ask } from "../support/postgres/databases.ts";
import { untouchedPlace } from "../support/postgres/places.ts";
import { postgresAddress } from "../../src/storage/address/postgres_address.ts";
import { DOWNTOWN, WRITTEN_AT } from "../support/sales.ts";

/** What the server must know about the connections for orders, and those for questions. */
const WRITER = {
  application_name: "restaurant-mcp",
  default_transaction_read_only: "off",
  transaction_isolation: "read committed",
  statement_timeout: "30s",
  lock_timeout: "15s",
  idle_in_transaction_session_timeout: "1min",
};
const READER = { ...WRITER, default_transaction_read_only: "on" };

Deno.test("postgres: the settings that the promises rest on are in force", async () => {
  await using place = await POSTGRES.place();
  // A server that is set otherwise does not matter.
  await ask(
    place.url,
    "alter database " + new URL(place.url).pathname.slice(1) +
      " set default_transaction_isolation = 'serializable'",
  );
  await using database = await openPostgres(postgresAddress(place.url));
  await database.write(async (writer) => {
    assert.deepEqual(await settings(writer, Object.keys(WRITER)), WRITER);
  });
  const { transaction_isolation: _ofEachQuestion, ...reader } = READER;
  assert.deepEqual(await settings(connectionOf(database.reader), Object.keys(reader)), reader);
});

Deno.test("postgres: no more connections than allowed, and none is left", async () => {
  await using place = await untouchedPlace();
  const most = 4;
  {
    await using database = await openPostgres(
      postgresAddress(`${place.url}?pool_min=0&pool_max=${most}`),
    );
    const counts = await Promise.all(
      Array.from(
        { length: 40 },
        (_, index) =>
          index % 2 === 0
            ? database.write((writer) => connectionsOf(writer))
            : connectionsOf(connectionOf(database.reader)),
      ),
    );
    assert.ok(Math.max(...counts) <= most, `${Math.max(...counts)} connections`);
  }
  await untilLeft(place.url, 0);
});

Deno.test("postgres: none is left of a server that only looked after its sessions", async () => {
  await using place = await untouchedPlace();
  {
    await using database = await openPostgres(postgresAddress(place.url));
    await database.sessions?.look(["A session"]);
  }
  await untilLeft(place.url, 0);
});

Deno.test("postgres: a transaction that fails gives its connection back", async () => {
  await using place = await POSTGRES.place();
  await using database = await openPostgres(postgresAddress(`${place.url}?pool_min=0&pool_max=2`));
  for (let times = 0; times < 5; times++) {
    await assert.rejects(database.write(() => Promise.reject(new Error("no"))), /no/);
    await assert.rejects(database.write((writer) => sql`select nothing`.execute(writer)));
  }
  assert.equal(await database.write(() => Promise.resolve("yes")), "yes");
});

Deno.test("postgres: a statement that failed and was passed over commits nothing", async () => {
  await using place = await POSTGRES.place();
  await using database = await openPostgres(postgresAddress(place.url));
  const passedOver = database.write(async (writer) => {
    await addLocation(writer, DOWNTOWN, WRITTEN_AT);
    await sql`select nothing`.execute(writer).catch(() => {});
  });
  await assert.rejects(passedOver);
  assert.deepEqual(await database.reader.selectFrom("locations").selectAll().execute(), []);
});

Deno.test("postgres: a statement is planned once for a connection, and again when a newer version changes its table", async () => {
  await using place = await POSTGRES.emptyPlace();
  await using database = await openPostgres(
    postgresAddress(`${place.url}?pool_min=0&pool_max=2&retry_ms=10`),
  );
  const planned = () =>
    database.write(async (writer) => {
      const counters = await writer.selectFrom("counters").selectAll().where("value", ">", 0)
        .execute();
      const { rows } = await sql<{ statement: string }>`
        select statement from pg_prepared_statements where statement like '%from "counters"%'`
        .execute(writer);
      return { counters, statements: rows.length };
    });
  await planned();
  assert.equal((await planned()).statements, 1);
  await ask(place.url, "insert into counters values ('a', 1)");
  await ask(place.url, "alter table counters add note text");
  const { counters, statements } = await planned();
  assert.deepEqual(counters, [{ name: "a", value: 1, note: null }]);
  assert.equal(statements, 1);
});

Deno.test("postgres: a number that cannot be exact is an error, not another number", async () => {
  await using place = await POSTGRES.place();
  await using database = await openPostgres(postgresAddress(place.url));
  await database.write(async (writer) => {
    await sql`insert into counters values ('large', 9007199254740993)`.execute(writer);
  });
  const reading = database.reader.selectFrom("counters").selectAll().execute();
  await assert.rejects(reading, /more than can be counted exactly/);
  const { average } = await database.reader.selectFrom("counters")
    .select(({ fn, lit }) => fn.avg<number>(lit(2)).as("average")).executeTakeFirstOrThrow();
  assert.equal(average, 2);
});

Deno.test("postgres: every text sorts by its bytes, whatever the server's language", async () => {
  await using place = await POSTGRES.emptyPlace();
  await using _database = await openPostgres(postgresAddress(place.url));
  const others = await ask(
    place.url,
    `select table_name, column_name from information_schema.columns
      where table_schema = 'public' and data_type = 'text' and collation_name is distinct from 'C'`,
  );
  assert.deepEqual(others, []);
});

onEveryEngine("names sort alike on every engine", async (engine) => {
  await using database = await engine.fresh();
  const names = [
    "Zebra",
    "apple",
    "Äpfel",
    "Apple",
    "a-b",
    "ab",
    "a b",
    "_x",
    "🍕",
    "~",
    "10",
    "9",
  ];
  await database.write(async (writer) => {
    for (const [index, name] of names.entries()) {
      await addLocation(writer, { ...DOWNTOWN, id: `place-${index}`, name }, WRITTEN_AT);
    }
  });
  const sorted = await database.reader.selectFrom("locations").select("name").orderBy("name")
    .execute();
  const bytes = (text: string) => new TextEncoder().encode(text).join();
  const byBytes = names.toSorted((a, b) => compare(bytes(a).split(","), bytes(b).split(",")));
  assert.deepEqual(sorted.map(({ name }) => name), byBytes);
});

Deno.test("columns of later migrations sort by their bytes, too", () => {
  assert.equal(
    bytewise("create table a (\n    text text not null,\n    context text\n  )"),
    'create table a (\n    text text collate "C" not null,\n    context text collate "C"\n  )',
  );
  assert.equal(
    bytewise("alter table a add column b text not null default 'a text'"),
    "alter table a add column b text collate \"C\" not null default 'a text'",
  );
  assert.equal(bytewise("create index a on b (text)"), "create index a on b (text)");
});

Deno.test("postgres: ten that open an empty database at once make one schema", async () => {
  await using place = await POSTGRES.emptyPlace();
  await using databases = new AsyncDisposableStack();
  const opened = await Promise.all(
    Array.from({ length: 10 }, () => openPostgres(postgresAddress(place.url))),
  );
  for (const database of opened) databases.use(database);
  for (const database of opened) {
    assert.deepEqual(await database.reader.selectFrom("locations").selectAll().execute(), []);
  }
});

async function settings(on: Kysely<Schema> | Writer, names: readonly string[]) {
  const values: Record<string, unknown> = {};
  for (const name of names) {
    const { rows: [row] } = await sql<Record<string, unknown>>`show ${sql.raw(name)}`.execute(on);
    values[name] = Object.values(row ?? {})[0];
  }
  return values;
}

const COUNT = `select count(*) as count from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

async function connectionsOf(on: Kysely<Schema> | Writer): Promise<number> {
  const { rows: [row] } = await sql<{ count: number }>`${sql.raw(COUNT)}`.execute(on);
  return (row?.count ?? 0) + 1;
}

/** The server notices a moment later that a client has gone. */
async function untilLeft(url: string, wanted: number): Promise<void> {
  await until(async () => Number((await ask<{ count: string }>(url, COUNT))[0]?.count) === wanted);
}

/** The connection behind a reader, which its type hides. */
function connectionOf(reader: Reader): Kysely<Schema> {
  return reader as Kysely<Schema>;
}

function compare(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((byte, index) => byte !== b[index]);
  if (at === -1) return a.length - b.length;
  return Number(a[at]) - Number(b[at] ?? -1);
}
