import assert from "node:assert/strict";
import { checkRollups } from "../../src/restaurant/sales/check_rollups.ts";
import type { Database } from "../../src/storage/database.ts";
import { onEveryEngine } from "../support/engines.ts";
import { SQUARE_2026 } from "../support/export_headers.ts";
import { counts, csv, type Flags, importText, storedSales } from "../support/imports.ts";

const DOWNTOWN: Flags = { location: "downtown", timezone: "America/New_York" };
const HEADER = "order_id,date,item,quantity,line_total,discount,tax,payment_method";

function rows(...lines: string[]): string {
  return [HEADER, ...lines].join("\n");
}

const RED = "T000599,2026-01-02 19:30,House Red,2,16.00,0,1.42,Card";
const ESPRESSO = "T000599,2026-01-02 19:30,Espresso,1,2.79,0,0.25,Card";
const WINE = "T000599,2026-01-02 19:30,House White,2,15.00,0,1.33,Card";
const CAKE = "T000599,2026-01-02 19:30,Cake,1,6.50,0,0.58,Card";
const CHEAPER = RED.replace("16.00,0,1.42", "16.00,1.60,1.28");

/** The content of the only order: its lines, and the money it brought in. */
async function stored({ reader }: Database) {
  const lines = await reader.selectFrom("order_lines").select(["name", "quantity"])
    .select(["gross", "discount", "tax"]).orderBy("line_number").execute();
  const payments = await reader.selectFrom("order_payments").select("amount").execute();
  const { differences } = await checkRollups(reader);
  assert.deepEqual(differences, []);
  return {
    lines: lines.map(({ name, quantity, gross, discount, tax }) =>
      `${quantity / 1000} ${name} ${gross - discount} + ${tax}`
    ),
    net: lines.reduce((sum, { gross, discount }) => sum + gross - discount, 0),
    paid: payments.reduce((sum, { amount }) => sum + amount, 0),
  };
}

onEveryEngine("a corrected row takes the place of the row it corrects", async (engine) => {
  const corrections = [
    [CHEAPER, "2 House Red 1440 + 128"],
    [RED.replace("2,16.00,0,1.42", "3,24.00,0,2.13"), "3 House Red 2400 + 213"],
    [RED.replace("House Red", "Rioja"), "2 Rioja 1600 + 142"],
  ] as const;
  for (const [corrected, line] of corrections) {
    for (const batchSize of [1, 100]) {
      await using database = await engine.fresh();
      await importText(database, rows(RED, ESPRESSO), DOWNTOWN);
      const again = rows(corrected, ESPRESSO);
      const summary = await importText(database, again, DOWNTOWN, { batchSize });
      assert.deepEqual([summary.added, summary.changed, summary.skipped.rows], [0, 1, 1]);
      assert.deepEqual(summary.notes, []);
      const { lines, net, paid } = await stored(database);
      assert.deepEqual(lines, [line, "1 Espresso 279 + 25"]);
      assert.equal(paid, net + Number(line.split("+ ")[1]) + 25);
      const third = await importText(database, again, DOWNTOWN, { batchSize });
      assert.equal(third.taken.rows, 0);
    }
  }
});

onEveryEngine("the only row of an order can be corrected, and corrected back", async (engine) => {
  await using database = await engine.fresh();
  for (const [file, net] of [[RED, 1600], [CHEAPER, 1440], [RED, 1600]] as const) {
    await importText(database, rows(file), DOWNTOWN);
    assert.equal((await stored(database)).net, net);
  }
});

onEveryEngine("rows that come beside a correction are added", async (engine) => {
  await using database = await engine.fresh();
  await importText(database, rows(RED, ESPRESSO), DOWNTOWN);
  const summary = await importText(database, rows(CHEAPER, ESPRESSO, CAKE), DOWNTOWN);
  assert.deepEqual([summary.added, summary.changed], [1, 1]);
  assert.deepEqual((await stored(database)).lines, [
    "2 House Red 1440 + 128",
    "1 Espresso 279 + 25",
    "1 Cake 650 + 58",
  ]);
});

onEveryEngine("Square's items detail, which has no row ids, is corrected, too", async (engine) => {
  await using database = await engine.fresh();
  const row = (parts: Record<string, string>) => ({
    Date: "2026-03-02",
    Time: "19:30:15",
    "Time Zone": "Eastern Time (US & Canada)",
    "Transaction ID": "T000599",
    "Event Type": "Payment",
    Location: "Main",
    ...parts,
  });
  const red = (discount: string, net: string) =>
    row({
      ...{ Item: "House Red", Qty: "2.0", "Gross Sales": "$16.00" },
      ...{ Discounts: discount, "Net Sales": net },
    });
  const espresso = row({
    ...{ Item: "Espresso", Qty: "1.0", "Gross Sales": "$2.79", "Net Sales": "$2.79" },
  });
  await importText(database, csv(SQUARE_2026, [red("$0.00", "$16.00"), espresso]));
  const summary = await importText(database, csv(SQUARE_2026, [red("-$1.60", "$14.40"), espresso]));
  assert.deepEqual([summary.added, summary.changed], [0, 1]);
  assert.equal((await stored(database)).net, 1719);
});

onEveryEngine(
  "a file with another part of an order removes nothing, and the summary says so",
  async (engine) => {
    const parts = [
      // Nothing in common.
      rows(CAKE),
      // A common row, but the other one is no correction of what is missing.
      rows(ESPRESSO, CAKE),
      // The same item and a common row, but the file begins later than the order.
      rows(ESPRESSO, CHEAPER).replaceAll("19:30", "20:15"),
    ];
    for (const part of parts) {
      await using database = await engine.fresh();
      await importText(database, rows(RED, ESPRESSO), DOWNTOWN);
      const summary = await importText(database, part, DOWNTOWN);
      assert.deepEqual([summary.added, summary.changed], [1, 0]);
      assert.match(
        summary.notes.join(),
        /^1 order known before got more lines.* Look at T000599\.$/,
      );
      const { lines } = await stored(database);
      assert.deepEqual(lines.slice(0, 2), ["2 House Red 1600 + 142", "1 Espresso 279 + 25"]);
      assert.equal(lines.length, 3);
    }
  },
);

onEveryEngine(
  "if one of two missing rows has no correction, none is replaced",
  async (engine) => {
    await using database = await engine.fresh();
    await importText(database, rows(RED, WINE, ESPRESSO), DOWNTOWN);
    const summary = await importText(database, rows(CHEAPER, ESPRESSO), DOWNTOWN);
    assert.equal(summary.notes.length, 1);
    assert.equal((await stored(database)).lines.length, 4);
  },
);

onEveryEngine("an order that only grew needs no note", async (engine) => {
  await using database = await engine.fresh();
  await importText(database, rows(RED), DOWNTOWN);
  const summary = await importText(database, rows(RED, CAKE), DOWNTOWN);
  assert.deepEqual([summary.added, summary.changed, summary.notes], [1, 0, []]);
});

onEveryEngine(
  "a tax that was corrected changes its line, a rounded one does not",
  async (engine) => {
    await using database = await engine.fresh();
    await importText(database, rows(RED, ESPRESSO), DOWNTOWN);
    const rounded = rows(RED.replace("1.42", "1.43"), ESPRESSO);
    assert.equal((await importText(database, rounded, DOWNTOWN)).taken.rows, 0);
    const summary = await importText(
      database,
      rows(RED.replace("1.42", "3.20"), ESPRESSO),
      DOWNTOWN,
    );
    assert.deepEqual([summary.added, summary.changed], [0, 1]);
    const { lines, paid } = await stored(database);
    assert.deepEqual(lines, ["2 House Red 1600 + 320", "1 Espresso 279 + 25"]);
    assert.equal(paid, 1600 + 320 + 279 + 25);
  },
);

onEveryEngine("a file without a column of tax takes no tax away", async (engine) => {
  await using database = await engine.fresh();
  await importText(database, rows(RED), { ...DOWNTOWN });
  const before = await storedSales(database);
  const untaxed =
    "order_id,date,item,quantity,line_total\nT000599,2026-01-02 19:30,House Red,2,16.00";
  const summary = await importText(database, untaxed, DOWNTOWN);
  assert.deepEqual(counts(summary)[2], "skipped 1: 16.00");
  assert.deepEqual(await storedSales(database), before);
});

onEveryEngine("rows that have ids in a later export are no further rows", async (engine) => {
  await using database = await engine.fresh();
  await importText(database, rows(RED, ESPRESSO), DOWNTOWN);
  const withIds = [`${HEADER},line_id`, `${RED},a`, `${ESPRESSO},b`].join("\n");
  const summary = await importText(database, withIds, DOWNTOWN);
  assert.deepEqual([summary.added, summary.changed], [0, 2]);
  assert.equal((await stored(database)).net, 1879);
});
