import assert from "node:assert/strict";
import type { TableBlock } from "../../../src/report/model.ts";
import { readLocations } from "../../../src/restaurant/locations/location.ts";
import { salesReport } from "../../../src/restaurant/reporting/sales.ts";
import { closeReport } from "../../../src/restaurant/reporting/close.ts";
import { writeSales } from "../../../src/restaurant/sales/write_sales.ts";
import type { Database } from "../../../src/storage/database.ts";
import { DEMO_NOW, openDemo } from "../../support/demo.ts";
import { onEveryEngine } from "../../support/engines.ts";
import {
  COLA,
  line,
  moment,
  newSales,
  openRestaurant,
  order,
  refund,
  refundLine,
  WRITTEN_AT,
} from "../../support/sales.ts";

async function closeOf(
  database: Database,
  date: string,
  now = Temporal.Instant.from("2026-12-31T12:00:00Z"),
) {
  const locations = await readLocations(database.reader);
  const report = await closeReport(database.reader, {
    period: { date, end_date: date },
    locations,
    now,
  });
  const tables = report.sections.flatMap(({ blocks }) => blocks)
    .filter((block): block is TableBlock => block.type === "table");
  return { report, table: (key: string) => tables.find((one) => one.key === key) };
}

onEveryEngine("a day with everything in it balances, by method", async (engine) => {
  await using database = await openRestaurant(engine);
  const sales = newSales([
    order({
      lines: [
        line({ gross: 20_00, discount: 2_00, tax: 1_60 }),
        line({ gross: 9_00, voided: true }),
        line({ ...COLA, gross: 25_00, gift_card: true }),
      ],
      service_charges: [
        { name: "Delivery", amount: 3_00, is_gratuity: false },
        { name: "Large party", amount: 4_00, is_gratuity: true },
      ],
      payments: [
        { method: "card", amount: 40_00, tip: 5_00 },
        { method: "cash", amount: 11_60, tip: 0 },
      ],
    }),
  ], [
    refund({
      refunded: moment("2026-12-14T20:00"),
      payment_method: "cash",
      lines: [refundLine({ amount: 5_00, tax: 40 })],
      service_charges: 1_00,
      gratuity: 50,
      tips: 25,
      reason: "Cold",
    }),
  ]);
  await database.write((writer) => writeSales(writer, sales, WRITTEN_AT));
  const { report, table } = await closeOf(database, "2026-12-14");
  assert.deepEqual(report.notes, ["It balances: what was taken is what was sold."]);
  assert.deepEqual(table("payments_by_method")?.rows, [
    ["Card", 1, 40_00, 5_00, 0, 45_00],
    ["Cash", 1, 11_60, 0, -7_15, 4_45],
  ]);
  assert.deepEqual(table("payments_by_method")?.total, ["Total", 2, 51_60, 5_00, -7_15, 49_45]);
  assert.deepEqual(table("balance")?.total, ["Difference", 0]);
});

onEveryEngine("an order without a payment is missed, by its amount", async (engine) => {
  await using database = await openRestaurant(engine);
  await database.write((writer) => writeSales(writer, newSales([order()]), WRITTEN_AT));
  const { report } = await closeOf(database, "2026-12-14");
  assert.deepEqual(report.notes, [
    "It does not balance: 5.00 USD of what was sold is not among the payments. " +
    "1 order without a recorded payment.",
  ]);
});

Deno.test("a sales report of one day is its close, too; names of staff are for managers", async () => {
  await using demo = await openDemo({ months: 2 });
  const { reader } = demo.database;
  const locations = await readLocations(reader);
  const day = "2026-11-20";
  const close = await closeOf(demo.database, day, DEMO_NOW);
  const [verdict] = close.report.notes;
  const request = { period: { date: day, end_date: day }, locations, now: DEMO_NOW };
  const tablesOf = async (showsNames: boolean) => {
    const report = await salesReport(reader, { ...request, showsNames });
    assert.ok(report.notes.includes(verdict ?? ""), report.notes.join());
    return report.sections.flatMap(({ blocks }) => blocks.filter(({ type }) => type === "table"));
  };
  const tables = await tablesOf(true);
  for (const key of ["payments_by_method", "balance"]) {
    assert.deepEqual(tables.find((one) => "key" in one && one.key === key), close.table(key), key);
  }
  const columnsOf = (all: readonly object[]) =>
    all.flatMap((one) =>
      "key" in one && one.key === "cancellations" && "columns" in one ? [one.columns] : []
    );
  assert.match(JSON.stringify(columnsOf(tables)), /"label":"By"/);
  assert.doesNotMatch(JSON.stringify(columnsOf(await tablesOf(false))), /"label":"By"/);
});

Deno.test("every day of the demo restaurant balances", async () => {
  await using demo = await openDemo();
  for (const date of ["2026-11-16", "2026-11-19", "2026-11-22"]) {
    const { table } = await closeOf(demo.database, date, DEMO_NOW);
    assert.deepEqual(table("balance")?.total, ["Difference", 0], date);
  }
});
