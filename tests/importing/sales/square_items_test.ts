import assert from "node:assert/strict";
import { onEveryEngine } from "../../support/engines.ts";
import {
  SQUARE_2017,
  SQUARE_2023,
  SQUARE_2024,
  SQUARE_2024_SHORT,
  SQUARE_2025,
  SQUARE_2026,
  SQUARE_21,
} from "../../support/export_headers.ts";
import { counts, csv, dayFigures, importText, storedSales } from "../../support/imports.ts";

/** A latte at 9:30 in Los Angeles, and whatever is different about this one. */
function latte(parts: Record<string, string> = {}): Record<string, string> {
  return {
    Date: "2026-03-02",
    Time: "09:30:15",
    "Time Zone": "Pacific Time (US & Canada)",
    Category: "Coffee",
    Item: "Latte",
    Qty: "1.0",
    "Price Point Name": "Regular",
    "Gross Sales": "$5.00",
    Discounts: "$0.00",
    "Net Sales": "$5.00",
    Tax: "$0.45",
    "Transaction ID": "aB3xT1",
    "Event Type": "Payment",
    Location: "Harbour",
    ...parts,
  };
}

onEveryEngine("every generation of headers brings the same sale", async (engine) => {
  const headers: readonly (readonly [number, string])[] = [
    [21, SQUARE_21],
    [24, SQUARE_2017],
    [30, SQUARE_2023],
    [32, SQUARE_2024],
    [33, SQUARE_2025],
    [35, SQUARE_2026],
  ];
  let first: unknown;
  for (const [width, header] of headers) {
    assert.equal(header.split(",").length, width);
    await using database = await engine.fresh();
    const summary = await importText(database, csv(header, [latte()]));
    assert.deepEqual(counts(summary), [
      "read 1: 5.00",
      "taken 1: 5.00",
      "skipped 0: 0.00",
      "quarantined 0: 0.00",
    ]);
    const stored = await storedSales(database);
    first ??= stored;
    assert.deepEqual(stored, first);
  }
});

onEveryEngine(
  "a row's time is of the zone that it names, and so is a new location",
  async (engine) => {
    await using database = await engine.fresh();
    const night = latte({ Date: "2026-03-03", Time: "01:15:00", "Transaction ID": "night" });
    const summary = await importText(database, csv(SQUARE_2026, [latte(), night]));
    assert.equal(summary.locations[0]?.time_zone, "America/Los_Angeles");
    assert.equal(summary.first_date, "2026-03-02");
    assert.equal(summary.last_date, "2026-03-02");
    const orders = await database.reader.selectFrom("orders").selectAll().orderBy("opened_at")
      .execute();
    assert.deepEqual(
      orders.map((
        { opened_at, business_date, local_hour },
      ) => [opened_at, business_date, local_hour]),
      [["2026-03-02T17:30:15Z", "2026-03-02", 9], ["2026-03-03T09:15:00Z", "2026-03-02", 1]],
    );
  },
);

onEveryEngine(
  "the short export of 2024: no time, no transaction, gross under another name",
  async (engine) => {
    await using database = await engine.fresh();
    const link = "https://app.squareup.com/dashboard/sales/transactions/xCDmZi/by-unit/LQ3Y";
    const gin = {
      Date: "12/31/2024",
      Category: "Spirits",
      Item: "Navy Gin 700ml",
      Qty: "2,0",
      "Price Point Name": "Regular",
      "Product Sales": "$90.90 ",
      Discounts: "($9.90)",
      "Net Sales": "$81.00 ",
      Tax: "$8.10 ",
      "Gross Sales": "$89.10 ",
      Details: link,
      "Event Type": "Payment",
      Location: "Cellar Door",
    };
    const summary = await importText(database, csv(SQUARE_2024_SHORT, [gin]), {
      timezone: "Australia/Brisbane",
    });
    assert.deepEqual(await dayFigures(database, "2024-12-31"), {
      transactions: 1,
      gross: 90_90,
      discounts: 9_90,
      refunds: 0,
      voids: 0,
      gift_cards: 0,
    });
    const [order] = await database.reader.selectFrom("orders").selectAll().execute();
    assert.equal(order?.external_id, "xCDmZi");
    assert.equal(order?.local_hour, 12);
    const [line] = await database.reader.selectFrom("order_lines").selectAll().execute();
    assert.equal(line?.quantity, 2000);
    assert.match(summary.notes.join(" "), /no time of day.*taken from the links in Details/);
  },
);

onEveryEngine("voids, comps, gift cards and refunds are distinguished", async (engine) => {
  await using database = await engine.fresh();
  const zero = { "Gross Sales": "$0.00", "Net Sales": "$0.00", Tax: "$0.00" };
  const back = { "Gross Sales": "-$5.00", "Net Sales": "-$5.00", Tax: "-$0.45", Qty: "-1.0" };
  const summary = await importText(
    database,
    csv(SQUARE_2026, [
      latte(),
      latte({ ...zero, Item: "Latte (Voided)" }),
      latte({ Discounts: "-$5.00", "Net Sales": "$0.00", Tax: "$0.00", Item: "Muffin" }),
      latte({
        "Itemization Type": "Gift Card",
        Item: "Gift Card",
        "Gross Sales": "$25.00",
        "Net Sales": "$25.00",
      }),
      latte({ ...back, "Event Type": "Refund", Date: "2026-03-05" }),
      latte({
        ...back,
        "Event Type": "Refund",
        "Itemization Type": "Gift Card",
        Item: "Gift Card",
      }),
    ]),
  );
  assert.deepEqual(counts(summary), [
    "read 6: 20.00",
    "taken 5: 25.00",
    "skipped 1: -5.00",
    "quarantined 0: 0.00",
  ]);
  assert.deepEqual(await dayFigures(database, "2026-03-02"), {
    transactions: 1,
    gross: 10_00,
    discounts: 5_00,
    refunds: 0,
    voids: 0,
    gift_cards: 25_00,
  });
  assert.equal((await dayFigures(database, "2026-03-05")).refunds, 5_00);
  const names = await database.reader.selectFrom("menu_items").select("name").orderBy("name")
    .execute();
  assert.deepEqual(names.map(({ name }) => name), ["Gift Card", "Latte", "Muffin"]);
  const voided = await database.reader.selectFrom("order_lines").select("name")
    .where("voided", "=", 1).execute();
  assert.deepEqual(voided.map(({ name }) => name), ["Latte"]);
});

onEveryEngine("a refund is tied to its sale, though exports list it before", async (engine) => {
  await using database = await engine.fresh();
  const refund = latte({
    "Event Type": "Refund",
    Date: "2026-03-05",
    "Gross Sales": "-$5.00",
    "Net Sales": "-$5.00",
    Qty: "-1.0",
  });
  const text = csv(SQUARE_2026, [refund, latte({ "Dining Option": "For Here" })]);
  await importText(database, text, {}, { batchSize: 1 });
  const [stored] = await database.reader.selectFrom("refunds")
    .innerJoin("orders", "orders.id", "refunds.order_id")
    .select(["refunds.order_type", "refunds.business_date", "orders.business_date as sold"])
    .execute();
  assert.deepEqual({ ...stored }, {
    order_type: "dine_in",
    business_date: "2026-03-05",
    sold: "2026-03-02",
  });
  assert.equal((await dayFigures(database, "2026-03-02")).refunds, 0);
  assert.equal((await dayFigures(database, "2026-03-05")).refunds, 5_00);
});

onEveryEngine("notes with line breaks, and nothing private", async (engine) => {
  await using database = await engine.fresh();
  const summary = await importText(
    database,
    csv(SQUARE_2026, [
      latte({ Notes: "for Ann\n217-555-1212", "Customer Name": "Ann Smith", "PAN Suffix": "7685" }),
      latte({ Item: "Gift for ann@example.com", Qty: "x" }),
      latte({ Item: "Voucher 4111 1111 1111 1111", "Modifiers Applied": "call 217-555-1212, Oat" }),
    ]),
  );
  assert.deepEqual(summary.quarantined_for, [
    { reason: "quantity is not a number", rows: 1, amount: 5, lines: [4] },
  ]);
  const everything = JSON.stringify([
    await storedSales(database),
    await database.reader.selectFrom("import_problems").selectAll().execute(),
    await database.reader.selectFrom("menu_items").selectAll().execute(),
    await database.reader.selectFrom("order_line_modifiers").selectAll().execute(),
    summary,
  ]);
  for (const secret of ["Ann", "ann@", "555", "7685", "4111"]) {
    assert.ok(!everything.includes(secret), secret);
  }
  assert.ok(everything.includes("Voucher [removed]"));
});

onEveryEngine("an amount without an item keeps its money", async (engine) => {
  await using database = await engine.fresh();
  const back = {
    "Event Type": "Refund",
    Qty: "0",
    "Gross Sales": "($2.00)",
    "Net Sales": "($2.00)",
  };
  await importText(database, csv(SQUARE_2026, [latte({ Item: "" }), latte({ ...back, Item: "" })]));
  const { gross, refunds } = await dayFigures(database, "2026-03-02");
  assert.deepEqual({ gross, refunds }, { gross: 5_00, refunds: 2_00 });
  const names = await database.reader.selectFrom("menu_items").select("name").execute();
  assert.deepEqual(names.map(({ name }) => name), ["Custom Amount"]);
});

onEveryEngine("an event that is not known is put aside", async (engine) => {
  await using database = await engine.fresh();
  const summary = await importText(
    database,
    csv(SQUARE_2026, [latte({ "Event Type": "Exchange" })]),
  );
  assert.deepEqual(summary.quarantined_for, [
    { reason: "type 'Exchange' is not known", rows: 1, amount: 5, lines: [2] },
  ]);
});
