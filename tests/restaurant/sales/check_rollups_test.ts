import assert from "node:assert/strict";
import { checkRollups } from "../../../src/restaurant/sales/check_rollups.ts";
import { noFigures } from "../../../src/restaurant/sales/figures.ts";
import { writeSales } from "../../../src/restaurant/sales/write_sales.ts";
import type { Database, Writer } from "../../../src/storage/database.ts";
import { type Engine, onEveryEngine } from "../../support/engines.ts";
import {
  line,
  moment,
  newSales,
  openRestaurant,
  order,
  refund,
  WRITTEN_AT,
} from "../../support/sales.ts";

/** Two months at one place, the second with a refund only; the first also at the other place. */
async function openWithSales(engine: Engine): Promise<Database> {
  const database = await openRestaurant(engine);
  const changes = newSales(
    [order(), order({ id: "ORDER002" }), order({ id: "ORDER003", location_id: "harbour" })],
    [refund({ refunded: moment("2027-01-01T10:00") })],
  );
  await database.write((writer) => writeSales(writer, changes, WRITTEN_AT));
  return database;
}

async function checkAfter(engine: Engine, tamper: (writer: Writer) => Promise<unknown>) {
  await using database = await openWithSales(engine);
  await database.write(tamper);
  return await checkRollups(database.reader);
}

onEveryEngine("rollups that were kept by writing sales are exact", async (engine) => {
  await using database = await openWithSales(engine);
  assert.deepEqual(await checkRollups(database.reader), {
    orders: 3,
    refunds: 1,
    different: 0,
    differences: [],
  });
});

onEveryEngine("a check from a month on leaves earlier months out", async (engine) => {
  await using database = await openWithSales(engine);
  await database.write((writer) => writer.updateTable("sales_rollups").set({ tax: 1 }).execute());
  const { orders, refunds, differences } = await checkRollups(database.reader, "2027-01");
  assert.deepEqual([orders, refunds], [0, 1]);
  assert.ok(differences.length > 0);
  assert.ok(differences.every(({ business_date }) => business_date === "2027-01-01"));
});

onEveryEngine("nothing sold is nothing different", async (engine) => {
  await using database = await openRestaurant(engine);
  const empty = { orders: 0, refunds: 0, different: 0, differences: [] };
  assert.deepEqual(await checkRollups(database.reader), empty);
});

onEveryEngine("a rollup that says too much is found, and by how much", async (engine) => {
  const check = await checkAfter(
    engine,
    (writer) =>
      writer.updateTable("sales_rollups").set({ gross: 10_07 })
        .where("dimension", "=", "day").where("gross", "=", 10_00).execute(),
  );
  assert.equal(check.different, 1);
  assert.deepEqual(check.differences, [{
    location_id: "downtown",
    dimension: "day",
    business_date: "2026-12-14",
    key: "",
    figures: { ...noFigures(), gross: 7 },
  }]);
});

onEveryEngine("a rollup of sales that were never made is found", async (engine) => {
  const { differences } = await checkAfter(
    engine,
    (writer) =>
      writer.insertInto("sales_rollups").values({
        location_id: "harbour",
        dimension: "hour",
        business_date: "2020-02-29",
        key: "12",
        ...noFigures(),
        guests: 4,
      }).execute(),
  );
  assert.deepEqual(differences.map(({ business_date, key }) => [business_date, key]), [
    ["2020-02-29", "12"],
  ]);
});

onEveryEngine("a missing rollup of a refund is found", async (engine) => {
  const { differences } = await checkAfter(
    engine,
    (writer) =>
      writer.deleteFrom("sales_rollups").where("dimension", "=", "item")
        .where("business_date", "=", "2027-01-01").execute(),
  );
  assert.deepEqual(differences.map(({ key, figures }) => [key, figures.refunds]), [
    ["BURGER00", -5_00],
  ]);
});

onEveryEngine(
  "an order that was changed past its rollups is found in every dimension",
  async (engine) => {
    const { different, differences } = await checkAfter(
      engine,
      (writer) =>
        writer.updateTable("order_lines").set({ discount: 1 }).where("order_id", "=", "ORDER003")
          .execute(),
    );
    assert.equal(different, 16, "of its day and of its month");
    for (const { location_id, figures } of differences) {
      assert.deepEqual([location_id, figures.discounts], ["harbour", -1]);
    }
  },
);

onEveryEngine("many differences are counted, and the first hundred listed", async (engine) => {
  await using database = await openRestaurant(engine);
  const orders = Array.from({ length: 60 }, (_, index) =>
    order({
      id: String(index).padStart(8, "0"),
      opened: moment(
        Temporal.PlainDateTime.from("2026-01-01T12:00").add({ days: index }).toString(),
      ),
      lines: [line()],
    }));
  await database.write((writer) => writeSales(writer, newSales(orders), WRITTEN_AT));
  await database.write(async (writer) => {
    await writer.deleteFrom("sales_rollups").execute();
  });
  const { different, differences } = await checkRollups(database.reader);
  assert.equal(different, 420);
  assert.equal(differences.length, 100);
});
