import assert from "node:assert/strict";
import { toJson } from "../../../src/report/json/to_json.ts";
import type { Report } from "../../../src/report/model.ts";
import { toText } from "../../../src/report/to_text.ts";
import { readLocations } from "../../../src/restaurant/locations/location.ts";
import { closeReport } from "../../../src/restaurant/reporting/close.ts";
import { filteredSalesReport } from "../../../src/restaurant/reporting/filtered_sales.ts";
import { salesReport } from "../../../src/restaurant/reporting/sales.ts";
import { writeSales } from "../../../src/restaurant/sales/write_sales.ts";
import type { Database } from "../../../src/storage/database.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { line, moment, newSales, openRestaurant, order, WRITTEN_AT } from "../../support/sales.ts";

const SOLD = [line({ gross: 8_00 })];
const PAID = [{ method: "card", amount: 8_00, tip: 1_00 }];
const DATE = "2026-12-14";

const DOWNTOWN_SALE = order({ lines: SOLD });
const HARBOUR_SALE = order({ id: "ORDER002", location_id: "harbour", lines: SOLD, payments: PAID });

/** Two places that sold, of which imports without some columns brought the first or both. */
async function fill(
  database: Database,
  not_recorded: string,
  places: readonly string[],
  orders = [DOWNTOWN_SALE, HARBOUR_SALE],
) {
  await database.write(async (writer) => {
    await writer.insertInto("imports").values({
      id: "IMPORT01",
      file_name: "items.csv",
      format: "square-items",
      started_at: WRITTEN_AT,
      rows_read: 1,
      rows_taken: 1,
      rows_skipped: 0,
      rows_quarantined: 0,
    }).execute();
    await writer.insertInto("import_coverage").values(places.map((location_id) => ({
      import_id: "IMPORT01",
      location_id,
      date: DATE,
      end_date: DATE,
      imported_at: WRITTEN_AT,
      not_recorded,
    }))).execute();
    await writeSales(writer, newSales(orders), WRITTEN_AT);
  });
}

async function requestFor(database: Database, date = DATE, end_date = date) {
  return {
    period: { date, end_date },
    locations: await readLocations(database.reader),
    now: Temporal.Instant.from("2026-12-31T12:00:00Z"),
  };
}

function blocksOf(report: Report) {
  const blocks = toJson(report).sections.flatMap(({ blocks }) => blocks);
  return {
    figure: (key: string) =>
      blocks.flatMap((block) => block.type === "figures" ? block.figures : [])
        .find((one) => one.key === key),
    table: (key: string) => blocks.find((block) => block.type === "table" && block.key === key),
    texts: blocks.flatMap((block) => block.type === "text" ? [block.text] : []),
  };
}

onEveryEngine(
  "without payments in the source, a day is not balanced and nothing is zero",
  async (engine) => {
    await using database = await openRestaurant(engine);
    await fill(database, "payments tips", ["downtown"], [DOWNTOWN_SALE]);
    const report = await closeReport(database.reader, await requestFor(database));
    assert.deepEqual(report.notes, [
      "Not recorded: tips, payments; n/a is not zero.",
      "Payments are not in this source, so it cannot be balanced.",
    ]);
    const { table, texts } = blocksOf(report);
    assert.equal(table("payments_by_method"), undefined);
    assert.ok(texts.includes("Payments by method: not recorded, as the source has no payments."));
    const balance = table("balance");
    assert.ok(balance?.type === "table");
    assert.deepEqual(balance.rows.map(({ line, amount }) => [line, amount]), [
      ["Gross sales", 8],
      ["Discounts", 0],
      ["Refunds", 0],
      ["Service charges", 0],
      ["Net sales", 8],
      ["Tax", 0],
      ["Tips", null],
      ["Gratuities", 0],
      ["Gift cards sold", 0],
      ["To be taken, after refunds, without tips", 8],
      ["Payments taken, with tips", null],
      ["Given back, with tax and tips", 0],
      ["Taken, after refunds", null],
      ["Difference", null],
    ]);
    assert.match(toText(report), /Tips \| n\/a/);
  },
);

onEveryEngine(
  "one location without payments is named, and what others took is shown",
  async (engine) => {
    await using database = await openRestaurant(engine);
    await fill(database, "payments", ["downtown"]);
    const report = await closeReport(database.reader, await requestFor(database));
    assert.deepEqual(report.notes, [
      "Not recorded at downtown 2026-12-14: payments; sums are over the rest.",
      "Payments are not in the source of downtown 2026-12-14, so it cannot be balanced.",
    ]);
    const drawer = blocksOf(report).table("payments_by_method");
    assert.ok(drawer?.type === "table");
    assert.deepEqual(drawer.rows.map(({ method, left }) => [method, left]), [["Card", 9]]);
  },
);

onEveryEngine("the sales report has no zero for what no import recorded", async (engine) => {
  await using database = await openRestaurant(engine);
  await fill(database, "tax tips discounts voids payments", ["downtown"], [DOWNTOWN_SALE]);
  const report = await salesReport(database.reader, await requestFor(database));
  assert.ok(report.notes.includes(
    "Not recorded: tax, tips, discounts, voids, payments; " +
      "n/a is not zero.",
  ));
  const { figure, table, texts } = blocksOf(report);
  for (const key of ["tax", "tips", "discounts", "voids"]) {
    assert.equal(figure(key)?.value, null, key);
    assert.equal(figure(key)?.change, null, key);
  }
  assert.equal(figure("gross_sales")?.value, 8);
  for (const key of ["discounts", "voids", "payments_by_method"]) {
    assert.equal(table(key), undefined, key);
  }
  assert.deepEqual(texts.filter((text) => text.includes("not recorded")), [
    "Payments by method: not recorded, as the source has no payments.",
    "Paid-outs, the opening float and what was counted in the drawer are not recorded: " +
    "add them by hand.",
    "Discounts and comps: not recorded, as the source has no discounts.",
    "Voids: not recorded, as the source has no voids.",
  ]);
  const days = table("dayparts");
  assert.ok(days?.type === "table");
  assert.deepEqual(days.rows.map(({ discounts }) => discounts), [null]);
  assert.equal(days.total?.discounts, null);
});

onEveryEngine("a period before without a figure has none to compare with", async (engine) => {
  await using database = await openRestaurant(engine);
  const next = { opened: moment("2026-12-15T12:30") };
  const later = order({
    ...next,
    id: "ORDER003",
    lines: [line({ gross: 8_00, discount: 1_00, tax: 50 })],
  });
  await fill(database, "tax discounts", ["downtown"], [DOWNTOWN_SALE, later]);
  const request = await requestFor(database, "2026-12-15");
  const { figure } = blocksOf(await salesReport(database.reader, request));
  for (const [key, value] of [["tax", 0.5], ["discounts", 1]] as const) {
    assert.deepEqual([figure(key)?.value, figure(key)?.previous], [value, null], key);
  }
});

onEveryEngine("sales of one item say that discounts were not recorded", async (engine) => {
  await using database = await openRestaurant(engine);
  await fill(database, "discounts", ["downtown"], [DOWNTOWN_SALE]);
  const report = await filteredSalesReport(database.reader, await requestFor(database), {
    by: "item",
    value: "Cheeseburger",
  });
  assert.ok(report.notes.includes(
    "Not recorded: discounts; n/a is not zero.",
  ));
  assert.equal(blocksOf(report).figure("discounts")?.value, null);
  assert.equal(blocksOf(report).figure("net_sales")?.value, 8);
});
