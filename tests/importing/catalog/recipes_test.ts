import assert from "node:assert/strict";
import { importFile } from "../../../src/importing/import_file.ts";
import { importOptions } from "../../../src/importing/options.ts";
import { recipeCost } from "../../../src/restaurant/inventory/recipe_cost.ts";
import { recipesOf } from "../../../src/restaurant/inventory/recipes.ts";
import { readMenuItems } from "../../../src/restaurant/menu/menu_items.ts";
import type { Database } from "../../../src/storage/database.ts";
import { fraction } from "../../../src/values/fraction.ts";
import { type Engine, onEveryEngine } from "../../support/engines.ts";
import { importCatalogText, importText, sourceOf } from "../../support/imports.ts";

const HEADER = "menu_item,category,ingredient,quantity,unit,yield_percent";
const MENU = "name,category,price\nBread,Sides,4\nSoup,Lunch,7\nSoup,Dinner,8\n";
const INGREDIENTS = [
  "name,unit,pack_size,pack_cost,supplier,lead_time_days,delivery_interval_days",
  "Flour,g,2000,4.22,Mill,2,3",
  "Oil,l,1,9,Mill,2,3",
  "Leek,each,10,12,Farm,1,1",
].join("\n");
const RECIPES = [
  HEADER,
  "Bread,,Flour,250,g,",
  "bread,Sides,oil,0.02,l,",
  "Soup,Lunch,Leek,2,,80",
].join("\n");

async function openFloor(engine: Engine): Promise<Database> {
  const database = await engine.fresh();
  await importCatalogText(database, "menu", MENU);
  await importCatalogText(database, "ingredients", INGREDIENTS);
  return database;
}

async function stored({ reader }: Database): Promise<string[]> {
  const rows = await reader.selectFrom("recipe_lines")
    .innerJoin("menu_items", "menu_items.id", "menu_item_id")
    .innerJoin("ingredients", "ingredients.id", "ingredient_id")
    .select(["menu_items.name as item", "category", "ingredients.name as part"])
    .select(["quantity", "yield_percent"]).orderBy("item").orderBy("part").execute();
  return rows.map((row) => Object.values(row).join(" "));
}

const STORED = [
  "Bread Sides Flour 250000 100",
  "Bread Sides Oil 20000 100",
  "Soup Lunch Leek 2000 80",
];

onEveryEngine(
  "recipes come in by name, in the unit of the ingredient; again nothing changes",
  async (engine) => {
    await using database = await openFloor(engine);
    const first = await importCatalogText(database, "recipes", RECIPES);
    assert.deepEqual([first.read, first.added, first.quarantined], [3, 3, 0]);
    assert.deepEqual(await stored(database), STORED);
    const again = await importCatalogText(database, "recipes", RECIPES);
    assert.deepEqual([again.taken, again.skipped], [0, 3]);
    assert.deepEqual(await stored(database), STORED);
  },
);

onEveryEngine(
  "an imported recipe costs as published: 250 g of 2,000 g at 4.22 are 0.5275",
  async (engine) => {
    await using database = await openFloor(engine);
    await importCatalogText(database, "recipes", `${HEADER}\nBread,,Flour,0.25,kg,\n`);
    const bread = (await readMenuItems(database.reader)).find(({ name }) => name === "Bread");
    const lines = (await recipesOf(database.reader, [bread?.id ?? ""])).get(bread?.id ?? "") ?? [];
    const packs = await database.reader.selectFrom("ingredients").selectAll().execute();
    const cost = recipeCost(lines, new Map(packs.map((pack) => [pack.id, pack])));
    assert.deepEqual(cost, fraction([5275], [100]));
  },
);

onEveryEngine(
  "the rows of an item replace its recipe; other items keep theirs",
  async (engine) => {
    await using database = await openFloor(engine);
    await importCatalogText(database, "recipes", RECIPES);
    const less = await importCatalogText(database, "recipes", `${HEADER}\nBread,,Flour,250,g,\n`);
    assert.deepEqual([less.changed, less.added, less.skipped], [1, 0, 0]);
    assert.deepEqual(await stored(database), [STORED[0], STORED[2]]);
    const more = await importCatalogText(
      database,
      "recipes",
      `${HEADER}\nBread,,Flour,8.8,oz,\nBread,,Leek,1,each,\n`,
    );
    assert.deepEqual([more.changed, more.added], [1, 1]);
    assert.deepEqual(await stored(database), [
      "Bread Sides Flour 249476 100",
      "Bread Sides Leek 1000 100",
      STORED[2],
    ]);
  },
);

onEveryEngine("a recipe of which one row cannot be taken stays out as a whole", async (engine) => {
  await using database = await openFloor(engine);
  const summary = await importCatalogText(
    database,
    "recipes",
    [
      HEADER,
      "Bread,,Flour,250,g,",
      "Bread,,Yeast,5,g,",
      "Soup,Lunch,Leek,2,,80",
      "Soup,Dinner,Leek,2,,",
      "Soup,Dinner,leek,1,,",
      "Soup,,Leek,1,,",
      "Stew,,Leek,1,,",
    ].join("\n"),
  );
  assert.deepEqual([summary.added, summary.quarantined], [1, 6]);
  assert.deepEqual(await stored(database), [STORED[2]]);
  const lines = summary.quarantined_for.toSorted((a, b) => (a.lines[0] ?? 0) - (b.lines[0] ?? 0));
  assert.deepEqual(
    lines.map(({ reason, lines }) => `${lines}: ${reason.replaceAll(/ \([A-Z0-9]{8}\)/g, "")}`),
    [
      "2: row belongs with line 3, which cannot be taken",
      "3: ingredient 'Yeast' is not known; import it as an ingredient first",
      "5: row belongs with line 6, which cannot be taken",
      "6: ingredient is in the recipe on line 5 already",
      "7: menu_item 'Soup' may be Soup in Dinner or Soup in Lunch; say which in category",
      "8: menu_item 'Stew' is not on the menu; import the menu first",
    ],
  );
  assert.deepEqual(summary.undecided.map(({ line }) => line), [7]);
});

onEveryEngine(
  "quantities and yields have to be more than nothing, and in a fitting unit",
  async (engine) => {
    await using database = await openFloor(engine);
    for (
      const [row, reason] of [
        ["Bread,,Flour,0,g,", "quantity must be more than zero"],
        ["Bread,,Flour,,g,", "quantity is empty"],
        ["Bread,,Flour,1,ml,", "unit 'ml' cannot be converted to g, its unit"],
        ["Bread,,Flour,1,g,0", "yield_percent must be more than zero"],
        ["Bread,,Flour,1,g,101", "yield_percent is more than 100"],
        [",,Flour,1,g,", "menu_item is empty"],
        ["Bread,,,1,g,", "ingredient is empty"],
      ]
    ) {
      const { quarantined_for } = await importCatalogText(
        database,
        "recipes",
        `${HEADER}\n${row}\n`,
      );
      assert.deepEqual(quarantined_for.map((one) => one.reason), [reason]);
    }
    assert.deepEqual(await stored(database), []);
  },
);

onEveryEngine("a dry run leaves recipes as they are", async (engine) => {
  await using database = await openFloor(engine);
  await importCatalogText(database, "recipes", RECIPES);
  const dry = await importCatalogText(database, "recipes", `${HEADER}\nBread,,Flour,1,g,\n`, {
    dryRun: true,
  });
  assert.deepEqual([dry.status, dry.changed], ["dry_run", 1]);
  assert.deepEqual(await stored(database), STORED);
});

onEveryEngine("recipes have no prices, and no currency is asked for", async (engine) => {
  await using database = await engine.fresh();
  await importCatalogText(database, "menu", "name,price\nRamen,9\n", { currency: "USD" });
  await importCatalogText(
    database,
    "ingredients",
    "name,unit,pack_size,pack_cost,lead_time_days,delivery_interval_days\nBroth,l,1,2,1,1\n",
    { currency: "USD" },
  );
  const options = importOptions({ kind: "recipes" });
  const file = "menu_item,ingredient,quantity,unit\nRamen,Broth,300,ml\n";
  const summary = await importFile(database, sourceOf(file), options);
  assert.deepEqual([summary.added, summary.currency], [1, null]);
});

onEveryEngine("a recipe meets an item that was only sold without a category", async (engine) => {
  await using database = await engine.fresh();
  const sales = "order_id,date,item,unit_price\n1,2026-01-02,Margherita,9\n2,2026-01-02,Pie,5\n";
  await importText(database, sales, { location: "downtown", timezone: "America/New_York" });
  await importCatalogText(database, "ingredients", INGREDIENTS);
  const rows = ["Margherita,Pizza,Flour,250,g,", "Pie,Sweet,Flour,1,g,", "Pie,Salty,Leek,1,,"];
  const summary = await importCatalogText(database, "recipes", [HEADER, ...rows].join("\n"));
  assert.deepEqual([summary.added, summary.quarantined], [1, 2]);
  assert.deepEqual(await stored(database), ["Margherita Uncategorized Flour 250000 100"]);
});
