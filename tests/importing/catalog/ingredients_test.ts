import assert from "node:assert/strict";
import type { Database } from "../../../src/storage/database.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { importCatalogText } from "../../support/imports.ts";

const HEADER = "name,unit,pack_size,pack_cost,supplier,lead_time_days,delivery_interval_days";
const FILE = [
  HEADER,
  "Flour,kg,2,4.22,Mill,2,3",
  "Beef,lb,1,6.5,Butcher,1,7",
  "Oil,l,0.75,9,,1,7",
  "Buns,each,24,6,Baker,1,1",
].join("\n");

async function stored({ reader }: Database): Promise<unknown[]> {
  const rows = await reader.selectFrom("ingredients").selectAll().orderBy("name").execute();
  return rows.map(({ name, unit, pack_size, pack_cost, currency, supplier, ...rest }) =>
    [
      name,
      pack_size,
      unit,
      pack_cost,
      currency,
      supplier,
      rest.lead_time_days,
      rest.delivery_interval_days,
    ].join(" ")
  );
}

onEveryEngine(
  "ingredients come in, counted in g, ml or each; again nothing changes",
  async (engine) => {
    await using database = await engine.fresh();
    const first = await importCatalogText(database, "ingredients", FILE);
    assert.deepEqual([first.taken, first.added, first.currency], [4, 4, "USD"]);
    const rows = [
      "Beef 453592 g 650 USD Butcher 1 7",
      "Buns 24000 each 600 USD Baker 1 1",
      "Flour 2000000 g 422 USD Mill 2 3",
      "Oil 750000 ml 900 USD  1 7",
    ];
    assert.deepEqual(await stored(database), rows);
    const again = await importCatalogText(database, "ingredients", FILE);
    assert.deepEqual([again.taken, again.skipped], [0, 4]);
    assert.deepEqual(await stored(database), rows);
  },
);

onEveryEngine("a known ingredient keeps the fields that a row leaves empty", async (engine) => {
  await using database = await engine.fresh();
  await importCatalogText(database, "ingredients", FILE);
  const { changed } = await importCatalogText(
    database,
    "ingredients",
    `${HEADER}\nFLOUR,g,5000,"9,90",,,4\n`,
  );
  assert.equal(changed, 1);
  assert.equal((await stored(database))[2], "Flour 5000000 g 990 USD Mill 2 4");
});

onEveryEngine("rows that cannot be taken are put aside", async (engine) => {
  await using database = await engine.fresh();
  await importCatalogText(database, "ingredients", FILE);
  const summary = await importCatalogText(
    database,
    "ingredients",
    [
      HEADER,
      "Flour,l,2,4,Mill,2,3",
      "Salt,cup,1,1,Mill,2,3",
      "Salt,g,0,1,Mill,2,3",
      "Salt,g,-1,1,Mill,2,3",
      "Salt,g,1,1,Mill,1.5,3",
      "Salt,g,1,1,Mill,1,366",
      "Salt,g,1,1,Mill,,3",
      "Salt,g,1,1.234,Mill,1,3",
      ",g,1,1,Mill,1,3",
      "Salt,g,9e99,1,Mill,1,3",
      "Salt,kg,999999999,1,Mill,1,3",
    ].join("\n"),
  );
  assert.deepEqual(
    summary.quarantined_for.map(({ reason, lines }) => `${lines}: ${reason}`),
    [
      "2: unit 'l' cannot be converted to g, its unit",
      "3: unit 'cup' is none of g, kg, oz, lb, ml, l, each",
      "4: pack_size must be more than zero",
      "5: pack_size is negative",
      "6: lead_time_days is not a whole number",
      "7: delivery_interval_days is more than 365",
      "8: lead_time_days is empty",
      "9: pack_cost has more than 2 decimals, the most in USD",
      "10: name is empty",
      "11: pack_size is not a number",
      "12: pack_size is too large to be true",
    ],
  );
  assert.equal(summary.taken, 0);
});

onEveryEngine("a name denotes one ingredient in a file", async (engine) => {
  await using database = await engine.fresh();
  const rows = ["Salt,g,1000,1,Mill,1,3", "salt,kg,1,1,Mill,1,3", "Salt,kg,2,1,Mill,1,3"];
  const summary = await importCatalogText(database, "ingredients", [HEADER, ...rows].join("\n"));
  assert.deepEqual([summary.added, summary.skipped, summary.quarantined], [1, 1, 1]);
  assert.match(summary.quarantined_for[0]?.reason ?? "", /line 2 already/);
});

onEveryEngine("an ingredient that is bought in another currency stays as it is", async (engine) => {
  await using database = await engine.fresh();
  await importCatalogText(database, "ingredients", FILE, { currency: "EUR" });
  const before = await stored(database);
  const summary = await importCatalogText(database, "ingredients", FILE, { currency: "USD" });
  assert.deepEqual(summary.quarantined_for.map(({ reason, rows }) => [reason, rows]), [
    ["name is bought in EUR, not in USD", 4],
  ]);
  assert.deepEqual(await stored(database), before);
});
