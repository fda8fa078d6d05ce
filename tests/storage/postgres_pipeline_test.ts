import assert from "node:assert/strict";
import { insertMany } from "../../src/storage/bulk.ts";
import type { Database, Writer } from "../../src/storage/database.ts";
import { POSTGRES } from "../support/engines.ts";

const row = (name: string) => ({ name, value: 1 });

async function names({ reader }: Database): Promise<string[]> {
  const rows = await reader.selectFrom("counters").select("name").where("name", "like", "test %")
    .orderBy("name").execute();
  return rows.map(({ name }) => name);
}

function test(name: string, work: (database: Database) => Promise<void>): void {
  Deno.test(name, async () => {
    await using database = await POSTGRES.fresh();
    await work(database);
  });
}

test("a statement that nobody waited for fails its transaction, with its own error", async (database) => {
  await database.write((writer) => insertMany(writer, "counters", [row("test a")]));
  const refused = (work: (writer: Writer) => Promise<unknown>) =>
    assert.rejects(
      database.write(async (writer) => {
        await insertMany(writer, "counters", [row("test b")]);
        await insertMany(writer, "counters", [{ ...row("test c"), value: "no number" as never }]);
        await work(writer);
      }),
      (error: Error) => !/aborted/.test(`${error.message} ${error.cause}`),
    );
  await refused(() => Promise.resolve());
  await refused((writer) => writer.selectFrom("counters").selectAll().execute());
  await refused((writer) => insertMany(writer, "counters", [row("test d")]));
  assert.deepEqual(await names(database), ["test a"]);
});

test("hundreds of rows that nobody waited for are all there after the commit", async (database) => {
  const rows = Array.from({ length: 6001 }, (_, at) => row(`test ${String(at).padStart(5, "0")}`));
  await database.write((writer) => insertMany(writer, "counters", rows));
  assert.deepEqual(await names(database), rows.map(({ name }) => name));
});

test("what fails together with others leaves nothing behind, and no query comes late", async (database) => {
  const late = Promise.withResolvers<unknown>();
  await assert.rejects(
    database.write(async (writer) => {
      await insertMany(writer, "counters", [row("test a")]);
      await Promise.all([
        Promise.reject(new Error("no")),
        (async () => {
          await new Promise((resolve) => setTimeout(resolve, 50));
          const query = writer.insertInto("counters").values(row("test late")).execute();
          late.resolve(await query.catch((error) => error));
        })(),
      ]);
    }),
    /no/,
  );
  assert.match(String(await late.promise), /The transaction has ended/);
  assert.deepEqual(await names(database), []);
});

test("statements that are asked for together run in their order", async (database) => {
  const read = await database.write(async (writer) => {
    const [, before] = await Promise.all([
      insertMany(writer, "counters", [row("test a")]),
      writer.selectFrom("counters").selectAll().where("name", "=", "test a").execute(),
      writer.updateTable("counters").set({ value: 2 }).where("name", "=", "test a").execute(),
    ]);
    const after = await writer.selectFrom("counters").select("value").where("name", "=", "test a")
      .executeTakeFirstOrThrow();
    return [before[0]?.value, after.value];
  });
  assert.deepEqual(read, [1, 2]);
});
