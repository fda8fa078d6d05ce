import assert from "node:assert/strict";
import { prepared, preparedWrite } from "../../src/storage/prepared.ts";
import { ask, send } from "../../src/storage/sending.ts";
import { onEveryEngine } from "../support/engines.ts";
import { ALL_ROWS, writeRows } from "../support/two_locations.ts";

const NEVER = new AbortController().signal;

let built = 0;
const stockOf = prepared((reader, { ids, most }: { ids: readonly string[]; most: number }) => {
  built++;
  return reader.selectFrom("stock").select("location_id").distinct()
    .where("location_id", "in", ids).where("on_hand", "<=", most).orderBy("location_id");
});

onEveryEngine(
  "a prepared query has only the rows of each view, whoever asks first",
  async (engine) => {
    await using database = await engine.fresh();
    await writeRows(database, ALL_ROWS);
    const ids = ["here", "there"];
    const most = 1_000_000_000;
    const seenBy = async (locations: readonly string[] | null) => {
      const { reader, seen } = database.view({ locations, signal: NEVER });
      const found = (await stockOf(reader, { ids, most })).map(({ location_id }) => location_id);
      assert.equal(seen.rows, found.length);
      return found;
    };
    for (let round = 0; round < 2; round++) {
      assert.deepEqual(await seenBy(null), ids);
      assert.deepEqual(await seenBy(["here"]), ["here"]);
      assert.deepEqual(await seenBy(["there"]), ["there"]);
      assert.deepEqual(await seenBy(["there", "here"]), ids);
      assert.deepEqual(await seenBy([]), []);
      assert.deepEqual((await stockOf(database.reader, { ids, most })).length, 2);
    }
  },
);

onEveryEngine("a prepared query is built once for each length of its lists", async (engine) => {
  await using database = await engine.fresh();
  await writeRows(database, ALL_ROWS);
  const before = built;
  const ask = async (ids: readonly string[], most: number) =>
    (await stockOf(database.reader, { ids, most })).length;
  assert.equal(await ask(["here"], 1_000_000_000), 1);
  assert.equal(await ask(["there"], 1_000_000_000), 1);
  assert.equal(await ask(["nowhere"], 1_000_000_000), 0);
  assert.equal(await ask(["here"], -1_000_000_000), 0);
  assert.equal(built - before, 1);
  assert.equal(await ask(["here", "there"], 1_000_000_000), 2);
  assert.equal(built - before, 2);
});

onEveryEngine("a transaction sees its own rows through a prepared query", async (engine) => {
  await using database = await engine.fresh();
  await writeRows(database, ALL_ROWS);
  const view = database.view({ locations: ["here"], signal: NEVER });
  await database.write(async (writer) => {
    const narrow = view.narrow(writer);
    await narrow.updateTable("stock").set({ on_hand: 7 }).execute();
    const most = 7;
    assert.equal((await stockOf(narrow, { ids: ["here", "there"], most })).length, 1);
  });
  assert.deepEqual([...view.seen.locations], ["here"]);
});

onEveryEngine("an aborted view runs no prepared query", async (engine) => {
  await using database = await engine.fresh();
  const call = new AbortController();
  const { reader } = database.view({ locations: null, signal: call.signal });
  await stockOf(reader, { ids: ["here"], most: 1 });
  call.abort(new Error("gone"));
  await assert.rejects(stockOf(reader, { ids: ["here"], most: 1 }), /gone/);
});

let writes = 0;
const addStock = preparedWrite(
  (writer, row: { location_id: string; ingredient_id: string; on_hand: number }) => {
    writes++;
    return writer.insertInto("stock").values({ ...row, par_level: 0, reorder_point: 0 })
      .onConflict((conflict) =>
        conflict.columns(["location_id", "ingredient_id"]).doUpdateSet((eb) => ({
          on_hand: eb("stock.on_hand", "+", eb.ref("excluded.on_hand")),
        }))
      ).returning("on_hand");
  },
);

onEveryEngine("a prepared statement is built once, and counts what it changes", async (engine) => {
  await using database = await engine.fresh();
  await writeRows(database, ALL_ROWS);
  const { ingredient_id } = await database.reader.selectFrom("stock").select("ingredient_id")
    .where("location_id", "=", "here").executeTakeFirstOrThrow();
  const row = { location_id: "here", ingredient_id, on_hand: 5 };
  const before = writes;
  const view = database.view({ locations: null, signal: NEVER });
  const [first, second] = await database.write(async (writer) => {
    const own = view.narrow(writer);
    const { rows: [first] } = await ask(own, addStock(own, row));
    const { rows: [second] } = await ask(own, addStock(own, { ...row, on_hand: 7 }));
    await send(own, addStock(own, row));
    return [first, second];
  });
  assert.equal((second?.on_hand ?? 0) - (first?.on_hand ?? 0), 7);
  assert.equal(writes - before, 1);
  assert.ok(view.seen.rows >= 3);
});

onEveryEngine(
  "a prepared statement of a limited caller writes no row of others",
  async (engine) => {
    await using database = await engine.fresh();
    await writeRows(database, ALL_ROWS);
    const { ingredient_id } = await database.reader.selectFrom("stock").select("ingredient_id")
      .where("location_id", "=", "there").executeTakeFirstOrThrow();
    const view = database.view({ locations: ["here"], signal: NEVER });
    const add = (location_id: string) =>
      database.write(async (writer) => {
        const own = view.narrow(writer);
        await ask(own, addStock(own, { location_id, ingredient_id, on_hand: 1 }));
      });
    // Compiled for callers of all locations before.
    await database.write((writer) =>
      send(writer, addStock(writer, { location_id: "there", ingredient_id, on_hand: 0 }))
    );
    await assert.rejects(add("there"), /Not for a caller of some locations/);
  },
);

const notIn = prepared((reader, { ids }: { ids: readonly string[] }) =>
  reader.selectFrom("stock").select("location_id").where("location_id", "not in", ids)
);

onEveryEngine("in an empty list there is nothing, prepared or not", async (engine) => {
  await using database = await engine.fresh();
  await writeRows(database, ALL_ROWS);
  const { reader } = database;
  const all = (await reader.selectFrom("stock").select("location_id").execute()).length;
  assert.ok(all > 0);
  assert.deepEqual(await stockOf(reader, { ids: [], most: 1_000_000_000 }), []);
  assert.equal((await notIn(reader, { ids: [] })).length, all);
  const stock = reader.selectFrom("stock").select("location_id");
  assert.deepEqual(await stock.where("location_id", "in", []).execute(), []);
  assert.equal((await stock.where("location_id", "not in", []).execute()).length, all);
  const isNeither = stock.where(({ eb, not }) => not(eb("location_id", "in", [])));
  assert.equal((await isNeither.execute()).length, all);
});
