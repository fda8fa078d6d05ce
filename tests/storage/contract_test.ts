import assert from "node:assert/strict";
import { sql } from "kysely";
import { insertMany } from "../../src/storage/bulk.ts";
import { beforeCommit, type PreCommit } from "../../src/storage/before_commit.ts";
import type { Database, Writer } from "../../src/storage/database.ts";
import { onEveryEngine } from "../support/engines.ts";

const NEVER = new AbortController().signal;

/** What both engines must do alike. */
onEveryEngine("opening again keeps the data and changes no table", async (engine) => {
  await using place = await engine.emptyPlace();
  const tables = await (async () => {
    await using database = await engine.open(place.url);
    await addIngredient(database, "flour");
    return await database.tables();
  })();
  await using database = await engine.open(place.url);
  assert.deepEqual(await database.tables(), tables);
  assert.deepEqual(await ingredients(database), ["flour"]);
});

onEveryEngine("a failing transaction leaves nothing behind", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  await assert.rejects(
    database.write(async (writer) => {
      await writer.insertInto("ingredients").values(ingredient("flour")).execute();
      throw new Error("second thoughts");
    }),
    /second thoughts/,
  );
  await assert.rejects(
    database.write(async (writer) => {
      await writer.insertInto("ingredients").values(ingredient("salt")).execute();
      await writer.insertInto("ingredients").values(ingredient("salt")).execute();
    }),
  );
  assert.deepEqual(await ingredients(database), []);
  await addIngredient(database, "sugar");
  assert.deepEqual(await ingredients(database), ["sugar"]);
});

onEveryEngine("readers see a transaction when it is done, not before", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  await database.write(async (writer) => {
    await writer.insertInto("ingredients").values(ingredient("flour")).execute();
    assert.deepEqual(await ingredients(database), []);
  });
  assert.deepEqual(await ingredients(database), ["flour"]);
});

onEveryEngine("no update is lost on a row read for update", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  await addIngredient(database, "flour");
  await Promise.all(Array.from({ length: 20 }, () =>
    database.write(async (writer) => {
      const { pack_size } = await writer.selectFrom("ingredients").select("pack_size")
        .forNoKeyUpdate().executeTakeFirstOrThrow();
      await Promise.resolve();
      await writer.updateTable("ingredients").set({ pack_size: pack_size + 1 }).execute();
    })));
  const row = await database.reader.selectFrom("ingredients").select("pack_size")
    .executeTakeFirstOrThrow();
  assert.equal(row.pack_size, 21);
});

onEveryEngine(
  "a conflicting transaction runs again and sees the other's changes",
  async (engine) => {
    await using place = await engine.place();
    await using database = await engine.open(place.url);
    const isKnown = async (writer: Writer) =>
      await writer.selectFrom("ingredients").select("id").executeTakeFirst() !== undefined;
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () =>
        database.write(async (writer) => {
          if (await isKnown(writer)) return "known";
          await writer.insertInto("ingredients").values(ingredient("flour")).execute();
          return "added";
        })),
    );
    assert.deepEqual(outcomes.toSorted(), ["added", ...Array(9).fill("known")]);
  },
);

onEveryEngine("deferred writes are written once, together", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  const writings: (readonly string[])[] = [];
  const added: PreCommit<string[]> = {
    step: "rollups",
    begin: () => [],
    async write(writer, gathered) {
      const names = gathered.flat();
      writings.push(names);
      for (const name of names) {
        await writer.insertInto("ingredients").values(ingredient(name)).execute();
      }
    },
  };
  await database.write(async (writer) => {
    const narrow = database.view({ locations: ["here"], signal: NEVER }).narrow(writer);
    beforeCommit(writer, added).push("flour");
    beforeCommit(narrow, added).push("salt", "sugar");
    assert.deepEqual(await writer.selectFrom("ingredients").select("id").execute(), []);
  });
  assert.deepEqual(writings, [["flour", "salt", "sugar"]]);
  assert.deepEqual(await ingredients(database), ["flour", "salt", "sugar"]);
  const failing = database.write((writer) => {
    beforeCommit(writer, added).push("pepper", "flour");
    return Promise.resolve();
  });
  await assert.rejects(failing);
  assert.deepEqual(await ingredients(database), ["flour", "salt", "sugar"]);
});

onEveryEngine(
  "steps before a commit keep their order, and one may add to a later one",
  async (engine) => {
    await using database = await engine.fresh();
    const written: string[] = [];
    const step = (
      name: PreCommit<string[]>["step"],
      then?: (writer: Writer) => void,
    ): PreCommit<string[]> => ({
      step: name,
      begin: () => [],
      write(writer, gathered) {
        written.push(`${name}: ${gathered.flat().join(" ")}`);
        then?.(writer);
        return Promise.resolve();
      },
    });
    const events = step("events");
    const rollups = step("rollups", (writer) => void beforeCommit(writer, events).push("b"));
    await database.write((writer) => {
      beforeCommit(writer, events).push("a");
      beforeCommit(writer, rollups).push("c");
      return Promise.resolve();
    });
    assert.deepEqual(written, ["rollups: c", "events: a b"]);
  },
);

onEveryEngine("references must exist", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  await assert.rejects(
    database.write(async (writer) => {
      await writer.insertInto("modifiers")
        .values({ id: "EXTRA", group_id: "nowhere", name: "Extra", price: 1 }).execute();
    }),
  );
});

onEveryEngine("amounts beyond 32 bits are read exactly, and sum as numbers", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  const amount = 4_503_599_627_370_495;
  await database.write(async (writer) => {
    await writer.insertInto("ingredients")
      .values([ingredient("gold", amount), ingredient("saffron", amount)]).execute();
  });
  const { sum } = await database.reader.selectFrom("ingredients")
    .select(({ fn }) => fn.sum<number>("pack_cost").as("sum")).executeTakeFirstOrThrow();
  assert.equal(sum, 2 * amount);
});

onEveryEngine("it answers a ping until it is closed", async (engine) => {
  await using place = await engine.place();
  const database = await engine.open(place.url);
  await database.ping();
  await database[Symbol.asyncDispose]();
  await assert.rejects(database.ping());
});

onEveryEngine("a reader cannot write, by its type and at run time", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  await addIngredient(database, "flour");
  const { reader } = database;
  const writes: (() => Promise<unknown>)[] = [
    // @ts-expect-error A reader inserts nothing.
    () => reader.insertInto("ingredients").values(ingredient("salt")).execute(),
    // @ts-expect-error A reader updates nothing.
    () => reader.updateTable("ingredients").set({ pack_size: 2 }).execute(),
    // @ts-expect-error A reader deletes nothing.
    () => reader.deleteFrom("ingredients").execute(),
    // @ts-expect-error A reader changes no table.
    () => reader.schema.dropTable("feedback").execute(),
    // @ts-expect-error A reader runs no statement of somebody's own.
    () => sql`delete from ingredients`.execute(reader),
  ];
  for (const write of writes) {
    await assert.rejects(write, (error) => !(error instanceof TypeError));
  }
  assert.deepEqual(await ingredients(database), ["flour"]);
});

function ingredient(name: string, pack_cost = 0) {
  return {
    id: name.toUpperCase().padEnd(8, "0"),
    name,
    unit: "g" as const,
    pack_size: 1,
    pack_cost,
    currency: "USD",
    supplier: "",
    lead_time_days: 0,
    delivery_interval_days: 1,
  };
}

async function addIngredient(database: Database, name: string): Promise<void> {
  await database.write(async (writer) => {
    await writer.insertInto("ingredients").values(ingredient(name)).execute();
  });
}

async function ingredients({ reader }: Database): Promise<string[]> {
  const rows = await reader.selectFrom("ingredients").select("name").orderBy("name").execute();
  return rows.map(({ name }) => name);
}

onEveryEngine(
  "a sum beyond exact numbers is a readable error; others are read",
  async (engine) => {
    await using database = await engine.fresh();
    const most = Number.MAX_SAFE_INTEGER;
    await database.write((writer) =>
      insertMany(writer, "counters", ["a", "b"].map((name) => ({ name, value: most })))
    );
    const sum = (names: string[]) =>
      database.reader.selectFrom("counters").select(({ fn }) => fn.sum<number>("value").as("sum"))
        .where("name", "in", names).executeTakeFirstOrThrow();
    assert.equal((await sum(["a"])).sum, most);
    await assert.rejects(sum(["a", "b"]), {
      code: "INVALID_INPUT",
      message: /adds up to more than/,
    });
  },
);
