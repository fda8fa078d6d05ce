import assert from "node:assert/strict";
import { readCountSpans } from "../../../src/restaurant/analytics/read_counts.ts";
import { readLastCounts } from "../../../src/restaurant/inventory/last_counts.ts";
import { readLocations } from "../../../src/restaurant/locations/location.ts";
import { inventoryReport } from "../../../src/restaurant/reporting/inventory.ts";
import { writeSales } from "../../../src/restaurant/sales/write_sales.ts";
import type { Database } from "../../../src/storage/database.ts";
import { callTool, testRegistry } from "../../support/calls.ts";
import { type Engine, onEveryEngine } from "../../support/engines.ts";
import { makeOlderDatabase } from "../../support/older_database.ts";
import { oldLocation } from "../../support/older_rows.ts";
import { BEEF, openKitchen } from "../../support/pantry.ts";
import { plain } from "../../support/rows.ts";
import { COLA, line, moment, newSales, order, WRITTEN_AT } from "../../support/sales.ts";

/** Stock of beef downtown, moved at any time. */
async function openBook(engine: Engine) {
  const database = await openKitchen(engine);
  let now = "";
  const registry = testRegistry(database, { clock: () => Temporal.Instant.from(now) });
  const call = async (at: string, tool: string, args: Record<string, unknown>) => {
    now = `${at}T22:00:00Z`;
    return await callTool(registry, tool, args);
  };
  const move = async (at: string, movement: string, quantity: number) => {
    const place = { item_id: BEEF.id, location: "downtown", confirm: true };
    const args = { ...place, movement, quantity, reason: "Because" };
    return String((await call(at, "update_inventory", args)).structured["change_id"]);
  };
  const undo = async (at: string, change_id: string) =>
    (await call(at, "undo_change", { change_id })).structured;
  /** What the inventory says of it at last, in one field. */
  const shown = async (field: string) => {
    const { structured } = await call("2026-12-31", "get_inventory", { filter: "all" });
    const items = structured["items"] as Record<string, unknown>[];
    return items.filter(({ name, location }) => name === "Beef" && location === "downtown")
      .map((item) => item[field]);
  };
  return {
    database,
    call,
    move,
    undo,
    shown,
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}

const PERIOD = { date: "2026-12-14", end_date: "2026-12-20" };

async function spansOf({ reader }: Database) {
  const { spans, undone } = await readCountSpans(reader, ["downtown"], PERIOD);
  return {
    spans: spans.map(({ first, last }) => [first.business_date, last.business_date]),
    undone: undone.map(({ business_date }) => business_date),
  };
}

async function lastCount({ reader }: Database): Promise<string | undefined> {
  return (await readLastCounts(reader, ["downtown"]))[0]?.business_date;
}

onEveryEngine(
  "usage rests on the counts that remain, and the answer names the one that was undone",
  async (engine) => {
    await using book = await openBook(engine);
    const { database, call } = book;
    // What comes after the last sale is not analysed.
    const sales = newSales([order({ opened: moment("2026-12-20T12:00"), lines: [line(COLA)] })]);
    await database.write((writer) => writeSales(writer, sales, WRITTEN_AT));
    await book.move("2026-12-13", "count", 10_000);
    await book.move("2026-12-15", "received", 2_000);
    await book.move("2026-12-18", "count", 9_000);
    const mistaken = await book.move("2026-12-20", "count", 90_000);
    const costs = async () => {
      const range = "2026-12-14..2026-12-20";
      const args = { date_range: range, location: "downtown", sections: ["costs"] };
      const { structured } = await call("2026-12-31", "get_analytics", args);
      return JSON.stringify(structured);
    };
    await book.undo("2026-12-20", mistaken);
    assert.deepEqual(await spansOf(database), {
      spans: [["2026-12-13", "2026-12-18"]],
      undone: ["2026-12-20"],
    });
    assert.equal(await lastCount(database), "2026-12-18");
    const said = await costs();
    // 10 kg and 2 more, less the 9 kg that were counted.
    assert.match(said, /\["Beef","g",3000,0,0,3000,/);
    assert.match(said, /because it was undone: the count of Beef on 2026-12-20 at downtown\./);
    assert.deepEqual(await book.shown("counted_at"), ["2026-12-18"]);
  },
);

onEveryEngine("a count that is made again is a count again", async (engine) => {
  await using book = await openBook(engine);
  const { database } = book;
  await book.move("2026-12-13", "count", 10_000);
  const second = await book.move("2026-12-18", "count", 9_000);
  const undone = await book.undo("2026-12-19", second);
  assert.equal(await lastCount(database), "2026-12-13");
  const redone = await book.undo("2026-12-19", String(undone["change_id"]));
  assert.equal(await lastCount(database), "2026-12-18");
  assert.deepEqual((await spansOf(database)).undone, []);
  await book.undo("2026-12-20", String(redone["change_id"]));
  assert.equal(await lastCount(database), "2026-12-13");
});

onEveryEngine("a count is not made again on what was undone since", async (engine) => {
  for (const movement of ["count", "received"]) {
    await using book = await openBook(engine);
    const before = await book.move("2026-12-13", movement, 10_000);
    const count = await book.move("2026-12-18", "count", 9_000);
    const undone = await book.undo("2026-12-19", count);
    const earlier = await book.undo("2026-12-19", before);
    const refused = await book.undo("2026-12-20", String(undone["change_id"]));
    assert.equal(refused["error_code"], "CONFLICT");
    assert.match(String(refused["message"]), /before it was counted was undone since/);
    await book.undo("2026-12-20", String(earlier["change_id"]));
  }
});

onEveryEngine("nothing is known after the only count was undone", async (engine) => {
  await using book = await openBook(engine);
  const count = await book.move("2026-12-13", "count", 10_000);
  assert.deepEqual(await book.shown("state"), ["ok"]);
  await book.undo("2026-12-13", count);
  assert.deepEqual(await book.shown("state"), ["uncounted"]);
});

onEveryEngine("in a report an undone count is an adjustment, like its undoing", async (engine) => {
  await using book = await openBook(engine);
  const { reader } = book.database;
  await book.move("2026-12-13", "count", 10_000);
  const mistaken = await book.move("2026-12-16", "count", 90_000);
  await book.undo("2026-12-17", mistaken);
  const report = await inventoryReport(reader, {
    period: PERIOD,
    locations: await readLocations(reader),
    now: Temporal.Instant.from("2026-12-31T12:00:00Z"),
  });
  const tables = report.sections.flatMap(({ blocks }) => blocks).filter((block) =>
    block.type === "table"
  );
  const table = (key: string) => tables.find((one) => one.key === key);
  assert.deepEqual(table("movements")?.columns.map(({ label }) => label), [
    ...["Ingredient", "Unit", "Opening", "Adjusted", "Closing"],
  ]);
  assert.deepEqual(table("movements")?.rows, [["Beef", "g", 10_000, 0, 10_000]]);
  assert.equal(
    table("movements")?.footnote,
    "Adjusted includes 1 count that was undone.",
  );
  assert.deepEqual(table("usage")?.rows[0]?.slice(3), [null, null, 0]);
});

/** A count, its undoing, and one whose undoing was undone, as an older version left them. */
const OLD_ROWS = [
  oldLocation("downtown"),
  `insert into ingredients values
    ('BEEF0000', 'Beef', 'g', 2000000, 422, 'USD', 'Butcher', 2, 3)`,
  `insert into stock values ('downtown', 'BEEF0000', 9000000, 0, 0)`,
  ...[
    ["COUNT001", "2026-12-13", 0, 10_000, null],
    ["COUNT002", "2026-12-18", 10_000, 9_000, "UNDONE02"],
    ["UNDONE02", "2026-12-19", 9_000, 10_000, "REDONE02"],
    ["REDONE02", "2026-12-19", 10_000, 9_000, null],
    ["COUNT003", "2026-12-20", 9_000, 90_000, "UNDONE03"],
    ["UNDONE03", "2026-12-20", 90_000, 9_000, null],
  ].flatMap(([id, date, from, to, undoneBy]) => {
    const kind = String(id).startsWith("COUNT") ? "count" : "adjustment";
    const state = (on_hand: unknown) =>
      JSON.stringify({
        movement: kind,
        shelves: [{ location_id: "downtown", on_hand: Number(on_hand) * 1000, counts: 1 }],
      });
    const by = undoneBy === null ? "null" : `'${undoneBy}'`;
    return [
      `insert into stock_movements
        (id, location_id, ingredient_id, kind, quantity, actor, moved_at, business_date, level)
        values ('${id}', 'downtown', 'BEEF0000', '${kind}', ${
        (Number(to) - Number(from)) * 1000
      }, 'cook', '${date}T22:00:00Z', '${date}', null)`,
      `insert into changes values ('${id}', 'stock', 'BEEF0000', 'downtown', '${state(from)}',
        '${state(to)}', 'cook', '${date}T22:00:00Z', ${by})`,
    ];
  }),
];

onEveryEngine("counts that an older version undid are marked", async (engine) => {
  await using place = await engine.emptyPlace();
  await makeOlderDatabase(engine, place.url, {
    last: "0029_chains_of_locations",
    statements: OLD_ROWS,
  });
  await using database = await engine.open(place.url);
  const rows = await database.reader.selectFrom("stock_movements").select(["id", "undone_at"])
    .where("undone_at", "is not", null).execute();
  assert.deepEqual(plain(rows), [{ id: "COUNT003", undone_at: "2026-12-20T22:00:00Z" }]);
  assert.equal(await lastCount(database), "2026-12-18");
});
