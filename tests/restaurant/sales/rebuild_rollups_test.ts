import assert from "node:assert/strict";
import { checkRollups } from "../../../src/restaurant/sales/check_rollups.ts";
import { rebuildRollups, updateRollups } from "../../../src/restaurant/sales/rebuild_rollups.ts";
import { writeSales } from "../../../src/restaurant/sales/write_sales.ts";
import type { Database } from "../../../src/storage/database.ts";
import { type Engine, onEveryEngine } from "../../support/engines.ts";
import {
  moment,
  newSales,
  openRestaurant,
  order,
  refund,
  WRITTEN_AT,
} from "../../support/sales.ts";

const MONTHS = ["2026-10", "2026-11", "2026-12"];

/** An order in each of three months, a refund, and rollups that are wrong in all of them. */
async function openWithOldRollups(engine: Engine): Promise<Database> {
  const database = await openRestaurant(engine);
  const orders = MONTHS.map((month, index) =>
    order({ id: `ORDER00${index}`, opened: moment(`${month}-14T12:00`) })
  );
  await database.write((writer) => writeSales(writer, newSales(orders, [refund()]), WRITTEN_AT));
  await database.write(async (writer) => {
    await writer.updateTable("sales_rollups").set({ gross: 1 }).execute();
    await writer.deleteFrom("monthly_rollups").execute();
  });
  return database;
}

/** Stops a rebuild after so many months. */
async function interrupted(database: Database, months: number, shape?: string): Promise<void> {
  const stop = new AbortController();
  const onProgress = (share: number) => share >= months / (2 * MONTHS.length) && stop.abort();
  await assert.rejects(rebuildRollups(database, { onProgress, signal: stop.signal }, shape));
}

async function differences({ reader }: Database): Promise<number> {
  return (await checkRollups(reader)).different;
}

onEveryEngine("daily and monthly rollups are recounted", async (engine) => {
  await using database = await openWithOldRollups(engine);
  assert.ok(await differences(database) > 0);
  const shares: number[] = [];
  await rebuildRollups(database, { onProgress: (share) => shares.push(share) });
  assert.equal(await differences(database), 0);
  assert.deepEqual([shares.at(0), shares.at(-1)], [0, 1]);
  const { left } = await database.reader.selectFrom("sales_rollups_next")
    .select(({ fn }) => fn.countAll<number>().as("left")).executeTakeFirstOrThrow();
  assert.equal(left, 0);
});

onEveryEngine("only a database of another shape is recounted, and only once", async (engine) => {
  await using database = await openWithOldRollups(engine);
  const first = "1: day hour order_type payment_method category item";
  assert.equal(await updateRollups(database, {}, first), false, "the first kept no note of it");
  assert.ok(await differences(database) > 0);
  assert.equal(await updateRollups(database, {}, "2: day and more"), true);
  assert.equal(await differences(database), 0);
  assert.equal(await updateRollups(database, {}, "2: day and more"), false);
  assert.equal(await updateRollups(database), true, "the version before counts in its own way");
});

onEveryEngine(
  "after an interruption readers see the old rollups, and the rebuild resumes",
  async (engine) => {
    await using database = await openWithOldRollups(engine);
    const before = await differences(database);
    await interrupted(database, 2);
    assert.equal(await differences(database), before, "none of the new ones is visible");
    const counted = () => database.reader.selectFrom("sales_rollups_next").selectAll().execute();
    const kept = await counted();
    assert.ok(kept.length > 0);
    // What was counted before the interruption is not counted again: a mark in it stays.
    await database.write((writer) =>
      writer.updateTable("sales_rollups_next").set({ voided_lines: 7 }).execute()
    );
    await rebuildRollups(database);
    const marked = await database.reader.selectFrom("sales_rollups").select("business_date")
      .where("voided_lines", "=", 7).execute();
    assert.equal(marked.length, kept.length);
  },
);

onEveryEngine("an interrupted rebuild of another shape starts over", async (engine) => {
  await using database = await openWithOldRollups(engine);
  await interrupted(database, 2, "2: something else");
  await database.write((writer) =>
    writer.updateTable("sales_rollups_next").set({ voided_lines: 7 }).execute()
  );
  await rebuildRollups(database);
  assert.equal(await differences(database), 0);
});

onEveryEngine("another process may finish at any step of a rebuild", async (engine) => {
  for (const step of [1, 2, 4, 8]) {
    await using database = await openWithOldRollups(engine);
    let steps = 0;
    const write: Database["write"] = async (work) => {
      if (++steps === step) await rebuildRollups(database);
      return await database.write(work);
    };
    await rebuildRollups({ ...database, write });
    assert.ok(steps >= step, `${steps} steps`);
    assert.equal(await differences(database), 0);
    const { left } = await database.reader.selectFrom("sales_rollups_next")
      .select(({ fn }) => fn.countAll<number>().as("left")).executeTakeFirstOrThrow();
    assert.equal(left, 0);
  }
});

onEveryEngine("a rebuild that begins after another one is not mixed up with it", async (engine) => {
  for (const step of [2, 3, 4, 5]) {
    await using database = await openWithOldRollups(engine);
    let steps = 0;
    const write: Database["write"] = async (work) => {
      if (++steps === step) {
        await rebuildRollups(database);
        await interrupted(database, 0);
      }
      return await database.write(work);
    };
    await rebuildRollups({ ...database, write });
    assert.equal(await differences(database), 0);
  }
});

onEveryEngine(
  "a start that waited for another one's rebuild does not begin one",
  async (engine) => {
    await using database = await openWithOldRollups(engine);
    const shape = "2: day and more";
    let isFirst = true;
    const write: Database["write"] = async (work) => {
      if (isFirst) await updateRollups(database, {}, shape);
      isFirst = false;
      return await database.write(work);
    };
    assert.equal(await updateRollups({ ...database, write }, {}, shape), false);
    assert.equal(await differences(database), 0);
  },
);

onEveryEngine("sales that change while it counts are in it", async (engine) => {
  await using database = await openWithOldRollups(engine);
  await interrupted(database, 4);
  const late = [
    order({ id: "LATE0001", opened: moment("2026-10-15T12:00") }),
    order({ id: "LATE0002", location_id: "harbour", opened: moment("2026-12-20T12:00") }),
  ];
  await database.write((writer) => writeSales(writer, newSales(late), WRITTEN_AT));
  await rebuildRollups(database);
  assert.equal(await differences(database), 0);
});

onEveryEngine("a check lets others have their turn", async (engine) => {
  await using database = await openRestaurant(engine);
  const many = Array.from(
    { length: 1000 },
    (_, i) => order({ id: `ORD${String(i).padStart(5, "0")}`, number: String(i) }),
  );
  await database.write((writer) => writeSales(writer, newSales(many), WRITTEN_AT));
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  await checkRollups(database.reader);
  clearInterval(timer);
  assert.ok(turns >= 5, `${turns} turns`);
});
