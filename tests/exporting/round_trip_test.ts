import assert from "node:assert/strict";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { readFigures } from "../../src/restaurant/sales/read_figures.ts";
import { writeSales } from "../../src/restaurant/sales/write_sales.ts";
import type { Database } from "../../src/storage/database.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { openHome } from "../support/home.ts";
import {
  addRestaurant,
  COLA,
  HARBOUR,
  line,
  moment,
  newSales,
  order,
  refund,
  refundLine,
  WRITTEN_AT,
} from "../support/sales.ts";

const SALES = newSales([
  order({
    number: "17",
    server: "Ada",
    channel: "Website",
    register: "Bar 2",
    guests: 3,
    table_name: "4",
    lines: [
      line({
        gross: 10_00,
        discount: 1_00,
        reason: "Happy hour",
        tax: 80,
        variation: "Large",
        modifiers: [{ name: "Bacon, crisp", price: 1_50 }],
      }),
      line({ ...COLA, name: '-Cola "Zero"', gross: 3_00, quantity: 2000 }),
      line({ gross: 4_00, voided: true, reason: "Spilt" }),
      line({ name: "Gift card", category: "Gift cards", gross: 25_00, gift_card: true }),
    ],
    payments: [{ method: "card", amount: 37_80, tip: 2_00 }],
  }),
  order({ id: "LATE0001", opened: moment("2026-12-15T01:30"), order_type: "takeout" }),
  order({ id: "HARBOUR1", location_id: "harbour", opened: moment("2026-12-14T19:00", HARBOUR) }),
  order({ id: "CANCEL01", status: "cancelled" }),
], [
  refund({
    order_id: "ORDER001",
    lines: [refundLine({ amount: 5_00, tax: 40, quantity: 500 })],
    tips: 1_00,
    reason: "Cold",
    server: "Alan",
  }),
]);

const EVERYTHING = {
  period: { date: "2026-12-01", end_date: "2026-12-31" },
  location_ids: ["downtown", "harbour"],
};

async function daysWithSales({ reader }: Database): Promise<string[]> {
  const rows = await reader.selectFrom("sales_rollups").select("business_date").distinct()
    .where("dimension", "=", "day").where("transactions", ">", 0).orderBy("business_date")
    .execute();
  return rows.map(({ business_date }) => business_date);
}

Deno.test("what export writes, import takes again: every figure is the same", async () => {
  await using home = await openHome();
  await using copy = await openHome();
  {
    await using database = await openSqlite(fileAddress(home.database));
    await database.write(addRestaurant);
    await database.write((writer) => writeSales(writer, SALES, WRITTEN_AT));
  }
  const exported = await home.run(["export", "orders"]);
  assert.equal(exported.code, 0, exported.stderr);
  assert.match(exported.stdout, /"'-Cola ""Zero"""/);
  await Deno.writeTextFile(`${copy.path}/orders.csv`, exported.stdout);
  // The places are made before: an export says nothing of time zones.
  {
    await using database = await openSqlite(fileAddress(copy.database));
    await database.write(addRestaurant);
  }
  const imported = await copy.run(["import", "orders.csv"]);
  assert.equal(imported.code, 0, imported.stderr + imported.stdout);
  await using before = await openSqlite(fileAddress(home.database));
  await using after = await openSqlite(fileAddress(copy.database));
  const original = await readFigures(before.reader, EVERYTHING);
  assert.deepEqual(await readFigures(after.reader, EVERYTHING), original);
  assert.deepEqual(await daysWithSales(after), await daysWithSales(before));
  const names = await after.reader.selectFrom("order_lines").select("name").distinct().execute();
  assert.ok(names.some(({ name }) => name === '-Cola "Zero"'));
  const kept = await after.reader.selectFrom("orders").select(["server", "channel", "register"])
    .where("number", "=", "17").executeTakeFirstOrThrow();
  assert.deepEqual({ ...kept }, { server: "Ada", channel: "Website", register: "Bar 2" });
  const whys = await after.reader.selectFrom("order_lines").select("reason")
    .where("reason", "is not", null).orderBy("reason").execute();
  assert.deepEqual(whys.map(({ reason }) => reason), ["Happy hour", "Spilt"]);
  const returned = await after.reader.selectFrom("refunds").select(["reason", "server"]).execute();
  assert.deepEqual(returned.map((row) => ({ ...row })), [{ reason: "Cold", server: "Alan" }]);
  const again = await copy.run(["import", "orders.csv", "--json"]);
  assert.equal(again.code, 0, again.stderr);
  assert.deepEqual(await readFigures(after.reader, EVERYTHING), original);
});

Deno.test("JSON has one whole object a line: orders, then refunds", async () => {
  await using home = await openHome();
  {
    await using database = await openSqlite(fileAddress(home.database));
    await database.write(addRestaurant);
    await database.write((writer) => writeSales(writer, SALES, WRITTEN_AT));
  }
  const { stdout } = await home.run(["export", "orders", "--format", "json"]);
  const objects = stdout.trim().split("\n").map((text) => JSON.parse(text));
  assert.deepEqual(objects.map(({ type }) => type), ["order", "order", "order", "order", "refund"]);
  const whole = objects.find(({ id }) => id === "ORDER001");
  assert.deepEqual(whole.payments, [{ method: "card", amount: 37.8, tip: 2 }]);
  assert.equal(whole.lines[0].modifiers[0].price, 1.5);
  assert.equal(objects.at(-1).lines[0].quantity, 0.5);
});
