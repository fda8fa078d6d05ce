import assert from "node:assert/strict";
import { onEveryEngine } from "../../support/engines.ts";
import { LOYVERSE, LOYVERSE_DINING } from "../../support/export_headers.ts";
import { csv, dayFigures, type Flags, importText } from "../../support/imports.ts";

const MANILA: Flags = { timezone: "Asia/Manila", currency: "PHP" };

/** Two coffees for 8.00, and whatever is different about this one. */
function coffee(parts: Record<string, string> = {}): Record<string, string> {
  return {
    Date: "31/10/2026 23:50",
    "Receipt number": "2-1678",
    "Receipt type": "Sale",
    Category: "Drinks",
    SKU: "10221",
    Item: "Coffee",
    Quantity: "2.000",
    "Gross sales": "8.00",
    Discounts: "0.00",
    "Net sales": "8.00",
    Taxes: "0.00",
    Store: "Route 98",
    "Cashier name": "Owner",
    Status: "Closed",
    ...parts,
  };
}

onEveryEngine("with and without dining options, with either order of dates", async (engine) => {
  await using database = await engine.fresh();
  await importText(database, csv(LOYVERSE, [coffee()]), MANILA);
  const american = coffee({
    Date: "10/31/2026 11:55 PM",
    "Receipt number": "2-1679",
    "Dining option": "Takeaway",
  });
  await importText(database, csv(LOYVERSE_DINING, [american]), MANILA);
  const orders = await database.reader.selectFrom("orders").selectAll().orderBy("number").execute();
  assert.deepEqual(
    orders.map((
      { number, business_date, local_hour, order_type },
    ) => [number, business_date, local_hour, order_type]),
    [["2-1678", "2026-10-31", 23, "unknown"], ["2-1679", "2026-10-31", 23, "takeout"]],
  );
});

onEveryEngine("dates that leave their order open are asked about", async (engine) => {
  await using database = await engine.fresh();
  const text = csv(LOYVERSE, [
    coffee({ Date: "01/10/2026 12:00" }),
    coffee({ Date: "05/05/2026 12:00" }),
  ]);
  await assert.rejects(importText(database, text, MANILA), {
    code: "INVALID_INPUT",
    message: /line 2: 01\/10\/2026/,
  });
  assert.equal(
    (await importText(database, text, { ...MANILA, dateFormat: "dmy" })).last_date,
    "2026-10-01",
  );
});

onEveryEngine("refunds are receipts of their own, whatever their sign", async (engine) => {
  await using database = await engine.fresh();
  const negative = { Quantity: "-1.000", "Gross sales": "-4.00", "Net sales": "-4.00" };
  const positive = { Quantity: "1.000", "Gross sales": "4.00", "Net sales": "4.00" };
  await importText(
    database,
    csv(LOYVERSE, [
      coffee(),
      coffee({ ...negative, "Receipt type": "Refund", "Receipt number": "2-1700" }),
      coffee({ ...positive, "Receipt type": "Refund", "Receipt number": "2-1701" }),
    ]),
    MANILA,
  );
  const { transactions, gross, refunds } = await dayFigures(database, "2026-10-31");
  assert.deepEqual({ transactions, gross, refunds }, {
    transactions: 1,
    gross: 8_00,
    refunds: 8_00,
  });
});

onEveryEngine("a receipt that is cancelled later is taken out of the sales", async (engine) => {
  await using database = await engine.fresh();
  const discounted = { Discounts: "1.00", "Net sales": "7.00" };
  const sale = coffee(discounted);
  const refund = coffee({ "Receipt type": "Refund", "Receipt number": "2-1700" });
  await importText(database, csv(LOYVERSE, [sale, refund]), MANILA);
  const cancelled = { Status: "Cancelled" };
  const summary = await importText(
    database,
    csv(LOYVERSE, [
      { ...sale, ...cancelled },
      { ...refund, ...cancelled },
      coffee({ ...cancelled, "Receipt type": "Refund", "Receipt number": "2-1800" }),
    ]),
    MANILA,
  );
  assert.equal(summary.changed, 2);
  assert.deepEqual(summary.skipped_for.map(({ reason }) => reason), ["refund that was cancelled"]);
  assert.deepEqual(await dayFigures(database, "2026-10-31"), {
    transactions: 0,
    gross: 0,
    discounts: 0,
    refunds: 0,
    voids: 8_00,
    gift_cards: 0,
  });
});

onEveryEngine("amounts with three decimals and with decimal commas", async (engine) => {
  await using database = await engine.fresh();
  const kuwait = coffee({ "Gross sales": "1.250", "Net sales": "1.250", Quantity: "1.000" });
  await importText(database, csv(LOYVERSE, [kuwait]), {
    timezone: "Asia/Kuwait",
    currency: "KWD",
    location: "kuwait",
  });
  const commas = coffee({ "Gross sales": "1.234,50", "Net sales": "1.234,50", Quantity: "1,500" });
  const plain = coffee({ Quantity: "0,25", Item: "Cheese" });
  await importText(database, csv(LOYVERSE, [commas, plain]), {
    timezone: "Europe/Berlin",
    currency: "EUR",
    location: "berlin",
  });
  const lines = await database.reader.selectFrom("order_lines")
    .innerJoin("orders", "orders.id", "order_lines.order_id")
    .select(["orders.location_id", "quantity", "order_lines.gross"])
    .orderBy("orders.location_id").orderBy("line_number").execute();
  assert.deepEqual(
    lines.map(({ location_id, quantity, gross }) => [location_id, quantity, gross]),
    [
      ["berlin", 1500, 1234_50],
      ["berlin", 250, 8_00],
      ["kuwait", 1000, 1250],
    ],
  );
});
