import assert from "node:assert/strict";
import type { Database } from "../../../src/storage/database.ts";
import { callTool, testRegistry } from "../../support/calls.ts";
import { type Engine, onEveryEngine } from "../../support/engines.ts";
import { importCatalogText } from "../../support/imports.ts";
import { move, shelves } from "../../support/pantry.ts";

const INGREDIENTS = [
  "name,unit,pack_size,pack_cost,supplier,lead_time_days,delivery_interval_days",
  "Flour,kg,2,4.22,Mill,2,3",
  "Buns,each,24,6,Baker,1,1",
].join("\n");
const HEADER = "ingredient,on_hand,unit,par_level,reorder_point,location";
const COUNT = [HEADER, "Flour,6.5,kg,10,4,", "buns,30,,,,"].join("\n");
const DOWNTOWN = { location: "downtown", timezone: "America/New_York" };

async function openStoreroom(engine: Engine): Promise<Database> {
  const database = await engine.fresh();
  await importCatalogText(database, "ingredients", INGREDIENTS);
  return database;
}

async function stored(database: Database): Promise<string[]> {
  const rows = await database.reader.selectFrom("stock")
    .innerJoin("ingredients", "ingredients.id", "ingredient_id")
    .select(["location_id", "name", "on_hand", "par_level", "reorder_point"])
    .orderBy("location_id").orderBy("name").execute();
  for (const { shelf, on_hand, ledger } of await shelves(database.reader)) {
    assert.equal(on_hand, ledger, shelf);
  }
  return rows.map((row) => Object.values(row).join(" "));
}

async function idOf({ reader }: Database, name: string): Promise<string> {
  const row = await reader.selectFrom("ingredients").select("id").where("name", "=", name)
    .executeTakeFirstOrThrow();
  return row.id;
}

const SHELVES = ["downtown Buns 30000 0 0", "downtown Flour 6500000 10000000 4000000"];

onEveryEngine(
  "a count sets on-hand through the ledger, at a location created on first use",
  async (engine) => {
    await using database = await openStoreroom(engine);
    const summary = await importCatalogText(database, "stock", COUNT, DOWNTOWN);
    assert.deepEqual([summary.added, summary.currency], [2, null]);
    assert.deepEqual(await stored(database), SHELVES);
    const movements = await database.reader.selectFrom("stock_movements").select(["kind", "actor"])
      .execute();
    assert.deepEqual(movements.map(({ kind, actor }) => `${kind} ${actor}`), [
      "count import",
      "count import",
    ]);
  },
);

onEveryEngine(
  "the same count again changes nothing, even when stock moved since",
  async (engine) => {
    await using database = await openStoreroom(engine);
    await importCatalogText(database, "stock", COUNT, DOWNTOWN);
    await move(database, await idOf(database, "Buns"), -5_000, { kind: "waste" });
    const again = await importCatalogText(database, "stock", COUNT, { location: "downtown" });
    assert.deepEqual([again.taken, again.skipped], [0, 2]);
    assert.deepEqual(await stored(database), ["downtown Buns 25000 0 0", SHELVES[1]]);
  },
);

onEveryEngine(
  "a later count is another one, and levels that it leaves empty stay",
  async (engine) => {
    await using database = await openStoreroom(engine);
    await importCatalogText(database, "stock", COUNT, DOWNTOWN);
    const later = await importCatalogText(
      database,
      "stock",
      `${HEADER}\nFlour,5000,g,,3000,\nBuns,30,,48,,\n`,
      { location: "downtown" },
    );
    assert.deepEqual([later.changed, later.added], [2, 0]);
    assert.deepEqual(await stored(database), [
      "downtown Buns 30000 48000 0",
      "downtown Flour 5000000 10000000 3000000",
    ]);
    const changes = await database.reader.selectFrom("changes").select("kind").execute();
    assert.deepEqual(changes.map(({ kind }) => kind), ["stock", "stock", "stock", "stock"]);
  },
);

onEveryEngine("a file counts several locations, each in its own column's words", async (engine) => {
  await using database = await openStoreroom(engine);
  await importCatalogText(database, "stock", COUNT, DOWNTOWN);
  await importCatalogText(database, "stock", COUNT, {
    location: "Harbour",
    timezone: "America/Los_Angeles",
    currency: "USD",
  });
  const { changed } = await importCatalogText(
    database,
    "stock",
    `${HEADER}\nBuns,1,,,,Downtown\nBuns,2,,,,harbour\n`,
  );
  assert.equal(changed, 2);
  assert.deepEqual((await stored(database)).filter((shelf) => shelf.includes("Buns")), [
    "downtown Buns 1000 0 0",
    "harbour Buns 2000 0 0",
  ]);
});

onEveryEngine("rows that cannot be taken are put aside", async (engine) => {
  await using database = await openStoreroom(engine);
  const summary = await importCatalogText(
    database,
    "stock",
    [
      HEADER,
      "Salt,1,g,,,",
      "Flour,-1,g,,,",
      "Flour,,g,,,",
      "Flour,1,l,,,",
      "Flour,1,kg,many,,",
      "Flour,1,kg,,,",
      "Flour,1000,g,,,",
      "Flour,2,kg,,,",
    ].join("\n"),
    DOWNTOWN,
  );
  assert.deepEqual([summary.taken, summary.skipped, summary.quarantined], [1, 1, 6]);
  assert.deepEqual(summary.quarantined_for.map(({ reason }) => reason), [
    "ingredient 'Salt' is not known; import it as an ingredient first",
    "on_hand is negative",
    "on_hand is empty",
    "unit 'l' cannot be converted to g, its unit",
    "par_level is not a number",
    "ingredient is on line 7 already, with other values",
  ]);
});

onEveryEngine("without a location, or with nothing to take, none is made", async (engine) => {
  await using database = await openStoreroom(engine);
  await assert.rejects(importCatalogText(database, "stock", COUNT), {
    code: "INVALID_INPUT",
    message: /names no location/,
  });
  await assert.rejects(importCatalogText(database, "stock", COUNT, { location: "downtown" }), {
    message: /needs a time zone/,
  });
  await importCatalogText(database, "stock", `${HEADER}\nSalt,1,g,,,\n`, DOWNTOWN);
  await importCatalogText(database, "stock", COUNT, { ...DOWNTOWN, dryRun: true });
  assert.deepEqual(await database.reader.selectFrom("locations").selectAll().execute(), []);
  assert.deepEqual(await stored(database), []);
});

onEveryEngine("a count that was undone is counted when its file comes again", async (engine) => {
  await using database = await openStoreroom(engine);
  await importCatalogText(database, "stock", COUNT, DOWNTOWN);
  const { id } = await database.reader.selectFrom("changes").select("id")
    .where("subject_id", "=", await idOf(database, "Buns")).executeTakeFirstOrThrow();
  const undone = await callTool(testRegistry(database), "undo_change", { change_id: id });
  assert.equal(undone.isError, false, undone.text);
  assert.deepEqual(await stored(database), [SHELVES[1]]);
  const again = await importCatalogText(database, "stock", COUNT, { location: "downtown" });
  assert.deepEqual([again.taken, again.skipped], [1, 1]);
  assert.deepEqual(await stored(database), SHELVES);
});
