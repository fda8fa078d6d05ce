import assert from "node:assert/strict";
import { fc } from "../../packages/fast_check.ts";
import { checkRollups } from "../../../src/restaurant/sales/check_rollups.ts";
import type { Database } from "../../../src/storage/database.ts";
import { alwaysAsync } from "../../support/always.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { importText } from "../../support/imports.ts";

/** A row of a hand-made file, its money in cents. */
interface Row {
  readonly order: number;
  readonly item: string;
  readonly quantity: number;
  readonly price: number;
  readonly discount: number;
  /** What was given back of it, in its own column. */
  readonly returned: number;
}

const HEADER = "order_id,date,time,item,quantity,unit_price,discount,refund_amount";
const FLAGS = { location: "downtown", timezone: "America/New_York", currency: "USD" };

function fileOf(rows: readonly Row[]): string {
  const money = (cents: number) => (cents / 100).toFixed(2);
  const lines = rows.map(({ order, item, quantity, price, discount, returned }) =>
    // What came back came back the day after.
    [`R-${order}`, quantity < 0 ? "2026-11-21" : "2026-11-20", "12:00", item, quantity]
      .concat([money(price), money(discount), returned === 0 ? "" : money(returned)]).join(",")
  );
  return [HEADER, ...lines].join("\n");
}

const isReturn = ({ quantity }: Row) => quantity < 0;
const grossOf = ({ quantity, price }: Row) => Math.abs(quantity) * price;
const paidOf = (row: Row) => grossOf(row) - row.discount;

/** More cannot be given back of a row than was paid: such a row is quarantined. */
const isTooMuch = (row: Row) => !isReturn(row) && row.returned > paidOf(row) && paidOf(row) > 0;

const sum = (all: readonly number[]) => all.reduce((one, other) => one + other, 0);

/** Sales of an item that say that they were given back, and that no row of its own is about. */
function saidOnly(sales: readonly Row[], returns: readonly Row[]): Row[] {
  const said = sales.filter(({ returned }) => returned > 0);
  let [left, rows] = [said, returns];
  for (const row of returns) {
    const same = left.find((sale) => grossOf(sale) === grossOf(row));
    if (same === undefined) continue;
    left = left.filter((sale) => sale !== same);
    rows = rows.filter((one) => one !== row);
  }
  return rows.length > 0 && sum(rows.map(grossOf)) === sum(left.map(grossOf)) ? [] : left;
}

/** What the guide says, in cents. */
function expected(rows: readonly Row[]) {
  const taken = rows.filter((row) => !isTooMuch(row));
  const returns = taken.filter(isReturn);
  const sales = taken.filter((row) => !isReturn(row));
  const said = [1, 2, 3].flatMap((order) =>
    ["Soup", "Tea"].flatMap((item) => {
      const ofItem = (row: Row) => row.order === order && row.item === item;
      return saidOnly(sales.filter(ofItem), returns.filter(ofItem));
    })
  );
  return {
    gross: sum(sales.map(grossOf)),
    discounts: sum(sales.map(({ discount }) => discount)),
    refunds: sum(returns.map(paidOf)) + sum(said.map(({ returned }) => returned)),
    quarantined: rows.length - taken.length,
  };
}

async function figures({ reader }: Database) {
  const days = await reader.selectFrom("sales_rollups").select(["gross", "discounts", "refunds"])
    .where("dimension", "=", "day").execute();
  const sum = (name: "gross" | "discounts" | "refunds") =>
    days.reduce((all, day) => all + Number(day[name]), 0);
  return { gross: sum("gross"), discounts: sum("discounts"), refunds: sum("refunds") };
}

const SOLD: Row = { order: 1, item: "Soup", quantity: 2, price: 400, discount: 0, returned: 0 };
const BACK: Row = { ...SOLD, quantity: -1 };

const VECTORS: Readonly<Record<string, readonly [rows: readonly Row[], refunds: number]>> = {
  "a part of a row": [[{ ...SOLD, returned: 150 }], 150],
  "all of a row": [[{ ...SOLD, returned: 800 }], 800],
  "more than was paid for a row: the row is quarantined": [[{ ...SOLD, returned: 1200 }], 0],
  "a row of its own": [[SOLD, BACK], 400],
  "the same said of the sale and by a row": [[{ ...SOLD, quantity: 1, returned: 400 }, BACK], 400],
  "the same said of two sales, and by a row of one": [
    [{ ...SOLD, quantity: 1, returned: 400 }, { ...SOLD, quantity: 1, returned: 400 }, BACK],
    800,
  ],
  "the same said of two sales, and by a row of both": [
    [
      { ...SOLD, quantity: 1, returned: 400 },
      { ...SOLD, quantity: 1, returned: 400 },
      { ...BACK, quantity: -2 },
    ],
    800,
  ],
  "the same said of a sale of two, and by two rows": [
    [{ ...SOLD, returned: 800 }, BACK, BACK],
    800,
  ],
  "rows of more than was sold": [[SOLD, { ...BACK, quantity: -3 }], 1200],
  "a row without its sale": [[BACK], 400],
  "a row of an order in which other items were sold": [[{ ...SOLD, item: "Tea" }, BACK], 400],
  "two rows alike": [[SOLD, BACK, BACK], 800],
  "with its discount": [[{ ...SOLD, discount: 100 }, { ...BACK, discount: 50 }], 350],
};

for (const [name, [rows, refunds]] of Object.entries(VECTORS)) {
  onEveryEngine(`a refund is what was given back: ${name}`, async (engine) => {
    await using database = await engine.fresh();
    const { quarantined } = await importText(database, fileOf(rows), FLAGS);
    const { refunds: model, quarantined: left } = expected(rows);
    assert.deepEqual([(await figures(database)).refunds, model], [refunds, refunds]);
    assert.equal(quarantined.rows, left);
    // The same refund in another file is no second one.
    await importText(database, `${fileOf(rows)}\n`, FLAGS);
    assert.equal((await figures(database)).refunds, refunds);
  });
}

const row = fc.record({
  order: fc.integer({ min: 1, max: 3 }),
  item: fc.constantFrom("Soup", "Tea"),
  quantity: fc.constantFrom(1, 2, 3, -1, -2),
  price: fc.constantFrom(250, 400),
  discount: fc.constantFrom(0, 0, 50),
  returned: fc.constantFrom(0, 0, 100, 400, 900),
}).map((one): Row => one.quantity < 0 ? { ...one, returned: 0 } : one);

onEveryEngine("the refunds of any file add up as the guide says, once", async (engine) => {
  await alwaysAsync(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
      await using database = await engine.fresh();
      const { quarantined } = await importText(database, fileOf(rows), FLAGS);
      const { quarantined: left, ...sums } = expected(rows);
      assert.deepEqual(await figures(database), sums);
      assert.equal(quarantined.rows, left);
      await importText(database, `${fileOf(rows)}\n`, FLAGS);
      assert.deepEqual(await figures(database), sums);
      assert.deepEqual((await checkRollups(database.reader)).differences, []);
    }),
    80,
    engine,
  );
});
