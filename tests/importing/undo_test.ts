import assert from "node:assert/strict";
import { fc } from "../packages/fast_check.ts";
import { undoImport } from "../../src/importing/undo/undo_import.ts";
import { checkRollups } from "../../src/restaurant/sales/check_rollups.ts";
import type { Database } from "../../src/storage/database.ts";
import type { RestaurantError } from "../../src/values/errors.ts";
import { alwaysAsync } from "../support/always.ts";
import { type Engine, onEveryEngine } from "../support/engines.ts";
import { everyRow } from "../support/everything.ts";
import { callTool, testRegistry } from "../support/calls.ts";
import { csv, type Flags, importText } from "../support/imports.ts";

const FLAGS: Flags = { location: "downtown", timezone: "America/New_York" };

/** Imports one file after the other, a minute apart; gives their ids. */
async function imports(
  database: Database,
  files: readonly (readonly [content: string, flags?: Flags])[],
  batchSize = 4000,
): Promise<string[]> {
  const before = await database.reader.selectFrom("imports").select("id").execute();
  const ids: string[] = [];
  for (const [index, [content, flags]] of files.entries()) {
    const clock = at(before.length + index);
    const hooks = { clock, batchSize };
    ids.push((await importText(database, content, { ...FLAGS, ...flags }, hooks)).id ?? "");
  }
  return ids;
}

function at(minute: number) {
  return () => Temporal.Instant.from("2026-11-27T12:00:00Z").add({ minutes: minute });
}

async function undo(database: Database, id: string) {
  return await undoImport(database, id, { clock: at(60) });
}

/** Everything stored, besides what says that something happened. */
async function state(database: Database): Promise<string[]> {
  const {
    imports: _i,
    import_problems: _p,
    import_changes: _c,
    events: _e,
    counters: _n,
    location_counters: _l,
    ...rest
  } = await everyRow(database);
  return Object.entries(rest).flatMap(([table, rows]) =>
    rows.map((row) =>
      table === "orders" ? `${table} ${row.replace(/\["version",\d+\]/, "")}` : `${table} ${row}`
    )
  ).sort();
}

const INGREDIENTS = "name,unit,pack_size,pack_cost,lead_time_days,delivery_interval_days\n";
const PANTRY = `${INGREDIENTS}Flour,kg,25,20,1,2\nYeast,g,500,4,1,2\n`;
const MENU = "name,category,price\nPizza,Mains,9\nPasta,Mains,8\n";
const MODIFIERS = "name,category,price,modifier_group,modifier,modifier_price\n";
const SHIFTS = "employee,in,out,wage\n";

/** Two files of each kind, the second of which changes what the first brought. */
const PAIRS: Readonly<Record<string, readonly (readonly [string, Flags])[]>> = {
  menu: [
    ["name,category,price\nPizza,Mains,9.50\nCalzone,Mains,8\n", { kind: "menu" }],
    [
      `${MODIFIERS}Pizza,Mains,10,,,\nPizza,Mains,,Size,Large,2\nSoup,Mains,5,,,\n`,
      { kind: "menu" },
    ],
  ],
  ingredients: [
    [`${INGREDIENTS}Flour,kg,25,21,1,2\nSugar,kg,1,1,1,2\n`, { kind: "ingredients" }],
    [`${INGREDIENTS}Flour,kg,25,22,1,2\nSalt,kg,1,1,1,2\n`, { kind: "ingredients" }],
  ],
  recipes: [
    ["menu_item,ingredient,quantity\nPizza,Flour,200\nPizza,Yeast,3\n", { kind: "recipes" }],
    ["menu_item,ingredient,quantity\nPizza,Flour,210\nPasta,Flour,100\n", { kind: "recipes" }],
  ],
  stock: [
    ["ingredient,on_hand,par_level\nFlour,50000,60000\n", { kind: "stock" }],
    ["ingredient,on_hand,location\nFlour,40000,downtown\nYeast,9,Harbour\n", {
      kind: "stock",
      currency: "USD",
    }],
  ],
  labour: [
    [`${SHIFTS}Ada,2026-11-23 08:00,2026-11-23 20:00,20\n`, { kind: "labour" }],
    [
      SHIFTS +
      [23, 24, 25, 26, 27].map((day) => `Ada,2026-11-${day} 08:00,2026-11-${day} 19:00,21`)
        .join("\n"),
      { kind: "labour" },
    ],
  ],
  calendar: [
    ["date,what,name\n2026-12-24,closed,Christmas\n", { kind: "calendar" }],
    ["date,what,name\n2026-12-24,closed,Christmas\n2026-12-31,event,Party\n", { kind: "calendar" }],
  ],
  feedback: [
    ["id,text,date,rating\nA,Lovely soup and quick service,2026-11-01,5\n", { kind: "feedback" }],
    [
      "id,text,date,rating\nA,They made up for it,2026-11-01,5\nB,Cold soup,2026-11-02,1\n",
      { kind: "feedback" },
    ],
  ],
};

/** What the other kinds need. */
async function prepared(engine: Engine): Promise<Database> {
  const database = await engine.fresh();
  await imports(database, [
    ["order_id,date,item,category,unit_price\nX,2026-11-20,Bread,Mains,3\n"],
    [MENU, { kind: "menu" }],
    [PANTRY, { kind: "ingredients" }],
  ]);
  return database;
}

for (const [kind, pair] of Object.entries(PAIRS)) {
  onEveryEngine(
    `${kind}: taken back, it is as it was before, and can come again`,
    async (engine) => {
      await using database = await prepared(engine);
      const nothing = await state(database);
      const [first = ""] = await imports(database, pair.slice(0, 1));
      const before = await state(database);
      const [second = ""] = await imports(database, pair.slice(1));
      const after = await state(database);
      assert.notDeepEqual(after, before);
      await undo(database, second);
      assert.deepEqual(await state(database), before);
      await undo(database, first);
      assert.deepEqual(await state(database), nothing);
      await imports(database, pair);
      const rows = (lines: readonly string[]) => lines.map((line) => line.split(" ")[0]).sort();
      assert.deepEqual(rows(await state(database)), rows(after));
    },
  );
}

onEveryEngine("what a later import changed is not taken back before that one", async (engine) => {
  for (const [kind, pair] of Object.entries(PAIRS)) {
    if (kind === "calendar") continue;
    await using database = await prepared(engine);
    const [first = "", second = ""] = await imports(database, pair);
    const before = await state(database);
    await assert.rejects(undo(database, first), (error: RestaurantError) => {
      assert.equal(error.code, "CONFLICT");
      assert.match(error.message, new RegExp(second), `${kind}: ${error.message}`);
      return true;
    });
    assert.deepEqual(await state(database), before);
  }
});

const HEADER = "order_id,date,time,item,quantity,line_total,discount,tax,payment_method,status," +
  "server,reason";

const row = fc.record({
  order_id: fc.constantFrom("1", "2", "3", "4"),
  date: fc.constantFrom("2026-11-20", "2026-11-21"),
  time: fc.constantFrom("12:00", "12:20"),
  item: fc.constantFrom("Pizza", "Soup", "Tea"),
  quantity: fc.constantFrom("1", "2", "-1"),
  line_total: fc.constantFrom("4.00", "6.50"),
  discount: fc.constantFrom("", "0.50"),
  tax: fc.constantFrom("0.40", "0.55"),
  payment_method: fc.constantFrom("Cash", "Card"),
  status: fc.constantFrom("", "", "void"),
  server: fc.constantFrom("", "Ada"),
  reason: fc.constantFrom("", "Cold"),
}, { noNullPrototype: true });

onEveryEngine("any file of sales, taken back, is as if it had never come", async (engine) => {
  const file = fc.array(row, { minLength: 1, maxLength: 8 });
  const pairs = fc.record({ first: file, second: file, batchSize: fc.constantFrom(1, 3, 4000) });
  await alwaysAsync(
    fc.asyncProperty(pairs, async ({ first, second, batchSize }) => {
      await using database = await engine.fresh();
      const start = await state(database);
      const [one = ""] = await imports(database, [[csv(HEADER, first)]], batchSize);
      const before = await state(database);
      const [two = ""] = await imports(database, [[csv(HEADER, [...first, ...second])]], batchSize);
      await undo(database, two);
      assert.deepEqual(await state(database), before);
      assert.deepEqual((await checkRollups(database.reader)).differences, []);
      await undo(database, one);
      assert.deepEqual(await state(database), start);
    }),
    60,
    engine,
  );
});

const SALE = "order_id,date,item,unit_price\n1,2026-11-20,Pizza,9\n2,2026-11-20,Soup,4\n";

onEveryEngine("what came or was changed since is named, and nothing is lost", async (engine) => {
  await using database = await engine.fresh();
  const [first = "", second = ""] = await imports(database, [
    [SALE],
    ["order_id,date,item,unit_price\n2,2026-11-20,Soup,4\n3,2026-11-20,Tea,2\n"],
  ]);
  await assert.rejects(undo(database, first), { message: new RegExp(`import ${second}`) });
  await undo(database, second);
  await assert.rejects(undo(database, second), { code: "CONFLICT", message: /was taken back/ });
  await assert.rejects(undo(database, "NOSUCH00"), { code: "NOT_FOUND" });
  const { id } = await database.reader.selectFrom("orders").select("id").limit(1)
    .executeTakeFirstOrThrow();
  await imports(database, [
    [`text,date,order_id\nCold pizza and slow service,2026-11-21,${id}\n`, { kind: "feedback" }],
  ]);
  await assert.rejects(undo(database, first), {
    message: new RegExp(`feedback .* on order ${id}`),
  });
  const orders = await database.reader.selectFrom("orders").select("id").execute();
  assert.equal(orders.length, 2);
});

onEveryEngine("a menu item that sales brought stays if a recipe uses it", async (engine) => {
  await using database = await engine.fresh();
  const [sales = "", , recipes = ""] = await imports(database, [
    [SALE],
    [PANTRY, { kind: "ingredients" }],
    ["menu_item,ingredient,quantity\nPizza,Flour,200\n", { kind: "recipes" }],
  ]);
  await undo(database, sales);
  const names = async () =>
    (await database.reader.selectFrom("menu_items").select("name").execute())
      .map(({ name }) => name);
  assert.deepEqual(await names(), ["Pizza"]);
  await undo(database, recipes);
  assert.deepEqual(await names(), ["Pizza"]);
});

onEveryEngine("only what goes is counted as taken back, before and after", async (engine) => {
  await using database = await engine.fresh();
  const [sales = ""] = await imports(database, [[SALE], [MENU, { kind: "menu" }]]);
  const undo = (dryRun: boolean) => undoImport(database, sales, { dryRun, clock: at(60) });
  // The second file changed the price of the pizza.
  assert.deepEqual((await undo(true)).rows, { menu_items: 1, locations: 1 });
  const { id } = await database.reader.selectFrom("menu_items").select("id")
    .where("name", "=", "Pizza").executeTakeFirstOrThrow();
  await callTool(testRegistry(database), "process_order", {
    order_data: {
      location: "downtown",
      order_type: "takeout",
      items: [{ menu_item_id: id, quantity: 1 }],
    },
  });
  for (const dryRun of [true, false]) {
    const { rows, orders_removed } = await undo(dryRun);
    assert.deepEqual([rows, orders_removed], [{ menu_items: 1 }, 2]);
  }
});

onEveryEngine("an item of a menu that was sold since cannot be taken back", async (engine) => {
  await using database = await engine.fresh();
  const [, menu = ""] = await imports(database, [
    [SALE],
    ["name,category,price\nCalzone,Mains,9\n", { kind: "menu" }],
    ["order_id,date,item,category,unit_price\n7,2026-11-20,Calzone,Mains,9\n"],
  ]);
  await assert.rejects(undo(database, menu), { message: /'Calzone' \(\w+\), in use by an order/ });
});
