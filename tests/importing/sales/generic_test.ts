import assert from "node:assert/strict";
import { onEveryEngine } from "../../support/engines.ts";
import { counts, dayFigures, type Flags, importText } from "../../support/imports.ts";

const DOWNTOWN: Flags = { location: "downtown", timezone: "America/New_York" };

function text(...lines: string[]): string {
  return `${lines.join("\n")}\n`;
}

onEveryEngine("unit prices are multiplied exactly, line totals are not", async (engine) => {
  await using database = await engine.fresh();
  const header = "ref,when,what,n,each,all";
  const rows = ["1,2026-01-02 12:00,Brie,490,23.65,1", "2,2026-01-02 12:00,Tea,3,1.115,2"];
  const map = "order_id=ref,date=when,item=what,quantity=n";
  await importText(database, text(header, ...rows), { ...DOWNTOWN, map: [map, "unit_price=each"] });
  assert.equal((await dayFigures(database, "2026-01-02")).gross, 11588_50 + 3_35);
  await using other = await engine.fresh();
  await importText(other, text(header, ...rows), { ...DOWNTOWN, map: [map, "line_total=all"] });
  assert.equal((await dayFigures(other, "2026-01-02")).gross, 3_00);
});

onEveryEngine(
  "columns named like the fields need no mapping; quantity defaults to one",
  async (engine) => {
    await using database = await engine.fresh();
    const summary = await importText(
      database,
      text("Order ID\tDate\tTime\tItem\tUnit Price\tTip", "7\t2026-01-02\t9:15 PM\tSoup\t4.50\t1"),
      DOWNTOWN,
    );
    assert.equal(summary.format, "generic");
    const [line] = await database.reader.selectFrom("order_lines").selectAll().execute();
    assert.deepEqual([line?.quantity, line?.gross, line?.category], [1000, 4_50, "Uncategorized"]);
  },
);

onEveryEngine(
  "payments, tips, guests and tables are the order's, however often its rows repeat them",
  async (engine) => {
    await using database = await engine.fresh();
    await importText(
      database,
      text(
        "order_id,date,item,line_total,discount,tax,tip,payment_method,guests,table,order_type",
        "1,2026-01-02 12:00,Soup,10,1,0.90,2.00,Visa Credit,4,A1,Eat In",
        "1,2026-01-02 12:05,Bread,5,,0.50,2.00,Visa Credit,4,A1,Eat In",
        "2,2026-01-02 13:00,Cola,3,,0.30,,,,,",
      ),
      DOWNTOWN,
    );
    const orders = await database.reader.selectFrom("orders").selectAll().orderBy("number")
      .execute();
    assert.deepEqual(
      orders.map((
        { tips, guests, table_name, order_type, opened_at },
      ) => [tips, guests, table_name, order_type, opened_at]),
      [
        [2_00, 4, "A1", "dine_in", "2026-01-02T17:00:00Z"],
        [0, null, null, "unknown", "2026-01-02T18:00:00Z"],
      ],
    );
    const payments = await database.reader.selectFrom("order_payments")
      .innerJoin("orders", "orders.id", "order_payments.order_id")
      .select(["method", "amount", "tip"]).orderBy("number").execute();
    assert.deepEqual(payments.map(({ method, amount, tip }) => [method, amount, tip]), [
      ["card", 9_90 + 5_50, 2_00],
      ["unknown", 3_30, 0],
    ]);
  },
);

onEveryEngine("negative rows are refunds of their order, on their own day", async (engine) => {
  await using database = await engine.fresh();
  const summary = await importText(
    database,
    text(
      "order_id,date,item,quantity,unit_price",
      "1,2026-01-02 12:00,Soup,2,10",
      "1,2026-01-03 12:00,Soup,-1,10",
      "1,2026-01-04 12:00,Soup,-1,10",
      '2,2026-01-04 12:00,Voucher,1,"-5,00 $"',
    ),
    DOWNTOWN,
  );
  assert.deepEqual(counts(summary).slice(0, 2), ["read 4: -5.00", "taken 4: -5.00"]);
  assert.equal(summary.created.refunds, 3);
  assert.equal((await dayFigures(database, "2026-01-02")).refunds, 0);
  assert.equal((await dayFigures(database, "2026-01-03")).refunds, 10_00);
  assert.equal((await dayFigures(database, "2026-01-04")).refunds, 15_00);
  const refunds = await database.reader.selectFrom("refunds").selectAll().orderBy("refunded_at")
    .execute();
  assert.deepEqual(refunds.map(({ order_id }) => order_id !== null).sort(), [false, true, true]);
});

onEveryEngine("order numbers that begin again each day are different orders", async (engine) => {
  await using database = await engine.fresh();
  const file = text(
    "order_id,date,item,unit_price",
    "1,2026-01-02 12:00,Soup,10",
    "2,2026-01-02 13:00,Soup,10",
    "1,2026-01-03 12:00,Soup,10",
    "1,2026-01-04 01:00,Soup,10",
  );
  const summary = await importText(database, file, DOWNTOWN);
  assert.equal(summary.created.orders, 4);
  assert.equal((await dayFigures(database, "2026-01-02")).transactions, 2);
  // One o'clock at night belongs to the day before, but the number began again at midnight.
  assert.equal((await dayFigures(database, "2026-01-03")).transactions, 2);
  assert.equal((await dayFigures(database, "2026-01-03")).gross, 20_00);
  assert.equal((await importText(database, file, DOWNTOWN)).skipped.rows, 4);
});

onEveryEngine("rows without an order id are put aside", async (engine) => {
  await using database = await engine.fresh();
  const summary = await importText(
    database,
    text(
      "order_id,date,item,unit_price",
      ",2026-01-02 12:00,Soup,10",
      "a@b.example,2026-01-02 12:00,Soup,10",
    ),
    DOWNTOWN,
  );
  assert.deepEqual(summary.quarantined_for.map(({ reason }) => reason), [
    "order_id is empty",
    "order_id is an e-mail address",
  ]);
});

onEveryEngine("a time in its own column wins over midnight in the date's", async (engine) => {
  await using database = await engine.fresh();
  await importText(
    database,
    text(
      "order_id,date,time,item,unit_price",
      "1,2026-01-02 00:00:00,19:15:00,Soup,10",
      "2,2026-01-02 00:00:00,1899-12-30 20:15:00,Soup,10",
    ),
    DOWNTOWN,
  );
  const hours = await database.reader.selectFrom("orders").select("local_hour").orderBy("number")
    .execute();
  assert.deepEqual(hours.map(({ local_hour }) => local_hour), [19, 20]);
});

onEveryEngine("dates without a time stay on their day", async (engine) => {
  for (const date of ["2026-01-02", "2026-01-02 00:00:00"]) {
    await using database = await engine.fresh();
    const summary = await importText(
      database,
      text("order_id,date,item,unit_price", `1,${date},Soup,10`),
      DOWNTOWN,
    );
    assert.equal(summary.first_date, "2026-01-02");
    assert.match(summary.notes.join(), /no time of day/);
  }
});

onEveryEngine("instants with an offset are converted", async (engine) => {
  await using database = await engine.fresh();
  await importText(
    database,
    text(
      "order_id,date,item,unit_price",
      "1,2026-01-03T01:30:00Z,Soup,10",
      "2,2026-01-03T01:30:00+09:00,Soup,10",
    ),
    DOWNTOWN,
  );
  const orders = await database.reader.selectFrom("orders").selectAll().orderBy("number").execute();
  assert.deepEqual(orders.map(({ opened_at, business_date }) => [opened_at, business_date]), [
    ["2026-01-03T01:30:00Z", "2026-01-02"],
    ["2026-01-02T16:30:00Z", "2026-01-02"],
  ]);
});

onEveryEngine(
  "amounts in a currency that the location does not sell in are put aside",
  async (engine) => {
    await using database = await engine.fresh();
    const rows = ["order_id;date;item;unit_price", '1;2026-01-02 12:00;Soup;"4,50 €"'];
    const euros = await importText(database, text(...rows), {
      location: "berlin",
      timezone: "Europe/Berlin",
      currency: undefined,
    });
    assert.equal(euros.currency, "EUR");
    assert.equal(euros.taken.amount, 4.5);
    const dollars = await importText(database, text(...rows), { ...DOWNTOWN, currency: "USD" });
    assert.deepEqual(dollars.quarantined_for.map(({ reason }) => reason), [
      "unit_price is in EUR, not in USD",
    ]);
  },
);
