import assert from "node:assert/strict";
import { takeBackUnfinished } from "../../src/importing/undo/unfinished.ts";
import { undoImport } from "../../src/importing/undo/undo_import.ts";
import { checkRollups } from "../../src/restaurant/sales/check_rollups.ts";
import { rebuildRollups } from "../../src/restaurant/sales/rebuild_rollups.ts";
import { writeSales } from "../../src/restaurant/sales/write_sales.ts";
import type { Database, Slices } from "../../src/storage/database.ts";
import { areRowsHidden } from "../../src/storage/unpublished_rows.ts";
import { importFile } from "../../src/importing/import_file.ts";
import { importOptions } from "../../src/importing/options.ts";
import { onEveryEngine, SQLITE } from "../support/engines.ts";
import { fillFloor } from "../support/floor.ts";
import { everyRow } from "../support/everything.ts";
import { BY_ITEM_ID, type Flags, importText, sourceOf } from "../support/imports.ts";
import { newSales, order, WRITTEN_AT } from "../support/sales.ts";

const FLAGS: Flags = { location: "uptown", timezone: "America/New_York", currency: "USD" };
const HEADER = "order_id,date,time,item,category,quantity,unit_price,status,line_id\n";
const SMALL = { batchSize: 3 };

/** Orders of two lines; every fifth is refunded. */
function file(orders: number, price = 5, last = "sold"): string {
  const rows = Array.from({ length: orders }, (_, at) => {
    const when = `2026-10-${String(1 + at % 28).padStart(2, "0")},12:${10 + at % 50}`;
    const status = at === orders - 1 ? last : at % 5 === 0 ? "refunded" : "sold";
    return [1, 2].map((line) =>
      `${at},${when},Dish ${at % 7},Food,1,${price}.50,${status},${at}-${line}`
    );
  });
  return HEADER + rows.flat().join("\n");
}

/** Every row, hidden or not, besides what counts and what tells that something happened. */
async function stored(database: Database): Promise<string[]> {
  const { counters: _n, location_counters: _l, events: _e, ...tables } = await database.write((
    reader,
  ) => everyRow({ reader }));
  return Object.entries(tables).flatMap(([table, rows]) =>
    rows.map((row) => `${table} ${row.replace(/\["version",\d+\]/, "")}`)
  ).sort();
}

/** A database whose imports end like those of a killed process, after some slices. */
function killedAfter(database: Database, slices: number): Database {
  let left = slices;
  const alive = async <Result>(run: () => Promise<Result>) => {
    if (left-- <= 0) throw new Error("killed");
    return await run();
  };
  return {
    ...database,
    writeSliced: (work) =>
      database.writeSliced((open: Slices) =>
        work({
          ...open,
          slice: (piece) => alive(() => open.slice(piece)),
          last: (piece) => alive(() => open.last(piece)),
        })
      ),
  };
}

Deno.test("while an import goes on, others write, and see nothing of it", async () => {
  await using place = await SQLITE.place();
  await using database = await fillFloor(await SQLITE.open(place.url));
  await using other = await SQLITE.open(place.url);
  await importText(database, file(4, 7), { ...FLAGS, location: "downtown" });
  const seen = async ({ reader }: Database) => ({
    orders: await reader.selectFrom("orders").select("source").where("source", "=", "generic")
      .execute(),
    refunds: await reader.selectFrom("refunds").select("id").execute(),
    items: await reader.selectFrom("menu_items").select("id").execute(),
    locations: await reader.selectFrom("locations").select("id").execute(),
    imports: await reader.selectFrom("imports").select("id").execute(),
    figures: await reader.selectFrom("sales_rollups").selectAll()
      .where("location_id", "=", "uptown").execute(),
  });
  const before = await seen(other);
  let moments = 0;
  const source = sourceOf(file(30));
  const watched = {
    ...source,
    async open() {
      const stream = await source.open();
      return stream.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          async transform(piece, controller) {
            for (let at = 0; at < piece.length; at += 100) {
              controller.enqueue(piece.slice(at, at + 100));
              await new Promise((resolve) => setTimeout(resolve, 2));
              if (!await areRowsHidden(other.reader)) continue;
              assert.deepEqual(await seen(other), before);
              const id = `TILL${String(++moments).padStart(4, "0")}`;
              const sale = order({ id, source: "till", external_id: null, number: id });
              await other.write((writer) => writeSales(writer, newSales([sale], []), WRITTEN_AT));
            }
          },
        }),
      );
    },
  };
  const summary = await importFile(database, watched, importOptions(FLAGS), SMALL);
  assert.ok(moments > 5, `${moments} moments`);
  assert.equal(summary.taken.rows, 60);
  const after = await seen(other);
  assert.equal(after.orders.length, before.orders.length + 30);
  assert.equal(after.refunds.length, before.refunds.length + 6);
  assert.equal(after.locations.length, before.locations.length + 1);
  assert.notEqual(after.figures.length, 0);
  assert.equal((await checkRollups(other.reader)).different, 0);
  assert.equal(await areRowsHidden(other.reader), false);
  assert.ok((await Deno.stat(`${place.url}-wal`)).size < 1_000_000);
});

onEveryEngine("an import in slices is what it is in one", async (engine) => {
  await using one = await engine.fresh();
  await using place = await engine.place();
  await using sliced = await engine.open(place.url);
  const files = [file(20), file(25, 5, "cancelled"), file(25, 6)];
  for (const content of files) {
    const [whole, parts] = [
      await importText(one, content, FLAGS),
      await importText(sliced, content, FLAGS, SMALL),
    ];
    assert.deepEqual({ ...parts, id: whole.id }, whole);
  }
  const figures = async ({ reader }: Database) =>
    (await reader.selectFrom("sales_rollups").selectAll().where("dimension", "not in", BY_ITEM_ID)
      .execute()).map((row) => JSON.stringify(row)).sort();
  assert.deepEqual(await figures(sliced), await figures(one));
  assert.equal((await checkRollups(sliced.reader)).different, 0);
});

onEveryEngine(
  "an import in slices that fails, or is only tried, leaves nothing",
  async (engine) => {
    await using place = await engine.place();
    await using database = await engine.open(place.url);
    await importText(database, file(12), FLAGS);
    const before = await stored(database);
    const tried = await importText(database, file(30, 6), { ...FLAGS, dryRun: true }, SMALL);
    assert.deepEqual([tried.status, tried.added > 0, tried.changed > 0], ["dry_run", true, true]);
    assert.deepEqual(await stored(database), before);
    const broken = file(30, 6) + "\n1,2026-10-01,12:00,Soup,New,1,x,sold,x".repeat(8);
    await assert.rejects(
      importText(database, broken, { ...FLAGS, acceptQuarantine: false }, SMALL),
      {
        message: /cannot be read/,
      },
    );
    assert.deepEqual(await stored(database), before);
  },
);

Deno.test("what a killed import left is taken back by the next one, and by a start", async () => {
  for (const slices of [2, 3, 7, 12]) {
    await using place = await SQLITE.place();
    await using database = await SQLITE.open(place.url);
    const { id } = await importText(database, file(12), FLAGS);
    const before = await stored(database);
    // The second run is stopped while it takes back what the first one left.
    for (const run of [slices, 2]) {
      const killed = killedAfter(database, run);
      await assert.rejects(importText(killed, file(40, 6), FLAGS, SMALL), /killed/);
      assert.equal(await areRowsHidden(database.reader), true);
      const shown = await database.reader.selectFrom("orders").select("gross").execute();
      assert.deepEqual([...new Set(shown.map(({ gross }) => gross))], [11_00]);
    }
    // As the rollups are: nothing of it is in a recount.
    await rebuildRollups(database);
    assert.equal((await database.write((writer) => checkRollups(writer))).different, 0);
    const backUp = async () => await database.writeSliced((open) => takeBackUnfinished(open));
    if (slices % 2 === 0) assert.equal(await backUp(), true);
    else await importText(database, file(12), { ...FLAGS, dryRun: true });
    assert.equal(await backUp(), false);
    const withoutShape = (rows: string[]) => rows.filter((row) => !/^rollup_shapes/.test(row));
    assert.deepEqual(withoutShape(await stored(database)), withoutShape(before));
    const again = await importText(database, file(40, 6), FLAGS, SMALL);
    assert.equal(again.read.rows, 80);
    const clock = () => Temporal.Instant.from("2026-11-27T12:00:00Z");
    await undoImport(database, again.id ?? "", { clock });
    await undoImport(database, id ?? "", { clock });
    assert.deepEqual(await database.reader.selectFrom("orders").select("id").execute(), []);
    assert.equal((await checkRollups(database.reader)).different, 0);
  }
});

Deno.test("imports wait for each other, and a wait can be ended", async () => {
  await using place = await SQLITE.place();
  await using database = await SQLITE.open(place.url);
  await using other = await SQLITE.open(place.url);
  const done: string[] = [];
  const begun = Promise.withResolvers<void>();
  const first = database.writeSliced(async ({ last }) => {
    begun.resolve();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await last(() => Promise.resolve(done.push("first")));
  });
  await begun.promise;
  const ended = new AbortController();
  const given = other.writeSliced(({ last }) => last(() => Promise.resolve()), ended.signal);
  ended.abort(new Error("enough"));
  await assert.rejects(given, /enough/);
  await other.writeSliced(({ last }) => last(() => Promise.resolve(done.push("second"))));
  await first;
  assert.deepEqual(done, ["first", "second"]);
});
