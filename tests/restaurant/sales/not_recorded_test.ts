import assert from "node:assert/strict";
import { callTool, testRegistry } from "../../support/calls.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { importText } from "../../support/imports.ts";
import { addRestaurant } from "../../support/sales.ts";

const DOWNTOWN = { location: "downtown" };
const BARE = [
  "order_id,date,item,unit_price",
  "1,2026-12-14 12:00,Soup,10",
  "2,2026-12-15 12:00,Soup,10",
].join("\n");
const CLOSED_BETWEEN = [
  "order_id,date,item,unit_price",
  ...[3, 4, 5, 10, 11, 12, 17, 18, 19, 24, 25, 26]
    .map((day) => `${day},2026-11-${String(day).padStart(2, "0")} 12:00,Soup,10`),
].join("\n");
const TAXED = [
  "order_id,date,item,unit_price,tax,guests",
  "3,2026-12-16 12:00,Soup,10,0.8,2",
  "4,2026-12-17 12:00,Soup,10,0,",
].join("\n");

onEveryEngine(
  "figures without a column are null, with a note; a column of zeros is zero",
  async (engine) => {
    await using database = await engine.fresh();
    await database.write(addRestaurant);
    await importText(database, BARE, DOWNTOWN);
    await importText(database, TAXED, DOWNTOWN);
    const ask = async (date: string) =>
      await callTool(testRegistry(database), "get_sales_data", { date, location: "downtown" });
    const bare = await ask("2026-12-14..2026-12-15");
    const { tax, tips, discounts, guests, voids, notes } = bare.structured;
    assert.deepEqual([tax, tips, discounts, guests, voids], [null, null, null, null, null]);
    assert.ok((notes as string[]).includes(
      "Not recorded: guests, tax, tips, discounts, voids, payments; null is not zero.",
    ));
    assert.match(bare.text, /guests not recorded/);
    assert.match(bare.text, /tax not recorded, tips not recorded/);
    assert.equal((await ask("2026-12-17")).structured.tax, 0);
    const mixed = await ask("2026-12-14..2026-12-17");
    assert.deepEqual([mixed.structured.tax, mixed.structured.guests], [0.8, 2]);
    assert.match(mixed.text, /2 guests \(counted on 1 of 4 transactions\)/);
    assert.ok((mixed.structured.notes as string[]).includes(
      "Not recorded at downtown 2026-12-14 to 2026-12-15: guests, tax; sums are over the rest.",
    ));
  },
);

onEveryEngine("a figure that is never recorded is null on a closed day, too", async (engine) => {
  await using database = await engine.fresh();
  await database.write(addRestaurant);
  await importText(database, CLOSED_BETWEEN, DOWNTOWN);
  // Monday, 16 November: as every Monday, nothing was sold.
  const asked = { date: "2026-11-16", location: "downtown" };
  const { structured, text } = await callTool(testRegistry(database), "get_sales_data", asked);
  assert.deepEqual([structured.complete, structured.missing], [true, []]);
  const { total_sales, transactions, guests, tips, discounts } = structured;
  assert.deepEqual([total_sales, transactions, guests, tips, discounts], [0, 0, null, null, null]);
  assert.match(text, /total sales \(net\) 0\.00 USD, 0 transactions, .*guests not recorded/);
  const compared = await callTool(testRegistry(database), "get_sales_data", {
    ...asked,
    date: "2026-11-23",
    compare_to: "previous_week",
  });
  const { total_sales: before, guests: guestsBefore } = compared.structured.comparison as Record<
    string,
    unknown
  >;
  assert.deepEqual([before, guestsBefore], [0, null]);
});
