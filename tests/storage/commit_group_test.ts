import assert from "node:assert/strict";
import { beforeCommit, type PreCommit } from "../../src/storage/before_commit.ts";
import { nextNumbers } from "../../src/storage/counters.ts";
import type { Database, Writer } from "../../src/storage/database.ts";
import { onEveryEngine, SQLITE } from "../support/engines.ts";
import { seeStatements } from "../support/statements.ts";

/** Takes the next number of a counter. */
function number(name = "n") {
  return (writer: Writer) => nextNumbers(writer, name);
}

async function counter({ reader }: Database, name = "n"): Promise<number> {
  const row = await reader.selectFrom("counters").select("value").where("name", "=", name)
    .executeTakeFirst();
  return row?.value ?? 0;
}

onEveryEngine(
  "grouped writes are all committed, each with its own result",
  async (engine) => {
    await using place = await engine.place();
    await using database = await engine.open(place.url);
    const numbers = await Promise.all(
      Array.from({ length: 100 }, () => database.writeTogether(number())),
    );
    assert.deepEqual(numbers.sort((a, b) => a - b), Array.from({ length: 100 }, (_, i) => i + 1));
    assert.equal(await counter(database), 100);
  },
);

onEveryEngine("one that fails takes back only itself", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) =>
      database.writeTogether(async (writer) => {
        await nextNumbers(writer, "n");
        if (index % 4 === 0) throw new Error(`no ${index}`);
        return index;
      })),
  );
  const failed = outcomes.filter(({ status }) => status === "rejected");
  assert.equal(failed.length, 5);
  assert.equal(await counter(database), 15);
  assert.deepEqual(
    outcomes.map((outcome) => outcome.status === "fulfilled" ? outcome.value : null),
    Array.from({ length: 20 }, (_, index) => index % 4 === 0 ? null : index),
  );
});

/** Written before the commit: a number for each name, and a failure for one of them. */
const NAMES: PreCommit<string[]> = {
  step: "rollups",
  begin: () => [],
  async write(writer, gathered) {
    for (const name of gathered.flat()) {
      await nextNumbers(writer, name);
      if (name === "poison") throw new Error("the end fails");
    }
  },
};

onEveryEngine("if the common end fails, each runs once more, alone", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  const names = ["a", "b", "poison", "c"];
  const outcomes = await Promise.allSettled(names.map((name) =>
    database.writeTogether((writer) => {
      beforeCommit(writer, NAMES).push(name);
      return Promise.resolve(name);
    })
  ));
  assert.deepEqual(
    outcomes.map((outcome) => outcome.status === "fulfilled" ? outcome.value : "failed"),
    ["a", "b", "failed", "c"],
  );
  const written = await Promise.all(names.map((name) => counter(database, name)));
  assert.deepEqual(written, [1, 1, 0, 1]);
});

onEveryEngine("what fails gathers nothing for the common end", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  const write = (name: string, fails: boolean) =>
    database.writeTogether((writer) => {
      beforeCommit(writer, NAMES).push(name);
      return fails ? Promise.reject(new Error("taken back")) : Promise.resolve();
    });
  const outcomes = await Promise.allSettled([
    write("a", false),
    write("b", true),
    write("c", false),
  ]);
  assert.deepEqual(outcomes.map(({ status }) => status), ["fulfilled", "rejected", "fulfilled"]);
  assert.deepEqual(
    await Promise.all(["a", "b", "c"].map((name) => counter(database, name))),
    [1, 0, 1],
  );
});

onEveryEngine(
  "long work has its transaction for itself, and short work waits for it",
  async (engine) => {
    await using place = await engine.place();
    await using database = await engine.open(place.url);
    const [, ...numbers] = await Promise.all([
      database.write((writer) => nextNumbers(writer, "n", 10)),
      ...Array.from({ length: 5 }, () => database.writeTogether(number())),
    ]);
    assert.equal(numbers.length, 5);
    assert.equal(await counter(database), 15);
  },
);

Deno.test("pieces have savepoints only for a while after one has failed", async () => {
  await using place = await SQLITE.place();
  await using database = await SQLITE.open(place.url);
  const group = async (fails: boolean) => {
    using seen = seeStatements();
    await Promise.allSettled([
      database.writeTogether(number()),
      database.writeTogether(async (writer) => {
        await nextNumbers(writer, "n");
        if (fails) throw new Error("taken back");
      }),
    ]);
    return seen.texts.filter((text) => text.startsWith("savepoint")).length;
  };
  assert.equal(await group(false), 0);
  assert.equal(await group(true), 2);
  assert.equal(await counter(database), 3);
  assert.equal(await group(true), 2);
  assert.equal(await counter(database), 4);
  let groups = 2;
  while (await group(false) > 0) groups++;
  assert.equal(groups, 100);
});
