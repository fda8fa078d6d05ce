import assert from "node:assert/strict";
import { reportJson } from "../../src/report/json/report_json.ts";
import { LOCAL, type Principal } from "../../src/security/principal.ts";
import { writeSales } from "../../src/restaurant/sales/write_sales.ts";
import { callTool, readResource, testRegistry } from "../support/calls.ts";
import { openWithFeedback } from "../support/feedback.ts";
import { openLarder, purchase } from "../support/purchases.ts";
import { onEveryEngine } from "../support/engines.ts";
import {
  line,
  moment,
  newSales,
  openRestaurant,
  order,
  refund,
  WRITTEN_AT,
} from "../support/sales.ts";
import type { Database } from "../../src/storage/database.ts";
import { type Engine, SQLITE } from "../support/engines.ts";

const DAY = { report_type: "sales", start_date: "2026-12-14", end_date: "2026-12-14" };

async function openTrading(engine: Engine = SQLITE): Promise<Database> {
  const database = await openRestaurant(engine);
  const sales = newSales([
    order({ lines: [line({ gross: 10_00 })] }),
    order({ id: "HARBOUR1", location_id: "harbour", lines: [line({ gross: 20_00 })] }),
  ]);
  await database.write((writer) => writeSales(writer, sales, WRITTEN_AT));
  return database;
}

onEveryEngine("a report is a file with a link, its size, and the same figures", async (engine) => {
  await using database = await openTrading(engine);
  const registry = testRegistry(database);
  const { structured, text, isError } = await callTool(registry, "generate_report", {
    ...DAY,
    format: "json",
  });
  assert.equal(isError, false, text);
  const summary = structured.summary as Record<string, unknown>;
  assert.equal(structured.file_name, "Sales report Downtown, Harbour 2026-12-14.json");
  assert.deepEqual(structured.period, { date: "2026-12-14", end_date: "2026-12-14" });
  assert.match(String(summary.headline), /^Net sales 30\.00 USD/);
  assert.match(text, /Net sales 30\.00 USD/);
  assert.ok(text.includes(String(structured.download_url)));
  const blob = await readResource(registry, String(structured.resource_uri));
  const bytes = Uint8Array.fromBase64(blob);
  assert.equal(bytes.length, summary.size_bytes);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
  assert.equal(digest, summary.sha256);
  const report = reportJson.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const [figures] = report.sections[0]?.blocks ?? [];
  assert.ok(figures?.type === "figures");
  assert.equal(figures.figures[0]?.value, 30);
});

for (
  const [format, magic, part] of [["pdf", "%PDF-1.7", "pages"], ["excel", "PK", "sheets"]] as const
) {
  Deno.test(`${format}: the file is one, and says how many ${part} it has`, async () => {
    await using database = await openTrading();
    const registry = testRegistry(database);
    for (const report_type of ["sales", "inventory", "customer"]) {
      const { structured, text } = await callTool(registry, "generate_report", {
        ...DAY,
        report_type,
        format,
      });
      const summary = structured.summary as Record<string, number>;
      assert.ok((summary[part] ?? 0) >= 1, text);
      const bytes = Uint8Array.fromBase64(
        await readResource(registry, String(structured.resource_uri)),
      );
      assert.equal(new TextDecoder().decode(bytes.subarray(0, magic.length)), magic);
    }
  });
}

onEveryEngine("the same question gives the same file until the data changes", async (engine) => {
  await using database = await openTrading(engine);
  const registry = testRegistry(database);
  const ask = async (args = {}) =>
    (await callTool(registry, "generate_report", { ...DAY, ...args })).structured.resource_uri;
  const first = await ask();
  assert.equal(await ask(), first);
  assert.notEqual(await ask({ format: "json" }), first);
  assert.notEqual(await ask({ filters: { location: "downtown" } }), first);
  const later = newSales([order({ id: "ORDER002", opened: moment("2026-12-14T13:00") })]);
  await database.write((writer) => writeSales(writer, later, WRITTEN_AT));
  assert.notEqual(await ask(), first);
});

onEveryEngine(
  "a caller of one location gets its figures, and no other caller gets its file",
  async (engine) => {
    await using database = await openTrading(engine);
    const registry = testRegistry(database);
    const caller: Principal = { ...LOCAL, id: "token:DOWNTOWN", locations: ["downtown"] };
    const { structured } = await callTool(registry, "generate_report", DAY, caller);
    const summary = structured.summary as Record<string, unknown>;
    assert.match(String(summary.headline), /^Net sales 10\.00 USD/);
    assert.equal(summary.location, "Downtown");
    const uri = String(structured.resource_uri);
    assert.ok((await readResource(registry, uri, caller)).length > 0);
    const harbour: Principal = { ...caller, id: "token:HARBOUR0", locations: ["harbour"] };
    for (const other of [harbour, LOCAL]) {
      await assert.rejects(readResource(registry, uri, other), /nothing|not found|NOT_FOUND/i);
    }
    const refused = await callTool(
      registry,
      "generate_report",
      { ...DAY, filters: { location: "downtown" } },
      harbour,
    );
    assert.equal(refused.structured.error_code, "NOT_FOUND");
  },
);

Deno.test("a report requires the scopes of its content", async () => {
  await using database = await openTrading();
  const registry = testRegistry(database);
  const scopes = new Set(["reports:read", "inventory:read"] as const);
  const caller: Principal = { ...LOCAL, id: "token:STOCK000", scopes };
  const codes = await Promise.all(["sales", "inventory", "customer"].map(async (report_type) => {
    const args = { ...DAY, report_type };
    return (await callTool(registry, "generate_report", args, caller)).structured.error_code;
  }));
  assert.deepEqual(codes, ["FORBIDDEN", undefined, "FORBIDDEN"]);
});

Deno.test("a filter narrows the sales to one category, item or order type", async () => {
  await using database = await openTrading();
  const registry = testRegistry(database);
  for (
    const filters of [{ category: "mains" }, { item: "Cheeseburger" }, { order_type: "dine_in" }]
  ) {
    const { structured, text } = await callTool(registry, "generate_report", { ...DAY, filters });
    const { headline, notes } = structured.summary as { headline: string; notes: string[] };
    assert.match(headline, /^Net sales 30\.00 USD/, text);
    assert.match(notes.join(), /Tax, tips, guests and payments are recorded for whole orders/);
  }
  const none = await callTool(registry, "generate_report", { ...DAY, filters: { item: "Cola" } });
  assert.match((none.structured.summary as { headline: string }).headline, /^Net sales 0\.00 USD/);
});

for (
  const [what, args, problem] of [
    ["an end before the start", { end_date: "2026-12-13" }, /is before start_date 2026-12-14/],
    ["more than 400 days", { start_date: "2025-01-01" }, /at most 400/],
    [
      "a date that does not exist",
      { start_date: "2026-02-30" },
      /"field":"start_date"|start_date: /,
    ],
    [
      "a filter of another type",
      { report_type: "inventory", filters: { item: "Cola" } },
      /filters\.item/,
    ],
    ["two filters", { filters: { item: "Cola", category: "Drinks" } }, /one filter/],
    ["an unknown filter", { filters: { colour: "red" } }, /colour/],
    ["a table for everything", { format: "csv" }, /format: Only a purchase order/],
    ["no dates", { start_date: undefined }, /start_date/],
    ["an order without an id", { report_type: "purchase_order" }, /purchase_order/],
    ["an unknown category", { filters: { category: "Toys" } }, /There is no category 'Toys'/],
  ] as const
) {
  Deno.test(`refused: ${what}`, async () => {
    await using database = await openTrading();
    const args_ = { ...DAY, ...args };
    const { isError, text } = await callTool(testRegistry(database), "generate_report", args_);
    assert.ok(isError);
    assert.match(text, problem);
  });
}

onEveryEngine("sales by channel and by who sold; names are for managers", async (engine) => {
  await using database = await openRestaurant(engine);
  const sales = newSales([
    order({ server: "Ann", channel: "Uber Eats", lines: [line({ gross: 10_00, discount: 1_00 })] }),
    order({ id: "ORDER002", server: "Bob", lines: [line({ gross: 5_00 })] }),
    order({
      id: "ORDER003",
      server: "Ann",
      lines: [line({ gross: 4_00 }), line({ gross: 3_00, voided: true, reason: "Dropped" })],
    }),
  ], [
    refund({ refunded: moment("2026-12-14T20:00"), server: "Bob", reason: "Cold" }),
  ]);
  await database.write((writer) => writeSales(writer, sales, WRITTEN_AT));
  const registry = testRegistry(database);
  const staff: Principal = {
    ...LOCAL,
    id: "token:STAFF000",
    scopes: new Set(["reports:read", "sales:read"] as const),
  };
  const make = async (filters: Record<string, string>, caller = LOCAL) => {
    const args = { ...DAY, format: "json", filters };
    return await callTool(registry, "generate_report", args, caller);
  };
  const json = async (filters: Record<string, string>, caller = LOCAL) => {
    const { structured, text } = await make(filters, caller);
    assert.ok(structured.resource_uri, text);
    const bytes = await readResource(registry, String(structured.resource_uri), caller);
    const report = JSON.parse(new TextDecoder().decode(Uint8Array.fromBase64(bytes)));
    return reportJson.parse(report);
  };
  assert.match((await make({ channel: "uber eats" })).text, /Net sales 9\.00 USD/);
  assert.match((await make({ channel: "not recorded" })).text, /Net sales 4\.00 USD/);
  assert.match((await make({ server: "Ann" })).text, /Net sales 13\.00 USD/);
  assert.match((await make({ server: "Cyd" })).text, /There is no server 'Cyd'/);
  assert.equal((await make({ server: "Ann" }, staff)).structured.error_code, "FORBIDDEN");
  const tables = (report: Awaited<ReturnType<typeof json>>) =>
    report.sections.flatMap(({ blocks }) => blocks.filter((block) => block.type === "table"));
  const rowsOf = (all: ReturnType<typeof tables>, key: string) =>
    all.find((table) => table.key === key)?.rows.map((row) => Object.values(row));
  const whole = tables(await json({}));
  assert.deepEqual(rowsOf(whole, "channels")?.map(([name, net]) => [name, net]), [
    ["Uber Eats", 9],
    ["Not recorded", 4],
  ]);
  assert.deepEqual(rowsOf(whole, "losses_by_server"), [
    ["Ann", 1, 3, 0, 4],
    ["Bob", 0, 0, 5, 5],
  ]);
  assert.deepEqual(rowsOf(whole, "losses_by_hour"), [
    ["12:00", 1, 3, 0, 4],
    ["20:00", 0, 0, 5, 5],
  ]);
  assert.deepEqual(rowsOf(whole, "voids_by_reason"), [["Dropped", 3]]);
  assert.equal(rowsOf(whole, "refunds")?.[0]?.[5], "Bob");
  const withoutNames = JSON.stringify(await json({}, staff));
  assert.doesNotMatch(withoutNames, /Ann|Bob/);
});

onEveryEngine("a purchase order is a document for its supplier, as PDF and CSV", async (engine) => {
  await using database = await openLarder(engine);
  const ask = { location: "downtown", supplier: "Baker" };
  const [draft] = (await purchase(database, "draft_purchase_orders", ask)).orders;
  const purchase_order = draft?.purchase_order_id ?? "";
  const registry = testRegistry(database);
  const make = async (format: string, caller = LOCAL) => {
    const args = { report_type: "purchase_order", format, filters: { purchase_order } };
    const { structured, text } = await callTool(registry, "generate_report", args, caller);
    return { structured, text };
  };
  const drafted = await make("csv");
  assert.match(drafted.text, /Draft: this order is not placed yet/);
  await purchase(database, "update_purchase_order", {
    purchase_order_id: purchase_order,
    action: "place",
  });
  const { structured, text } = await make("csv");
  assert.match(text, /Order total 30\.00 USD, Packs 5/);
  assert.doesNotMatch(text, /Draft/);
  const csv = Uint8Array.fromBase64(
    await readResource(registry, String(structured.resource_uri)),
  );
  assert.equal(
    new TextDecoder().decode(csv),
    "ingredient,item_id,pack,pack_unit,packs,pack_price,cost\nBuns,BUNS0000,24,each,5,6,30\n",
  );
  const document = JSON.stringify((await make("json")).structured);
  assert.match(document, /Purchase order [A-Z0-9]{8}/);
  const harbour: Principal = { ...LOCAL, id: "token:HARBOUR0", locations: ["harbour"] };
  assert.equal((await make("pdf", harbour)).structured.error_code, "NOT_FOUND");
});

onEveryEngine("feedback is narrowed to an aspect, a channel and a dish", async (engine) => {
  await using database = await openWithFeedback(engine);
  const registry = testRegistry(database);
  const { first, last } = await database.reader.selectFrom("feedback")
    .select(({ fn }) => [
      fn.min<string>("business_date").as("first"),
      fn.max<string>("business_date").as("last"),
    ]).executeTakeFirstOrThrow();
  const ask = async (filters: Record<string, string>) => {
    const args = { report_type: "customer", start_date: first, end_date: last, filters };
    return await callTool(registry, "generate_report", args);
  };
  const themes = await database.reader.selectFrom("feedback_themes").selectAll()
    .where("kind", "=", "aspect").execute();
  const aspect = themes[0]?.name ?? "";
  const about = new Set(
    themes.filter(({ name }) => name === aspect).map(({ feedback_id }) => feedback_id),
  );
  const narrowed = await ask({ aspect: aspect.replaceAll("_", " ") });
  assert.match(narrowed.text, new RegExp(`Feedback ${about.size}, `));
  const all = await database.reader.selectFrom("feedback").selectAll().execute();
  const channel = all[0]?.channel ?? "";
  const count = all.filter((one) => one.channel === channel).length;
  assert.match((await ask({ channel })).text, new RegExp(`Feedback ${count}, `));
  const wrong = await ask({ aspect: "music" });
  assert.match(wrong.text, /filters\.aspect: Aspects are food, service/);
  assert.match((await ask({ channel: "smoke signal" })).text, /There is no channel 'smoke signal'/);
  assert.match((await ask({ order_type: "delivery" })).text, /narrowed by location, aspect/);
});
