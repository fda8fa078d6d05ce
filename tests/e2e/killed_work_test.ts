import assert from "node:assert/strict";
import { sql } from "kysely";
import { moveStock } from "../../src/restaurant/inventory/ledger.ts";
import { lastRemovedEvents } from "../../src/restaurant/journal/retention.ts";
import { checkRollups } from "../../src/restaurant/sales/check_rollups.ts";
import { searchFurther } from "../../src/restaurant/orders/search/search_orders.ts";
import { writeSales } from "../../src/restaurant/sales/write_sales.ts";
import { openDatabase } from "../../src/app/open_database.ts";
import { backUpSqlite } from "../../src/storage/backup/backup.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import type { Database, Reader } from "../../src/storage/database.ts";
import { numberAt } from "../../src/storage/location_counters.ts";
import { noon } from "../support/calls.ts";
import { allEvents } from "../support/events.ts";
import { effort } from "../support/effort.ts";
import { type Engine, onEveryEngine, SQLITE } from "../support/engines.ts";
import { fillFloor, place } from "../support/floor.ts";
import { openSnapshot } from "../../src/storage/backup/snapshot.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { openHome } from "../support/home.ts";
import { recordOldEvents } from "../support/old_events.ts";
import { makeOlderDatabase } from "../support/older_database.ts";
import { oldLocation, oldOrders } from "../support/older_rows.ts";
import { BEEF, BUNS, shelves } from "../support/pantry.ts";
import { startChild } from "../support/processes.ts";
import { plain } from "../support/rows.ts";
import { addRestaurant, moment, newSales, order, WRITTEN_AT } from "../support/sales.ts";

/** Runs work in a process of its own, which is killed before its n-th step. */
async function killedAt(step: number, work: string, ...args: readonly string[]): Promise<void> {
  const { process, lines } = startChild("killed.ts", String(step), work, ...args);
  assert.deepEqual(await Array.fromAsync(lines), [], `${work} has fewer than ${step} steps`);
  assert.equal((await process.status).signal, "SIGKILL");
}

async function finished(work: string, ...args: readonly string[]): Promise<void> {
  const { process, lines } = startChild("killed.ts", "0", work, ...args);
  assert.deepEqual(await Array.fromAsync(lines), ["done"]);
  assert.equal((await process.status).code, 0);
}

/** Of the steps before which a process is killed, as many as the test's effort allows. */
function some(steps: readonly number[]): readonly number[] {
  return steps.slice(0, effort({ quick: 3, thorough: steps.length }));
}

async function opened(engine: Engine, url: string, check: (database: Database) => Promise<void>) {
  await using database = await engine.open(url);
  await check(database);
}

const DAYS_AGO = 100;

async function fillOld(database: Database): Promise<void> {
  await recordOldEvents(database, 1203, DAYS_AGO);
  const keys = Array.from({ length: 60 }, (_, index) => ({
    scope: "process_order local",
    key: String(index),
    digest: "",
    response: "{}",
    created_at: noon().subtract({ hours: 24 * DAYS_AGO }).toString(),
  }));
  await database.write((writer) => writer.insertInto("idempotency_keys").values(keys).execute());
  for (const day of ["01", "02", "03", "04"]) {
    const business_date = `2025-03-${day}`;
    const movements = [BEEF.id, BUNS.id].flatMap((ingredient_id) =>
      Array.from({ length: 20 }, (_, index) => ({
        location_id: "downtown",
        ingredient_id,
        kind: "sold" as const,
        quantity: -index,
        reason: null,
        actor: "waiter",
        order_id: `O${day}${index}`,
        business_date,
      }))
    );
    await database.write((writer) => moveStock(writer, movements, `${business_date}T18:00:00Z`));
  }
}

/** What orders took, by day and ingredient. */
async function taken(reader: Reader) {
  const rows = await reader.selectFrom("stock_movements").select(["business_date", "ingredient_id"])
    .select(({ fn }) => fn.sum<number>("quantity").as("quantity"))
    .groupBy(["business_date", "ingredient_id"])
    .orderBy("business_date").orderBy("ingredient_id").execute();
  return plain(rows);
}

async function assertConsistent({ reader }: Database, before: Awaited<ReturnType<typeof taken>>) {
  assert.deepEqual(await taken(reader), before);
  for (const { on_hand, ledger } of await shelves(reader)) assert.equal(on_hand, ledger);
  const events = await allEvents(reader);
  const first = numberAt(await lastRemovedEvents(reader), "downtown") + 1;
  assert.deepEqual(
    events.map(({ sequence }) => sequence),
    events.map((_, index) => first + index),
  );
}

onEveryEngine(
  "killed amid retention, again and again: nothing is half removed, and it goes on",
  async (engine) => {
    await using given = await engine.place();
    let before: Awaited<ReturnType<typeof taken>> = [];
    await opened(engine, given.url, async (database) => {
      await fillFloor(database);
      await fillOld(database);
      before = await taken(database.reader);
    });
    for (const step of some([7, 19, 12, 30, 2, 3, 5, 9, 15, 23])) {
      await killedAt(step, "retention", engine.name, given.url);
      await opened(engine, given.url, (database) => assertConsistent(database, before));
    }
    await finished("retention", engine.name, given.url);
    await opened(engine, given.url, async (database) => {
      await assertConsistent(database, before);
      const { reader } = database;
      assert.equal((await reader.selectFrom("stock_movements").select("id").execute()).length, 8);
      assert.equal((await reader.selectFrom("idempotency_keys").select("key").execute()).length, 0);
      assert.equal((await reader.selectFrom("events").select("sequence").execute()).length, 0);
    });
  },
);

onEveryEngine(
  "killed amid a rebuild: the old figures or the new ones, and it goes on",
  async (engine) => {
    await using given = await engine.place();
    const wrong = async ({ write }: Database) =>
      (await write((writer) => checkRollups(writer))).different;
    let before = 0;
    await opened(engine, given.url, async (database) => {
      await database.write(addRestaurant);
      const orders = Array.from({ length: 24 }, (_, index) =>
        order({
          id: String(index).padStart(8, "0"),
          number: String(index),
          opened: moment(`2026-${String(1 + index % 12).padStart(2, "0")}-10T12:30`),
        }));
      await database.write((writer) => writeSales(writer, newSales(orders), WRITTEN_AT));
      // Figures that an older version counted differently.
      await database.write((writer) =>
        sql`update sales_rollups set transactions = transactions + 1`.execute(writer)
      );
      before = await wrong(database);
      assert.ok(before > 0);
    });
    for (const step of some([4, 26, 11, 48, 1, 2, 7, 17, 38])) {
      await killedAt(step, "rebuild", engine.name, given.url);
      await opened(
        engine,
        given.url,
        async (database) => assert.equal(await wrong(database), before),
      );
    }
    await finished("rebuild", engine.name, given.url);
    await opened(engine, given.url, async (database) => assert.equal(await wrong(database), 0));
  },
);

onEveryEngine("killed while the schema is made: the next start makes it whole", async (engine) => {
  await using given = await engine.emptyPlace();
  for (const step of some([10, 100, 60, 90, 2, 5, 30, 45, 75])) {
    await killedAt(step, "migration", engine.name, given.url);
  }
  await opened(engine, given.url, async (database) => {
    assert.deepEqual(await database.reader.selectFrom("orders").select("id").execute(), []);
    await fillFloor(database);
    const { order: { id } } = await place(database, { customer_name: "Zoë" });
    const { found } = await searchFurther(database.reader, { text: "zoe", limit: 5 });
    assert.deepEqual(found.map((one) => one.id), [id]);
    assert.deepEqual(await engine.complaints(database), []);
  });
});

const OLD_ROWS = [
  oldLocation("downtown"),
  oldOrders(Array.from({ length: 50 }, (_, index) => ({
    id: `ORDER${String(index).padStart(3, "0")}`,
    number: String(index),
    customer_name: `Guest ${index}`,
  }))),
];

Deno.test("killed while an older file is brought up to date: it is the older one or the newer, whole", async () => {
  await using home = await openHome();
  const last = "0012_sessions_in_a_file";
  await makeOlderDatabase(SQLITE, home.database, { last, statements: OLD_ROWS });
  for (const step of some([8, 43, 30, 20, 2, 5, 12, 25, 36, 41, 42, 44])) {
    await killedAt(step, "migration", "sqlite", home.database);
    await using snapshot = await openSnapshot(fileAddress(home.database));
    const { applied, missing } = snapshot.schema;
    assert.ok(applied.at(-1) === "0012_sessions_in_a_file" || missing.length === 0);
    assert.deepEqual(await snapshot.complaints("full"), []);
  }
  await using database = await openSqlite(fileAddress(home.database));
  assert.equal((await database.reader.selectFrom("orders").select("id").execute()).length, 50);
  const { found } = await searchFurther(database.reader, { text: "guest 49", limit: 5 });
  assert.deepEqual(found.map(({ id }) => id), ["ORDER049"]);
});

Deno.test("killed amid a restore, wherever: the database is the former one or the backup, whole", async () => {
  await using home = await openHome();
  const backup = `${home.path}/backup.db`;
  {
    await using database = await fillFloor(await openDatabase(fileAddress(home.database)));
    await place(database);
    await backUpSqlite(home.database, backup);
    await place(database);
  }
  const former = await Deno.readFile(home.database);
  const seen = new Set<number>();
  for (let step = 1, isOver = false; !isOver; step += effort({ quick: 2, thorough: 1 })) {
    await Deno.writeFile(home.database, former);
    isOver = await isDoneAt(step, home.database, backup);
    await using database = await openDatabase(fileAddress(home.database));
    const orders = await database.reader.selectFrom("orders").select("id").execute();
    seen.add(orders.length);
    await place(database);
    await database[Symbol.asyncDispose]();
    for (const name of home.files().filter((name) => /partial|replaced/.test(name))) {
      await Deno.remove(`${home.path}/${name}`);
    }
  }
  assert.deepEqual([...seen].sort(), [1, 2]);
});

/** Restores in a process that is killed before a step; whether it was done before that. */
async function isDoneAt(step: number, database: string, backup: string): Promise<boolean> {
  const { process, lines } = startChild(
    ...["killed.ts", String(step), "restore", "sqlite", database, backup] as const,
  );
  const said = await Array.fromAsync(lines);
  const { signal } = await process.status;
  assert.equal(signal, said.length === 0 ? "SIGKILL" : null);
  return said.length > 0;
}
