import assert from "node:assert/strict";
import { freshIds, freshIdsWithin } from "../../src/storage/ids.ts";
import { PUBLIC_ID, type RandomBytes } from "../../src/values/public_id.ts";
import { onEveryEngine } from "../support/engines.ts";

/** Bytes that make the ids AAAAAAAA, BBBBBBBB, … in turn, each of them twice. */
function stuttering(): RandomBytes {
  let calls = 0;
  return (length) => new Uint8Array(length).fill(Math.floor(calls++ / 2));
}

onEveryEngine("fresh ids differ from each other", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  const ids = await freshIds(database.reader, "orders", 1200);
  assert.equal(new Set(ids).size, 1200);
  for (const id of ids) assert.match(id, PUBLIC_ID);
  assert.deepEqual(await freshIds(database.reader, "orders", 0), []);
});

onEveryEngine("an id that came up before, or is stored, is passed over", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  await database.write(async (writer) => {
    await writer.insertInto("imports").values({
      id: "BBBBBBBB",
      file_name: "export.csv",
      format: "generic",
      started_at: "2026-12-31T12:00:00Z",
      rows_read: 0,
      rows_taken: 0,
      rows_skipped: 0,
      rows_quarantined: 0,
    }).execute();
  });
  const ids = await freshIds(database.reader, "imports", 3, stuttering());
  assert.deepEqual(ids, ["AAAAAAAA", "CCCCCCCC", "DDDDDDDD"]);
});

onEveryEngine("ids of neighbouring ranges come one after the other", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  const ranges = [{ from: 0, to: 0.2 }, { from: 0.2, to: 0.9 }, { from: 0.9, to: 1 }];
  const ids: string[] = [];
  for (const range of ranges) {
    ids.push(...await freshIdsWithin(database.reader, "orders", 400, range));
  }
  assert.deepEqual(ids, [...new Set(ids)].toSorted());
  for (const id of ids) assert.match(id, PUBLIC_ID);
  const last = await freshIdsWithin(database.reader, "orders", 1, { from: 1, to: 1 });
  assert.deepEqual(last, ["ZZZZZZZZ"]);
});
