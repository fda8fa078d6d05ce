import assert from "node:assert/strict";
import { onEveryEngine } from "../support/engines.ts";
import { SQUARE_2023, SQUARE_2026 } from "../support/export_headers.ts";
import {
  counts,
  csv,
  dayFigures,
  type Flags,
  importText,
  storedSales,
} from "../support/imports.ts";

const DOWNTOWN: Flags = { location: "downtown", timezone: "America/New_York" };
const HEADER = "order_id,date,item,category,quantity,line_total,modifiers,line_id";

function rows(...lines: string[]): string {
  return [HEADER, ...lines].join("\n");
}

const LATTE = "1,2026-01-02 12:00,Latte,Coffee,1,5.00,,";
const TEA = "1,2026-01-02 12:00,Tea,Tea,1,4.00,,";
const SOUP = "2,2026-01-02 13:00,Soup,Food,1,9.00,,";

onEveryEngine("the same file again changes nothing", async (engine) => {
  await using database = await engine.fresh();
  const file = rows(LATTE, LATTE, TEA, SOUP, "1,2026-01-03 12:00,Latte,Coffee,-1,-5.00,,");
  await importText(database, file, DOWNTOWN);
  const before = await storedSales(database);
  const summary = await importText(database, file, DOWNTOWN);
  assert.deepEqual(counts(summary), [
    "read 5: 18.00",
    "taken 0: 0.00",
    "skipped 5: 18.00",
    "quarantined 0: 0.00",
  ]);
  assert.deepEqual(summary.skipped_for.map(({ reason }) => reason), ["already imported"]);
  assert.deepEqual([summary.created.orders, summary.created.refunds, summary.created.menu_items], [
    0,
    0,
    0,
  ]);
  assert.deepEqual(await storedSales(database), before);
});

onEveryEngine(
  "two identical drinks in one order are two, in one file and in the next",
  async (engine) => {
    await using database = await engine.fresh();
    await importText(database, rows(LATTE), DOWNTOWN);
    assert.equal((await dayFigures(database, "2026-01-02")).gross, 5_00);
    await importText(database, rows(LATTE, LATTE), DOWNTOWN);
    assert.equal((await dayFigures(database, "2026-01-02")).gross, 10_00);
    const third = await importText(database, rows(LATTE), DOWNTOWN);
    assert.equal(third.taken.rows, 0);
    assert.deepEqual(await dayFigures(database, "2026-01-02"), {
      transactions: 1,
      gross: 10_00,
      discounts: 0,
      refunds: 0,
      voids: 0,
      gift_cards: 0,
    });
  },
);

onEveryEngine("overlapping files count no sale twice, in any order", async (engine) => {
  const [first, second] = [rows(LATTE, LATTE, SOUP), rows(SOUP, TEA, LATTE)];
  for (const files of [[first, second], [second, first], [first, second, first]]) {
    await using database = await engine.fresh();
    for (const file of files) await importText(database, file, DOWNTOWN);
    const { transactions, gross } = await dayFigures(database, "2026-01-02");
    assert.deepEqual({ transactions, gross }, {
      transactions: 2,
      gross: 5_00 + 5_00 + 4_00 + 9_00,
    });
  }
});

onEveryEngine("rows of one order may be far apart, in other batches", async (engine) => {
  const file = rows(LATTE, SOUP, TEA, SOUP.replace("2,", "3,"), LATTE);
  for (const batchSize of [1, 2, 3, 100]) {
    await using database = await engine.fresh();
    for (const taken of [5, 0]) {
      const summary = await importText(database, file, DOWNTOWN, { batchSize });
      assert.equal(summary.taken.rows, taken);
    }
    const [order] = await database.reader.selectFrom("orders").selectAll()
      .where("external_id", "=", "1").execute();
    assert.equal(order?.gross, 14_00);
  }
});

onEveryEngine(
  "rows with an id of their own are known by it, whatever else they say",
  async (engine) => {
    await using database = await engine.fresh();
    await importText(database, rows(`${LATTE}a`, `${LATTE}b`), DOWNTOWN);
    const dearer = `${LATTE.replace("5.00", "6.00")}a`;
    const summary = await importText(database, rows(dearer, `${LATTE}b`, dearer), DOWNTOWN);
    assert.equal(summary.changed, 1);
    assert.equal(summary.skipped.rows, 2);
    assert.equal((await dayFigures(database, "2026-01-02")).gross, 11_00);
  },
);

onEveryEngine(
  "what exports write differently from time to time is no difference",
  async (engine) => {
    await using database = await engine.fresh();
    const row = (parts: Record<string, string>) => ({
      Date: "2026-03-02",
      Time: "09:30:15",
      "Time Zone": "Eastern Time (US & Canada)",
      Item: "Latte",
      Qty: "1.0",
      "Gross Sales": "$5.00",
      "Net Sales": "$5.00",
      "Transaction ID": "T1",
      "Event Type": "Payment",
      Location: "Main",
      ...parts,
    });
    const older = row({ Category: "Coffee", Tax: "$0.44", "Modifiers Applied": "Oat, Large" });
    const newer = row({ Category: "Drinks", Tax: "$0.45", "Modifiers Applied": "Large, Oat" });
    await importText(database, csv(SQUARE_2023, [older]));
    assert.equal((await importText(database, csv(SQUARE_2026, [newer]))).taken.rows, 0);
  },
);

onEveryEngine("the same order number at another location is another order", async (engine) => {
  await using database = await engine.fresh();
  await importText(database, rows(LATTE), DOWNTOWN);
  const summary = await importText(database, rows(LATTE), {
    ...DOWNTOWN,
    location: "harbour",
    currency: "USD",
  });
  assert.equal(summary.created.orders, 1);
});
