import assert from "node:assert/strict";
import { readDataRange } from "../../../src/restaurant/sales/data_ends.ts";
import { sql } from "kysely";
import { fc } from "../../packages/fast_check.ts";
import { addFigures, noFigures } from "../../../src/restaurant/sales/figures.ts";
import type { Period } from "../../../src/values/period.ts";
import {
  GROUP_FIGURES,
  readFigures,
  readGroups,
} from "../../../src/restaurant/sales/read_figures.ts";
import { writeSales } from "../../../src/restaurant/sales/write_sales.ts";
import { readUnitsSold } from "../../../src/restaurant/inventory/units_sold.ts";
import type { Database } from "../../../src/storage/database.ts";
import { alwaysAsync } from "../../support/always.ts";
import { type Engine, onEveryEngine, POSTGRES } from "../../support/engines.ts";
import {
  BURGER,
  COLA,
  line,
  moment,
  newSales,
  openRestaurant,
  order,
  WRITTEN_AT,
} from "../../support/sales.ts";
import { seeStatements } from "../../support/statements.ts";

const START = Temporal.PlainDate.from("2025-11-20");
const BOTH = ["downtown", "harbour"];

/** Every third day of fourteen months at one place, every fifth at the other; some days cancelled. */
async function openHistory(engine: Engine): Promise<Database> {
  const database = await openRestaurant(engine);
  const orders = Array.from({ length: 140 }, (_, i) =>
    order({
      id: `HIST${String(i).padStart(4, "0")}`,
      location_id: i % 2 === 0 ? "downtown" : "harbour",
      status: i % 7 === 0 ? "cancelled" : "completed",
      opened: moment(`${START.add({ days: i % 2 === 0 ? i * 3 : i * 5 % 400 })}T12:00`),
      lines: [line({ ...(i % 3 === 0 ? COLA : BURGER), gross: 100 + i })],
    }));
  await database.write((writer) => writeSales(writer, newSales(orders), WRITTEN_AT));
  // A day whose only order is cancelled later has no sales any more.
  const [first] = orders.filter(({ status }) => status === "completed");
  if (first === undefined) throw new Error("No order is completed");
  const cancelled = { before: first, after: { ...first, status: "cancelled" as const } };
  const changes = { orders: [cancelled], refunds: [] };
  await database.write((writer) => writeSales(writer, changes, WRITTEN_AT));
  return database;
}

const periods: fc.Arbitrary<Period> = fc.tuple(fc.nat(450), fc.nat(450)).map(([from, length]) => {
  const date = START.add({ days: from });
  return { date: date.toString(), end_date: date.add({ days: length }).toString() };
});

onEveryEngine("a period read by months has the figures of its days", async (engine) => {
  await using database = await openHistory(engine);
  const { reader } = database;
  const rows = await reader.selectFrom("sales_rollups").selectAll().execute();
  await alwaysAsync(
    fc.asyncProperty(periods, fc.constantFrom(BOTH, ["harbour"]), async (period, location_ids) => {
      const within = rows.filter(({ location_id, business_date }) =>
        location_ids.includes(location_id) && business_date >= period.date &&
        business_date <= period.end_date
      );
      const figures = noFigures();
      const days = within.filter(({ dimension }) => dimension === "day");
      for (const row of days) addFigures(figures, row);
      assert.deepEqual({ ...await readFigures(reader, { period, location_ids }) }, figures);
      const query = { period, location_ids, dimension: "item", by: "key" } as const;
      const items = Map.groupBy(
        within.filter(({ dimension }) => dimension === "item"),
        ({ key }) => key,
      );
      const wanted = [...items].map(([key, rows]) => [
        key,
        Object.fromEntries(GROUP_FIGURES.map((name) => [
          name,
          rows.reduce((sum, row) => sum + row[name], 0),
        ])),
      ]);
      assert.deepEqual(
        Object.fromEntries(await readGroups(reader, query)),
        Object.fromEntries(wanted),
      );
    }),
    60,
    engine,
  );
});

Deno.test("an index finds the days around whole months, rather than every day of a location", async () => {
  await using database = await openHistory(POSTGRES);
  const { reader, write } = database;
  const period = { date: "2026-01-20", end_date: "2026-04-10" };
  const where = { period, location_ids: BOTH };
  const seen = seeStatements();
  await readFigures(reader, where);
  await readGroups(reader, { ...where, dimension: "item", by: "key" });
  await readUnitsSold(reader, { ...where, dimension: "item", keys: ["BURGER00"] });
  seen[Symbol.dispose]();
  const texts = seen.texts.filter((text) => text.includes('"sales_rollups"'));
  assert.equal(texts.length, 3);
  for (const text of texts) {
    const plan = await write(async (writer) => {
      // So few rows would be read from end to end.
      await sql`set local enable_seqscan = off`.execute(writer);
      const { rows } = await sql<
        Record<string, string>
      >`${sql.raw(`explain (generic_plan) ${text}`)}`.execute(writer);
      return rows.flatMap((row) => Object.values(row));
    });
    const conditions = plan.filter((line) => line.includes("business_date >="));
    assert.equal(conditions.length, 2, plan.join("\n"));
    for (const line of conditions) assert.match(line, /^ *Index Cond: /);
  }
});

onEveryEngine("the range of data spans every location that is asked for", async (engine) => {
  await using database = await openHistory(engine);
  const { reader } = database;
  const ends = async (locations: readonly string[]) => {
    const days = await reader.selectFrom("sales_rollups").select("business_date")
      .where("location_id", "in", locations).orderBy("business_date").execute();
    return { first: days[0]?.business_date, last: days.at(-1)?.business_date };
  };
  assert.deepEqual(await readDataRange(reader, BOTH), await ends(BOTH));
  assert.deepEqual(await readDataRange(reader, ["harbour"]), await ends(["harbour"]));
  assert.equal(await readDataRange(reader, ["nowhere"]), null);
});
