import assert from "node:assert/strict";
import { prepared } from "../../src/storage/prepared.ts";
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
