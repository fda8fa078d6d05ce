import assert from "node:assert/strict";
import { readMenuItems } from "../../../src/restaurant/menu/menu_items.ts";
import { changeMenuItem } from "../../../src/restaurant/menu/change_item.ts";
import { undoImport } from "../../../src/importing/undo/undo_import.ts";
import type { Database } from "../../../src/storage/database.ts";
import { systemClock } from "../../../src/values/clock.ts";
import { type Engine, onEveryEngine } from "../../support/engines.ts";
import { importCatalogText, importText } from "../../support/imports.ts";

const PLACE = { location: "downtown", timezone: "America/New_York" };
const SALES = [
  "order_id,date,time,item,category,unit_price",
  "1,2026-01-02,12:00,Soup,Starters,6.50",
  "2,2026-01-02,12:00,Soup,Lunch,8",
  "3,2026-01-02,12:00,Tea,Drinks,2.50",
  "4,2026-01-02,12:00,Cake,,4",
].join("\n");

/** A database that knows its items from sales. */
async function openSold(engine: Engine): Promise<Database> {
  const database = await engine.fresh();
  await importText(database, SALES, PLACE);
  return database;
}

async function onMenu({ reader }: Database): Promise<string[]> {
  return (await readMenuItems(reader)).map(({ name, category, price, description }) =>
    [name, category, price, description].join(" | ")
  );
}

onEveryEngine(
  "a menu prices what was sold and adds the rest; the same file again changes nothing",
  async (engine) => {
    await using database = await openSold(engine);
    const file = [
      "Name,Category,Price,Description",
      'Soup,Starters,"$6.90",Of the day',
      "tea,drinks,2.80,",
      "Pie,Desserts,5,",
      "Water,,,",
    ].join("\n");
    const first = await importCatalogText(database, "menu", file);
    assert.deepEqual(
      [first.read, first.taken, first.added, first.changed, first.quarantined],
      [4, 4, 2, 2, 0],
    );
    const menu = [
      "Pie | Desserts | 500 | ",
      "Tea | Drinks | 280 | ",
      "Soup | Lunch |  | ",
      "Soup | Starters | 690 | Of the day",
      "Cake | Uncategorized |  | ",
      "Water | Uncategorized |  | ",
    ];
    assert.deepEqual(await onMenu(database), menu);
    const before = await readMenuItems(database.reader);
    const again = await importCatalogText(database, "menu", file);
    assert.deepEqual([again.read, again.taken, again.skipped, again.quarantined], [4, 0, 4, 0]);
    assert.deepEqual(await readMenuItems(database.reader), before);
  },
);

onEveryEngine("a name that may be several items is listed for decision", async (engine) => {
  await using database = await openSold(engine);
  const before = await onMenu(database);
  const summary = await importCatalogText(
    database,
    "menu",
    "name,category,price\nSoup,,7\nCake,Desserts,5\nCake,Frozen,4\n",
  );
  assert.deepEqual([summary.taken, summary.quarantined], [0, 3]);
  assert.deepEqual(
    summary.undecided.map(({ line, name, candidates }) => [
      line,
      name,
      candidates.map(({ category }) => category),
    ]),
    [
      [2, "Soup", ["Lunch", "Starters"]],
      [3, "Cake", ["Uncategorized"]],
      [4, "Cake", ["Uncategorized"]],
    ],
  );
  assert.match(
    summary.quarantined_for.find(({ lines }) => lines[0] === 2)?.reason ?? "",
    /^name 'Soup' may be Soup in Lunch \([A-Z0-9]{8}\) or Soup in Starters \(.*category$/,
  );
  assert.deepEqual(await onMenu(database), before);
  const decided = await importCatalogText(
    database,
    "menu",
    "name,category,price\nSoup,Lunch,7\nCake,Uncategorized,5\n",
  );
  assert.deepEqual([decided.changed, decided.quarantined], [2, 0]);
});

const BARE = [
  "order_id,date,time,item,unit_price",
  "1,2026-01-02,12:00,Margherita,9",
  "2,2026-01-02,12:30,Cola,3",
].join("\n");
const TEMPLATE = [
  "name,category,size,price",
  "margherita,Pizza,,9.50",
  "Cola,Drinks,small,3",
  "Cola,Drinks,large,4",
].join("\n");

onEveryEngine(
  "an item that was only sold without a category takes the menu's, and sales go on meeting it",
  async (engine) => {
    await using database = await engine.fresh();
    await importText(database, BARE, PLACE);
    const summary = await importCatalogText(database, "menu", TEMPLATE);
    assert.deepEqual([summary.taken, summary.quarantined], [3, 0]);
    const menu = ["Cola | Drinks |  | ", "Margherita | Pizza | 950 | "];
    assert.deepEqual(await onMenu(database), menu);
    assert.equal((await importCatalogText(database, "menu", TEMPLATE)).skipped, 3);
    const later = `${BARE}\n3,2026-01-03,12:00,Margherita,9`;
    assert.equal((await importText(database, later, PLACE)).added, 1);
    assert.deepEqual(await onMenu(database), menu);
  },
);

onEveryEngine("an undone menu takes back the categories that it gave", async (engine) => {
  await using database = await engine.fresh();
  await importText(database, BARE, PLACE);
  const before = await onMenu(database);
  const { id } = await importCatalogText(database, "menu", TEMPLATE);
  await undoImport(database, id ?? "", { clock: systemClock });
  assert.deepEqual(await onMenu(database), before);
});

onEveryEngine("sales after the menu meet its items", async (engine) => {
  await using database = await engine.fresh();
  await importCatalogText(database, "menu", "name,category,price\nTea,Drinks,2.80\n");
  await importText(database, SALES, PLACE);
  assert.deepEqual((await onMenu(database))[0], "Tea | Drinks | 280 | ");
});

onEveryEngine(
  "rows that cannot be taken are put aside, with the line and the reason",
  async (engine) => {
    await using database = await openSold(engine);
    const summary = await importCatalogText(
      database,
      "menu",
      [
        "name,price",
        "Tea,-1",
        "Tea,2.555",
        "Tea,€2",
        "Tea,two",
        ",3",
        "Tea,2.80",
        "Tea,2.80",
        "TEA,2.90",
        "Tea,3,4",
        "",
        ",",
      ].join("\n"),
    );
    assert.deepEqual(
      [summary.read, summary.taken, summary.skipped, summary.quarantined],
      [10, 1, 2, 7],
    );
    const problems = await database.reader.selectFrom("import_problems")
      .select(["line", "field", "reason"]).orderBy("line").execute();
    assert.deepEqual(problems.map(({ line, field, reason }) => `${line}: ${field} ${reason}`), [
      "2: price is negative",
      "3: price has more than 2 decimals, the most in USD",
      "4: price is in EUR, not in USD",
      "5: price is not a number",
      "6: name is empty",
      "9: name is on line 7 already, with other values",
      "10: row has 3 cells, but the header has 2",
    ]);
  },
);

onEveryEngine("a dry run says the same and changes nothing", async (engine) => {
  await using database = await openSold(engine);
  const before = await onMenu(database);
  const file = "name,category,price\nSoup,Starters,7\nPie,Desserts,5\n";
  const dry = await importCatalogText(database, "menu", file, { dryRun: true });
  assert.equal(dry.status, "dry_run");
  assert.deepEqual(await onMenu(database), before);
  const real = await importCatalogText(database, "menu", file);
  assert.deepEqual(real, { ...dry, id: real.id, status: "imported" });
});

onEveryEngine(
  "a changed price can be undone, and only fields of the file overwrite later edits",
  async (engine) => {
    await using database = await openSold(engine);
    await importCatalogText(database, "menu", "name,category,price\nTea,Drinks,2.80\n");
    const tea = (await readMenuItems(database.reader)).find(({ name }) => name === "Tea");
    await database.write((writer) =>
      changeMenuItem(
        writer,
        { item_id: tea?.id ?? "", updates: { description: "Green" }, actor: "owner" },
        "2026-01-03T00:00:00Z",
      )
    );
    await importCatalogText(database, "menu", "name,category,price\nTea,Drinks,3\n");
    assert.ok((await onMenu(database)).includes("Tea | Drinks | 300 | Green"));
    const changes = await database.reader.selectFrom("changes").select(["actor", "before"])
      .execute();
    assert.deepEqual(
      changes.filter(({ actor }) => actor === "import").map(({ before }) => before).sort(),
      ['{"price":280}', '{"price":null}'],
    );
  },
);

onEveryEngine(
  "the currency is the location's, the flag's, or that of all locations",
  async (engine) => {
    await using database = await openSold(engine);
    await importText(database, SALES.replaceAll(".50", "00"), {
      location: "tokyo",
      timezone: "Asia/Tokyo",
      currency: "JPY",
    });
    const menu = "name,category,price\nTea,Drinks,300\n";
    await assert.rejects(importCatalogText(database, "menu", menu), {
      message: /USD, JPY|JPY, USD/,
    });
    const { currency, changed } = await importCatalogText(database, "menu", menu, {
      location: "tokyo",
    });
    assert.deepEqual([currency, changed], ["JPY", 1]);
    assert.equal((await importCatalogText(database, "menu", menu, { currency: "jpy" })).skipped, 1);
    const refused = [
      [{ location: "tokyo", currency: "USD" }, { code: "CONFLICT" }],
      [{ location: "mars" }, { code: "NOT_FOUND", message: /mars/ }],
    ] as const;
    for (const [flags, error] of refused) {
      await assert.rejects(importCatalogText(database, "menu", menu, flags), error);
    }
  },
);

onEveryEngine("files that hold something else are refused", async (engine) => {
  await using database = await engine.fresh();
  for (
    const [text, message] of [
      ["", /is empty/],
      ["\n", /no rows/],
      ["name,price\n", /a header and no rows/],
      ["name,price\n,\n", /a header and no rows/],
      ["dish,cost\nTea,2\n", /Found: dish, cost\. Expected: .*name, price/],
    ] as const
  ) {
    await assert.rejects(importCatalogText(database, "menu", text), {
      code: "INVALID_INPUT",
      message,
    });
  }
});

onEveryEngine(
  "an import that is stopped, or fails halfway, leaves nothing behind",
  async (engine) => {
    await using database = await openSold(engine);
    const before = await onMenu(database);
    const file = "name,category,price\nPie,Desserts,5\n";
    const signal = AbortSignal.abort(new Error("stopped"));
    await assert.rejects(importCatalogText(database, "menu", file, {}, { signal }), /stopped/);
    const failing: Database = {
      ...database,
      writeSliced: (work) =>
        database.writeSliced((slices) =>
          work({
            ...slices,
            last: (piece) =>
              slices.last(async (writer) => {
                await piece(writer);
                throw new Error("no room");
              }),
          })
        ),
    };
    await assert.rejects(importCatalogText(failing, "menu", file), /no room/);
    assert.deepEqual(await onMenu(database), before);
  },
);
