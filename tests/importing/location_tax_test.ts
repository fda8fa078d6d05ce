import assert from "node:assert/strict";
import { addLocation } from "../../src/restaurant/locations/location.ts";
import { setTaxRate } from "../../src/restaurant/locations/tax_rate.ts";
import type { Database } from "../../src/storage/database.ts";
import { type Engine, onEveryEngine } from "../support/engines.ts";
import { WRITTEN_AT } from "../support/sales.ts";
import { csv, importCatalogText, importText } from "../support/imports.ts";

const HEADER = "order_id,date,item,unit_price,location";
const WITH_TAX = `${HEADER},tax`;

/** Bakeries in Berlin and Basel, whose taxes a test sets. */
async function openBakeries(engine: Engine): Promise<Database> {
  const database = await engine.fresh();
  await database.write(async (writer) => {
    for (const id of ["berlin", "basel"]) {
      await addLocation(writer, {
        ...{ id, name: id, time_zone: "Europe/Berlin" },
        ...{ currency: "EUR", business_day_start: 240 },
      }, WRITTEN_AT);
    }
  });
  return database;
}

function setTax(database: Database, id: string, rate: number, isIncluded: boolean) {
  return database.write((writer) => setTaxRate(writer, id, rate, isIncluded));
}

function sale(order_id: string, location: string, unit_price: string, tax?: string) {
  return {
    ...{ order_id, location, unit_price, item: "Bread", date: "2026-09-14" },
    ...(tax !== undefined && { tax }),
  };
}

/** Net and tax of every order, in the order of their ids. */
async function netAndTax({ reader }: Database): Promise<string[]> {
  const orders = await reader.selectFrom("orders").select(["external_id", "gross", "tax"])
    .orderBy("external_id").execute();
  return orders.map(({ external_id, gross, tax }) => `${external_id}: ${gross} + ${tax}`);
}

onEveryEngine("the rate of the location is taken out, and said", async (engine) => {
  await using database = await openBakeries(engine);
  await setTax(database, "berlin", 190_000, true);
  const { notes } = await importText(
    database,
    csv(HEADER, [
      sale("1", "berlin", "11.90"),
      sale("2", "berlin", "2.38"),
    ]),
  );
  assert.deepEqual(await netAndTax(database), ["1: 1000 + 190", "2: 200 + 38"]);
  assert.match(
    notes.join(" "),
    /^Prices at berlin contain tax; .* so 19 % was taken out of them\./,
  );
});

onEveryEngine("a column of tax outdoes the rate, and a row of 0 has none", async (engine) => {
  await using database = await openBakeries(engine);
  await setTax(database, "berlin", 190_000, true);
  const rows = [sale("1", "berlin", "10.70", "0.70"), sale("2", "berlin", "5.00", "0")];
  const { notes } = await importText(database, csv(WITH_TAX, rows));
  assert.deepEqual(await netAndTax(database), ["1: 1000 + 70", "2: 500 + 0"]);
  assert.match(notes.join(" "), /Prices at berlin contain tax, so it was taken out of them/);
});

onEveryEngine(
  "prices that are set as without tax stay, and flags outdo the setting",
  async (engine) => {
    await using database = await openBakeries(engine);
    await setTax(database, "berlin", 190_000, false);
    const first = await importText(database, csv(WITH_TAX, [sale("1", "berlin", "10", "1.90")]));
    assert.match(first.notes.join(" "), /set as without tax, so they were taken as they are/);
    const said = { pricesIncludeTax: true };
    const { notes } = await importText(database, csv(HEADER, [sale("2", "berlin", "11.90")]), said);
    assert.match(notes.join(" "), /19 % was taken out/);
    await setTax(database, "berlin", 190_000, true);
    const without = { pricesIncludeTax: false };
    await importText(database, csv(HEADER, [sale("3", "berlin", "10")]), without);
    const other = { ...said, taxRate: "7" };
    await importText(database, csv(HEADER, [sale("4", "berlin", "10.70")]), other);
    assert.deepEqual(await netAndTax(database), [
      "1: 1000 + 190",
      "2: 1000 + 190",
      "3: 1000 + 0",
      "4: 1000 + 70",
    ]);
  },
);

onEveryEngine("locations with taxes of their own are a question, not a guess", async (engine) => {
  await using database = await openBakeries(engine);
  await setTax(database, "berlin", 190_000, true);
  const file = csv(HEADER, [sale("1", "berlin", "11.90"), sale("2", "basel", "10.81")]);
  await assert.rejects(() => importText(database, file), /no column with its amount/);
  await setTax(database, "basel", 81_000, true);
  await assert.rejects(() => importText(database, file), /no column with its amount/);
  await setTax(database, "basel", 81_000, false);
  await assert.rejects(
    () => importText(database, file),
    /Prices contain tax at berlin and not at basel/,
  );
  await setTax(database, "basel", 190_000, true);
  await importText(database, file);
  assert.deepEqual(await netAndTax(database), ["1: 1000 + 190", "2: 908 + 173"]);
});

onEveryEngine(
  "the prices of a menu stay, and the summary says whether tax is in them",
  async (engine) => {
    await using database = await openBakeries(engine);
    const menu = "name,category,price\nBread,Bakery,3.80\n";
    const unset = await importCatalogText(database, "menu", menu, { currency: "EUR" });
    assert.deepEqual(unset.notes, [
      "Prices in EUR mostly contain tax, and no rate is set for basel, berlin: `restaurant-mcp " +
      "location basel --tax-rate 19` sets it for orders.",
    ]);
    await setTax(database, "berlin", 70_000, true);
    await setTax(database, "basel", 26_000, true);
    const set = await importCatalogText(database, "menu", menu, { currency: "EUR" });
    assert.deepEqual(set.notes, [
      "Prices contain 2.6 % tax (basel).",
      "Prices contain 7 % tax (berlin).",
    ]);
    const { price } = await database.reader.selectFrom("menu_items").select("price")
      .executeTakeFirstOrThrow();
    assert.equal(price, 380);
  },
);

onEveryEngine("what is bought says nothing of tax on sales", async (engine) => {
  await using database = await openBakeries(engine);
  const ingredients = "name,unit,pack_size,pack_cost,lead_time_days,delivery_interval_days\n" +
    "Flour,kg,25,20,1,2\n";
  const { notes } = await importCatalogText(database, "ingredients", ingredients, {
    currency: "EUR",
  });
  assert.deepEqual(notes, []);
});
