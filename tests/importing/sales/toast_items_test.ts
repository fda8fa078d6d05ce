import assert from "node:assert/strict";
import { onEveryEngine } from "../../support/engines.ts";
import { TOAST, TOAST_DOCUMENTED } from "../../support/export_headers.ts";
import { counts, csv, dayFigures, type Flags, importText } from "../../support/imports.ts";

const NEW_YORK: Flags = { timezone: "America/New_York" };

/** An Espresso Martini at 17:17, and whatever is different about this one. */
function martini(parts: Record<string, string> = {}): Record<string, string> {
  return {
    Location: "106 West 11th Street",
    "Order Id": "1300000015734303122",
    "Order #": "5001",
    "Sent Date": "10/8/26 5:18 PM",
    "Order Date": "10/8/26 5:17 PM",
    "Check Id": "1300000015734303115",
    Server: "Server A",
    Table: "6",
    "Item Selection Id": "1300000015734303101",
    "Menu Item": "Espresso Martini",
    "Menu Group": "Classic Cocktails",
    "Gross Price": "20.00",
    "Net Price": "20.00",
    Qty: "1.0",
    Tax: "1.99000000",
    "Void?": "false",
    Deferred: "false",
    ...parts,
  };
}

onEveryEngine(
  "ids keep all their digits, dates are month first, the category may be the group",
  async (engine) => {
    await using database = await engine.fresh();
    const summary = await importText(database, csv(TOAST, [martini()]), NEW_YORK);
    assert.match(summary.notes.join(" "), /month first/);
    const [order] = await database.reader.selectFrom("orders").selectAll().execute();
    assert.equal(order?.external_id, "1300000015734303122");
    assert.equal(order?.number, "5001");
    assert.equal(order?.table_name, "6");
    assert.equal(order?.opened_at, "2026-10-08T21:17:00Z");
    const [line] = await database.reader.selectFrom("order_lines").selectAll().execute();
    assert.equal(line?.source_key, "id:1300000015734303101");
    assert.equal(line?.tax, 1_99);
    assert.equal(line?.category, "Classic Cocktails");
  },
);

onEveryEngine("the field reference's spelling and its dates are read as well", async (engine) => {
  await using database = await engine.fresh();
  const documented = martini({
    "Order Date": "10/28/2026 17:17:09",
    Discnt: "5.00",
    "Net Price": "15.00",
    "Sales Cateogry": "Liquor",
  });
  const summary = await importText(database, csv(TOAST_DOCUMENTED, [documented]), NEW_YORK);
  assert.deepEqual(summary.notes, []);
  assert.deepEqual((await dayFigures(database, "2026-10-28")).discounts, 5_00);
  const [line] = await database.reader.selectFrom("order_lines").select("category").execute();
  assert.equal(line?.category, "Liquor");
});

onEveryEngine(
  "dates that contradict the custom decide; the option decides over all",
  async (engine) => {
    const day = async (date: string, flags: Flags) => {
      await using database = await engine.fresh();
      const row = martini({ "Order Date": date });
      const other = martini({
        "Order Date": "25/10/2026 12:00",
        "Item Selection Id": "2",
        "Order Id": "2",
      });
      const rows = flags.dateFormat === undefined ? [row, other] : [row];
      return (await importText(database, csv(TOAST, rows), { ...NEW_YORK, ...flags })).first_date;
    };
    assert.equal(await day("8/10/2026 12:00", {}), "2026-10-08");
    assert.equal(await day("8/10/2026 12:00", { dateFormat: "dmy" }), "2026-10-08");
    assert.equal(await day("8/10/2026 12:00", { dateFormat: "mdy" }), "2026-08-10");
  },
);

onEveryEngine(
  "voids keep their price and are no sale; deferred rows are gift cards",
  async (engine) => {
    await using database = await engine.fresh();
    const summary = await importText(
      database,
      csv(TOAST, [
        martini(),
        martini({
          "Item Selection Id": "2",
          "Void?": "true",
          "Gross Price": "1,013.00",
          "Net Price": "0.00",
        }),
        martini({ "Item Selection Id": "3", Deferred: "true", "Menu Item": "Gift Card" }),
        martini({ "Item Selection Id": "4", "Void?": "maybe" }),
      ]),
      NEW_YORK,
    );
    assert.deepEqual(counts(summary), [
      "read 4: 60.00",
      "taken 3: 40.00",
      "skipped 0: 0.00",
      "quarantined 1: 20.00",
    ]);
    assert.deepEqual(await dayFigures(database, "2026-10-08"), {
      transactions: 1,
      gross: 20_00,
      discounts: 0,
      refunds: 0,
      voids: 1013_00,
      gift_cards: 20_00,
    });
  },
);

onEveryEngine("a row that was voided since changes the line that it was", async (engine) => {
  await using database = await engine.fresh();
  const other = martini({ "Item Selection Id": "2", "Menu Item": "Blanco" });
  await importText(database, csv(TOAST, [martini(), other]), NEW_YORK);
  const later = csv(TOAST, [martini({ "Void?": "true" }), other]);
  const summary = await importText(database, later, NEW_YORK);
  assert.equal(summary.taken.rows, 1);
  assert.equal(summary.changed, 1);
  assert.equal(summary.skipped.rows, 1);
  assert.equal(summary.created.orders, 0);
  const figures = await dayFigures(database, "2026-10-08");
  assert.equal(figures.gross, 20_00);
  assert.equal(figures.voids, 20_00);
  assert.equal((await importText(database, later, NEW_YORK)).skipped.rows, 2);
});

onEveryEngine("gross less discount must be net", async (engine) => {
  await using database = await engine.fresh();
  const summary = await importText(
    database,
    csv(TOAST, [
      martini({ "Item Selection Id": "1", Discount: "3.00", "Net Price": "15.00" }),
      martini({ "Item Selection Id": "2", Discount: "", "Net Price": "15.00" }),
      martini({ "Item Selection Id": "3", Discount: "", "Net Price": "25.00" }),
      martini({
        "Item Selection Id": "4",
        Discount: "1.005",
        "Gross Price": "3.335",
        "Net Price": "2.33",
      }),
    ]),
    NEW_YORK,
  );
  assert.deepEqual(summary.quarantined_for.map(({ reason, lines }) => [reason, lines]), [
    ["discount is not the difference between gross and net", [2]],
    ["net is more than gross", [4]],
  ]);
  assert.equal((await dayFigures(database, "2026-10-08")).discounts, 5_00 + 1_01);
});
