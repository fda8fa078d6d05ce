import assert from "node:assert/strict";
import { joinCurrencies } from "../../../src/restaurant/reporting/join_currencies.ts";
import { addLocation } from "../../../src/restaurant/locations/location.ts";
import { writeSales } from "../../../src/restaurant/sales/write_sales.ts";
import { reportJson } from "../../../src/report/json/report_json.ts";
import type { Database } from "../../../src/storage/database.ts";
import { callTool, readResource, testRegistry } from "../../support/calls.ts";
import { type Engine, onEveryEngine } from "../../support/engines.ts";
import {
  HARBOUR,
  line,
  moment,
  newSales,
  openRestaurant,
  order,
  SALAD,
  WRITTEN_AT,
} from "../../support/sales.ts";

const TOKYO = { ...HARBOUR, id: "tokyo", name: "Tokyo", currency: "JPY" };

/** Downtown sells a burger for 41.00 USD, Tokyo a salad for 3,000 JPY, on one day. */
async function openBoth(engine: Engine): Promise<Database> {
  const database = await openRestaurant(engine);
  await database.write((writer) => addLocation(writer, TOKYO, WRITTEN_AT));
  const sales = newSales([
    order({ lines: [line({ gross: 41_00 })] }),
    order({
      id: "TOKYO001",
      location_id: TOKYO.id,
      opened: moment("2026-12-14T12:00", TOKYO),
      lines: [line({ ...SALAD, category: "Salads", gross: 3000 })],
    }),
  ]);
  await database.write((writer) => writeSales(writer, sales, WRITTEN_AT));
  return database;
}

async function ask(database: Database, args: Record<string, unknown>) {
  const registry = testRegistry(database);
  const { structured, text, isError } = await callTool(registry, "generate_report", {
    report_type: "sales",
    start_date: "2026-12-14",
    end_date: "2026-12-14",
    format: "json",
    ...args,
  });
  assert.equal(isError, false, text);
  const bytes = Uint8Array.fromBase64(
    await readResource(registry, String(structured.resource_uri)),
  );
  return { bytes, summary: structured.summary as { headline: string; notes: string[] } };
}

async function report(database: Database, args: Record<string, unknown> = {}) {
  const { bytes, summary } = await ask(database, args);
  return { ...reportJson.parse(JSON.parse(new TextDecoder().decode(bytes))), summary };
}

onEveryEngine("a report has sections for each currency, and adds nothing up", async (engine) => {
  await using database = await openBoth(engine);
  const { sections, notes, scope, basis, summary } = await report(database);
  assert.equal(scope, "Downtown, Harbour, Tokyo");
  assert.match(notes[0] ?? "", /^Amounts are in USD and JPY: each currency has sections/);
  assert.match(summary.headline, /^USD: Net sales 41\.00 USD.* JPY: Net sales 3,000 JPY/);
  const titles = sections.map(({ title = "" }) => title);
  assert.ok(titles.includes("At a glance (USD)") && titles.includes("At a glance (JPY)"));
  const blocks = sections.flatMap(({ blocks }) => blocks);
  const net = blocks.flatMap((block) => block.type === "figures" ? block.figures : [])
    .filter(({ key }) => key === "net_sales");
  assert.deepEqual(net.map(({ value, unit }) => [value, unit]), [[41, "USD"], [3000, "JPY"]]);
  const keys = blocks.flatMap((block) => "key" in block ? [block.key] : []);
  assert.equal(new Set(keys).size, keys.length);
  for (const texts of [notes, basis.map(({ term, text }) => `${term} ${text}`)]) {
    assert.equal(new Set(texts).size, texts.length, "what is the same is said once");
  }
});

onEveryEngine("with one location it is as ever", async (engine) => {
  await using database = await openBoth(engine);
  const { sections, summary } = await report(database, { filters: { location: "tokyo" } });
  assert.match(summary.headline, /^Net sales 3,000 JPY/);
  assert.equal(sections[0]?.title, "At a glance");
});

onEveryEngine("what only one currency sells is reported there", async (engine) => {
  await using database = await openBoth(engine);
  const { scope, summary } = await report(database, { filters: { category: "Salads" } });
  assert.match(summary.headline, /^Net sales 3,000 JPY/);
  assert.equal(scope, "Tokyo");
});

for (const format of ["pdf", "excel"]) {
  for (const report_type of ["sales", "inventory", "customer"]) {
    onEveryEngine(`${report_type} over two currencies as ${format}`, async (engine) => {
      await using database = await openBoth(engine);
      const { bytes } = await ask(database, { format, report_type });
      assert.ok(bytes.length > 1000);
    });
  }
}

Deno.test("what two of three currencies share is said of both, and definitions stay together", () => {
  const part = (currency: string, note: string, day: string) => ({
    currency,
    report: {
      title: "T",
      sections: [],
      notes: ["Of all.", note],
      basis: [{ term: "Business day", text: day }, { term: "Units", text: "sold." }],
    },
  });
  const parts = [
    part("USD", "A.", "04:00"),
    part("EUR", "B.", "05:00"),
    part("JPY", "A.", "04:00"),
  ];
  const { notes, basis } = joinCurrencies(parts, { title: "T" });
  assert.deepEqual(notes.slice(1), ["Of all.", "USD, JPY: A.", "EUR: B."]);
  assert.deepEqual(basis, [
    { term: "Business day (USD, JPY)", text: "04:00" },
    { term: "Business day (EUR)", text: "05:00" },
    { term: "Units", text: "sold." },
  ]);
});
