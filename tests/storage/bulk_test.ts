import assert from "node:assert/strict";
import { inBatches, insertMany, slices } from "../../src/storage/bulk.ts";
import type { OpenView } from "../../src/storage/database.ts";
import { onEveryEngine } from "../support/engines.ts";
import { plain } from "../support/rows.ts";

for (const count of [0, 1, 99, 100, 101, 250]) {
  onEveryEngine(`${count} rows go in as they are, nulls too`, async (engine) => {
    await using place = await engine.place();
    await using database = await engine.open(place.url);
    const groups = Array.from({ length: count }, (_, index) => ({
      id: String(index).padStart(4, "0"),
      name: `Group ${index}`,
      min_selections: 0,
      max_selections: index % 3 === 0 ? null : index,
    }));
    await database.write((writer) => insertMany(writer, "modifier_groups", groups));
    const stored = await database.reader.selectFrom("modifier_groups").selectAll()
      .orderBy("id").execute();
    assert.deepEqual(plain(stored), groups);
  });
}

onEveryEngine("values follow their names, whatever their order", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  const groups = Array.from({ length: 300 }, (_, index) => {
    const id = String(index).padStart(4, "0");
    return index % 2 === 0
      ? { id, name: `Group ${index}`, min_selections: 1, max_selections: 2 }
      : { max_selections: 4, min_selections: 3, name: `Group ${index}`, id };
  });
  await database.write((writer) => insertMany(writer, "modifier_groups", groups));
  const stored = await database.reader.selectFrom("modifier_groups").selectAll()
    .orderBy("id").execute();
  assert.deepEqual(plain(stored), groups);
});

onEveryEngine("one faulty row keeps all others out", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  const groups = Array.from({ length: 250 }, (_, index) => ({
    id: String(index % 249),
    name: "Group",
    min_selections: 0,
    max_selections: null,
  }));
  await assert.rejects(
    database.write((writer) => insertMany(writer, "modifier_groups", groups)),
  );
  const stored = await database.reader.selectFrom("modifier_groups").select("id").execute();
  assert.deepEqual(stored, []);
});

Deno.test("slices are consecutive and lose nothing", () => {
  assert.deepEqual([...slices([1, 2, 3, 4, 5], 2)], [[1, 2], [3, 4], [5]]);
  assert.deepEqual([...slices([1, 2], 2)], [[1, 2]]);
  assert.deepEqual([...slices([], 2)], []);
});

onEveryEngine("as many rows as before have the statement of before", async (engine) => {
  await using database = await engine.fresh();
  const groups = Array.from({ length: 550 }, (_, index) => {
    return { id: String(index), name: "Group", min_selections: 0, max_selections: null };
  });
  let built = 0;
  const insert = (rows: typeof groups, view?: OpenView) =>
    database.write((writer) => {
      const own = view?.narrow(writer) ?? writer;
      return inBatches(own, "groups", rows, (batch) => {
        built++;
        return own.insertInto("modifier_groups").values(batch);
      });
    });
  await insert(groups.slice(0, 350));
  assert.equal(built, 2, "one for full batches, one for the rest");
  const signal = new AbortController().signal;
  await insert(groups.slice(350, 450), database.view({ locations: null, signal }));
  assert.equal(built, 2, "and a call that sees all locations builds none");
  await assert.rejects(insert(groups.slice(450), database.view({ locations: ["a"], signal })));
  assert.equal(built, 3, "the statement of a limited caller is built again");
});
