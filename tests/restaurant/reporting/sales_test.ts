import assert from "node:assert/strict";
import { toPdf } from "../../../src/report/pdf/to_pdf.ts";
import { toJson } from "../../../src/report/json/to_json.ts";
import type { ReportJson } from "../../../src/report/json/report_json.ts";
import { addLocation, readLocations } from "../../../src/restaurant/locations/location.ts";
import { salesReport } from "../../../src/restaurant/reporting/sales.ts";
import { writeSales } from "../../../src/restaurant/sales/write_sales.ts";
import type { Database } from "../../../src/storage/database.ts";
import { callTool, testRegistry } from "../../support/calls.ts";
import { DEMO_NOW, openDemo } from "../../support/demo.ts";
import { onEveryEngine } from "../../support/engines.ts";
import {
  DOWNTOWN,
  line,
  moment,
  newSales,
  openRestaurant,
  order,
  refund,
  WRITTEN_AT,
} from "../../support/sales.ts";

const NOW = Temporal.Instant.from("2026-12-31T12:00:00Z");

async function jsonOf(database: Database, date: string, end_date: string, now = NOW) {
  const locations = await readLocations(database.reader);
  return toJson(await salesReport(database.reader, { period: { date, end_date }, locations, now }));
}

function tableOf(report: ReportJson, key: string) {
  const found = report.sections.flatMap(({ blocks }) => blocks)
    .find((block) => block.type === "table" && block.key === key);
  assert.ok(found?.type === "table", key);
  return found;
}

function figure(report: ReportJson, key: string) {
  const figures = report.sections.flatMap(({ blocks }) => blocks)
    .flatMap((block) => block.type === "figures" ? block.figures : []);
  const found = figures.find((one) => one.key === key);
  assert.ok(found !== undefined, key);
  return found;
}

Deno.test("every figure of the report is that of get_sales_data, to the cent", async () => {
  await using demo = await openDemo();
  const [date, end_date] = ["2026-10-26", "2026-11-22"];
  const report = await jsonOf(demo.database, date, end_date, DEMO_NOW);
  const registry = testRegistry(demo.database);
  const ask = async (group_by?: string) => {
    const args = { date, end_date, compare_to: "previous_week", limit: 400, group_by };
    return (await callTool(registry, "get_sales_data", args)).structured;
  };
  const sales = await ask();
  const comparison = sales.comparison as Record<string, number>;
  assert.equal(figure(report, "net_sales").value, sales.total_sales);
  assert.equal(figure(report, "net_sales").previous, comparison.total_sales);
  assert.equal(figure(report, "net_sales").change, comparison.total_sales_change_percent);
  assert.equal(figure(report, "average_check").value, sales.average_check);
  for (
    const key of [
      ...["transactions", "gross_sales", "discounts", "refunds", "service_charges"],
      ...["tax", "tips", "gratuities", "gift_card_sales", "voids"],
    ]
  ) assert.equal(figure(report, key).value, sales[key], key);
  for (
    const [group_by, key] of [
      ...[["day", "days"], ["weekday", "weekdays"], ["category", "categories"]] as const,
      ...[["item", "items"], ["location", "locations"]] as const,
    ]
  ) {
    const groups = (await ask(group_by)).breakdown as Record<string, unknown>[];
    const rows = tableOf(report, key).rows;
    assert.deepEqual(
      rows.map((
        { net_sales, share, transactions, units },
      ) => [net_sales, share, transactions, units]),
      groups.map((one) => [one.total_sales, one.share_percent, one.transactions, one.units]),
      key,
    );
    assert.equal(tableOf(report, key).total?.net_sales, sales.total_sales, key);
  }
  const cents = (value: unknown) => Math.round(Number(value) * 100);
  const days = tableOf(report, "days").rows;
  assert.equal(days.reduce((sum, row) => sum + cents(row.net_sales), 0), cents(sales.total_sales));
  assert.equal(tableOf(report, "discounts").total?.amount, sales.discounts);
  assert.equal(tableOf(report, "voids").total?.amount, sales.voids);
  assert.equal(tableOf(report, "refunds").total?.amount, sales.refunds);
  // Sales count tips less those given back; payments are as they were taken.
  const { tips: back } = await demo.database.reader.selectFrom("refunds")
    .select(({ fn }) => fn.sum<number>("tips").as("tips"))
    .where("business_date", ">=", date).where("business_date", "<=", end_date)
    .executeTakeFirstOrThrow();
  assert.equal(cents(tableOf(report, "payments_taken").total?.tips), cents(sales.tips) + back);
});

Deno.test("menu engineering counts the units that the items have, less returned", async () => {
  await using demo = await openDemo();
  const [date, end_date] = ["2026-10-28", "2026-11-22"];
  const report = await jsonOf(demo.database, date, end_date, DEMO_NOW);
  const unitsIn = (key: string) =>
    new Map(tableOf(report, key).rows.map(({ group, item = group, units }) => [item, units]));
  const items = unitsIn("items");
  const rated = unitsIn("menu_engineering");
  assert.ok(rated.size > 10);
  for (const [item, units] of rated) assert.equal(units, items.get(item), String(item));
  const registry = testRegistry(demo.database);
  const args = { date_range: `${date}..${end_date}`, sections: ["menu"] };
  const { structured } = await callTool(registry, "get_analytics", args);
  const [menu] = structured.sections as { tables: { title: string; rows: unknown[][] }[] }[];
  const rows = menu?.tables.find(({ title }) => title === "By item")?.rows ?? [];
  assert.ok(rows.length > 10);
  for (const [item, , , units] of rows) assert.equal(units, items.get(String(item)), String(item));
});

Deno.test("the headline changes by as much as its drivers, and names the dates", async () => {
  await using demo = await openDemo();
  const report = await jsonOf(demo.database, "2026-10-28", "2026-11-22", DEMO_NOW);
  const { value, previous } = figure(report, "net_sales");
  const change = Math.round((Number(value) - Number(previous)) * 100) / 100;
  assert.equal(change, tableOf(report, "drivers").total?.change);
  const texts = report.sections.flatMap(({ blocks }) => blocks)
    .flatMap((block) => block.type === "text" ? [block.text] : []);
  assert.ok(
    texts.includes(
      "Changes are against 2026-09-30 to 2026-10-25, the same weekdays 4 weeks before.",
    ),
  );
  const month = await jsonOf(demo.database, "2026-10-01", "2026-10-31", DEMO_NOW);
  const said = JSON.stringify(month.sections);
  assert.match(said, /Changes are against 2026-09-01 to 2026-09-30, the calendar month before\./);
  assert.match(
    said,
    /2026-10-01 to 2026-10-31 against 2026-08-27 to 2026-09-26, the same weekdays\. The figures at a glance are against 2026-09-01 to 2026-09-30/,
  );
});

onEveryEngine("an open day, uncounted guests and unlike days are said", async (engine) => {
  await using database = await openRestaurant(engine);
  await database.write((writer) =>
    writeSales(
      writer,
      newSales([
        order({ guests: 2 }),
        order({ id: "ORDER002", opened: moment("2026-12-14T13:00") }),
      ]),
      WRITTEN_AT,
    )
  );
  const during = Temporal.Instant.from("2026-12-14T20:00:00Z");
  const { notes } = await jsonOf(database, "2026-12-14", "2026-12-14", during);
  assert.match(notes[0] ?? "", /^Not finished: business date 2026-12-14 is still running\./);
  assert.ok(
    notes.includes(
      "There is nothing to compare with: no day is known in both periods. " +
        "Recorded data runs from 2026-12-14 to 2026-12-14.",
    ),
  );
  assert.ok(notes.includes("Guests were counted on 1 of 2 transactions."));
  const later = await jsonOf(database, "2026-12-14", "2026-12-14");
  assert.ok(!later.notes.some((note) => note.startsWith("Not finished")));
});

onEveryEngine(
  "an empty period says so; uncounted guests are null",
  async (engine) => {
    await using database = await openRestaurant(engine);
    const empty = await jsonOf(database, "2026-01-01", "2026-01-07");
    assert.ok(empty.notes.includes("No sales in this period. Nothing has been recorded yet."));
    assert.equal(figure(empty, "net_sales").value, null);
    assert.deepEqual(empty.sections.map(({ title }) => title), ["At a glance"]);
    await database.write((writer) => writeSales(writer, newSales([order()]), WRITTEN_AT));
    assert.equal(figure(await jsonOf(database, "2026-12-14", "2026-12-14"), "guests").value, null);
  },
);

onEveryEngine("a refund without a sale makes a negative day, with its reason", async (engine) => {
  await using database = await openRestaurant(engine);
  const sales = newSales([order()], [refund({ order_id: "ORDER001", reason: "Cold" })]);
  await database.write((writer) => writeSales(writer, sales, WRITTEN_AT));
  const report = await jsonOf(database, "2026-12-15", "2026-12-15");
  assert.equal(figure(report, "net_sales").value, -5);
  assert.deepEqual(tableOf(report, "refunds").rows, [{
    date: "2026-12-15",
    order: "1",
    items: "Cheeseburger",
    reason: "Cold",
    method: "Card",
    amount: 5,
  }]);
});

onEveryEngine("a period of refunds says that, and what its changes compare", async (engine) => {
  await using database = await openRestaurant(engine);
  const refunded = moment("2026-12-16T20:00");
  const before = order({ id: "ORDER000", opened: moment("2026-12-09T12:00") });
  const sales = newSales([before, order()], [refund({ order_id: "ORDER001", refunded })]);
  await database.write((writer) => writeSales(writer, sales, WRITTEN_AT));
  const { notes } = await jsonOf(database, "2026-12-15", "2026-12-16");
  assert.deepEqual(notes, [
    "Nothing was sold in this period: its figures are refunds.",
    "Changes compare only the days known in both periods: 1 of 4, counted at each location.",
  ]);
});

Deno.test("20 locations with long names over 400 days fit on paper", async () => {
  await using database = await openRestaurant();
  const name = "Trattoria with a Name That Is Longer Than Most, Number";
  await database.write(async (writer) => {
    for (let at = 0; at < 18; at++) {
      await addLocation(
        writer,
        { ...DOWNTOWN, id: `place-${at}`, name: `${name} ${at}` },
        WRITTEN_AT,
      );
    }
    const orders = Array.from({ length: 400 }, (_, day) =>
      order({
        id: `ORDER${String(day).padStart(3, "0")}`,
        location_id: `place-${day % 18}`,
        opened: moment(`${Temporal.PlainDate.from("2025-11-10").add({ days: day })}T12:00`),
        lines: [line({ gross: 1_000_000_00 })],
      }));
    await writeSales(writer, newSales(orders), WRITTEN_AT);
  });
  const locations = await readLocations(database.reader);
  const period = { date: "2025-11-10", end_date: "2026-12-14" };
  const report = await salesReport(database.reader, { period, locations, now: NOW });
  assert.equal(report.scope, "All 20 locations");
  const { pages } = await toPdf(report, { paper: "LETTER", dateStyle: "en-US" });
  assert.ok(pages > 10);
});
