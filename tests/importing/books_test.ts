import assert from "node:assert/strict";
import { sql } from "kysely";
import { fc } from "../packages/fast_check.ts";
import type { ImportSummary } from "../../src/importing/summary.ts";
import type { Database } from "../../src/storage/database.ts";
import { alwaysAsync } from "../support/always.ts";
import { type Engine, onEveryEngine, SQLITE } from "../support/engines.ts";
import { type Flags, importText } from "../support/imports.ts";

/*
 * The summary of an import of any kind adds up, and the database gained what it says, whatever the
 * files hold and whatever was there before.
 */

const PLACE: Flags = { location: "downtown", timezone: "America/New_York" };

/** Menu, ingredients and recipes are the same everywhere. */
const placeOf = (kind: string): Flags =>
  ["menu", "ingredients", "recipes"].includes(kind) ? {} : PLACE;

const major = (cents: number) => (cents / 100).toFixed(2);
const price = fc.integer({ min: 0, max: 2000 }).map(major);
const dish = fc.constantFrom("Ramen", "Udon", "Tea");
const cupboard = fc.constantFrom("Flour", "Oil", "Eggs", "Salt");

/** A kind with rows of its files, some of which cannot be read. */
interface KindOfFile {
  readonly kind: string;
  readonly header: string;
  readonly row: fc.Arbitrary<string>;
  /** Files that must be in before. */
  readonly before?: readonly (readonly [string, string])[];
  /** The number of rows that the database has of it. */
  count(database: Database): Promise<number>;
}

const MENU = "name,category,price\nRamen,Mains,9\nUdon,Mains,8\nTea,Drinks,3\n";
const PANTRY = "name,unit,pack_size,pack_cost,lead_time_days,delivery_interval_days\n" +
  "Flour,kg,2,3,1,1\nOil,l,1,4,1,1\nEggs,each,12,5,1,1\n";

const KINDS: readonly KindOfFile[] = [
  {
    kind: "sales",
    header: "order_id,date,item,quantity,unit_price,discount,status",
    row: fc.tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom("2026-09-13", "2026-09-14", "2026-09-31"),
      dish,
      fc.constantFrom("1", "2", "-1", "x"),
      price,
      fc.constantFrom("0", "0.50", "50"),
      fc.constantFrom("paid", "void", "refunded", "unpaid", "?"),
    ).map((cells) => cells.join(",")),
    count: ({ reader }) => countOf(reader.selectFrom("order_lines").select(all)),
  },
  {
    kind: "menu",
    header: "name,category,price,variation,modifier_group,modifier,modifier_price",
    row: fc.tuple(
      dish,
      fc.constantFrom("Mains", "Drinks", ""),
      fc.constantFrom("", "4", "7.50", "-1"),
      fc.constantFrom(",,,", "Small,,,", "Large,,,", ",Extras,Egg,1", ",Extras,Nori,0.50"),
    ).map((cells) => cells.join(",")),
    count: ({ reader }) => countOf(reader.selectFrom("menu_items").select(all)),
  },
  {
    kind: "ingredients",
    header: "name,unit,pack_size,pack_cost,lead_time_days,delivery_interval_days",
    row: fc.tuple(
      cupboard,
      fc.constantFrom("kg", "g", "l", "each", "cups"),
      fc.constantFrom("1", "2.5", "0"),
      price,
    ).map((cells) => `${cells.join(",")},1,2`),
    count: ({ reader }) => countOf(reader.selectFrom("ingredients").select(all)),
  },
  {
    kind: "recipes",
    header: "menu_item,ingredient,quantity,unit",
    row: fc.tuple(dish, cupboard, fc.constantFrom("1", "20", "0"), fc.constantFrom("", "each"))
      .map((cells) => cells.join(",")),
    before: [["menu", MENU], ["ingredients", PANTRY]],
    count: ({ reader }) => countOf(reader.selectFrom("recipe_lines").select(all)),
  },
  {
    kind: "stock",
    header: "ingredient,on_hand,par_level",
    row: fc.tuple(cupboard, fc.constantFrom("0", "3", "12.5", "-1"), fc.constantFrom("", "9"))
      .map((cells) => cells.join(",")),
    before: [["ingredients", PANTRY]],
    count: ({ reader }) => countOf(reader.selectFrom("stock").select(all)),
  },
  {
    kind: "labour",
    header: "id,employee,in,out,wage",
    row: fc.tuple(
      fc.integer({ min: 1, max: 8 }),
      fc.constantFrom("Ada", "Alan"),
      fc.integer({ min: 14, max: 20 }),
      fc.constantFrom("16:00", "23:59", "07:00"),
      fc.constantFrom("20", "15.50", ""),
    ).map(([id, who, day, end, wage]) =>
      `${id},${who},2026-09-${day} 08:00,2026-09-${day} ${end},${wage}`
    ),
    count: ({ reader }) => countOf(reader.selectFrom("time_entries").select(all)),
  },
  {
    kind: "calendar",
    header: "date,what,name",
    row: fc.tuple(
      fc.constantFrom("2026-12-24", "2026-12-25", "24.13.2026"),
      fc.constantFrom("closed", "event", "party"),
      fc.constantFrom("Christmas", "Fair"),
    ).map((cells) => cells.join(",")),
    count: ({ reader }) => countOf(reader.selectFrom("calendar_entries").select(all)),
  },
  {
    kind: "feedback",
    header: "id,date,rating,text",
    row: fc.tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom("2026-09-13", "2026-09-14"),
      fc.constantFrom("1", "5", "", "nine"),
      fc.constantFrom("Lovely soup and quick service.", "Cold noodles, never again here.", ""),
    ).map((cells) => cells.join(",")),
    count: ({ reader }) => countOf(reader.selectFrom("feedback").select(all)),
  },
];

const all = sql<number>`count(*)`.as("rows");

async function countOf(
  query: { executeTakeFirst(): Promise<{ readonly rows: number } | undefined> },
): Promise<number> {
  return Number((await query.executeTakeFirst())?.rows ?? 0);
}

/** A summary adds up in rows and in money. */
function assertAddsUp({ read, taken, skipped, quarantined, added, changed }: ImportSummary): void {
  assert.equal(read.rows, taken.rows + skipped.rows + quarantined.rows);
  assert.equal(taken.rows, added + changed);
  const cents = [read, taken, skipped, quarantined]
    .map(({ amount }) => Math.round((amount ?? 0) * 100));
  assert.equal(cents[0], (cents[1] ?? 0) + (cents[2] ?? 0) + (cents[3] ?? 0));
}

async function prepared(engine: Engine, { before = [] }: KindOfFile): Promise<Database> {
  const database = await engine.fresh();
  for (const [kind, text] of before) await importText(database, text, { kind });
  return database;
}

/** Kinds of which every added row is a row of one table. */
const ROW_FOR_ROW = ["ingredients", "calendar", "feedback", "labour"];

for (const file of KINDS) {
  const text = fc.array(file.row, { minLength: 1, maxLength: 12 })
    .map((rows) => [file.header, ...rows, ""].join("\n"));
  onEveryEngine(`${file.kind}: the database gains what the summary says`, async (engine) => {
    await alwaysAsync(
      fc.asyncProperty(text, text, async (first, second) => {
        await using database = await prepared(engine, file);
        const flags = { ...placeOf(file.kind), kind: file.kind, dateFormat: "dmy" };
        for (const one of [first, second, second]) {
          const before = await file.count(database);
          const summary = await importText(database, one, flags);
          assertAddsUp(summary);
          const gained = await file.count(database) - before;
          if (ROW_FOR_ROW.includes(file.kind)) assert.equal(gained, summary.added);
          else assert.ok(gained <= summary.added);
        }
      }),
      20,
      engine,
    );
  });
}

/** What changes a row behind an import's back. */
const TAMPERED: readonly (readonly [string, string, string])[] = [
  ["ingredients", "ingredients", "update ingredients set pack_cost = pack_cost + 1"],
  ["menu", "menu_items", "update menu_items set price = price + 1"],
  ["recipes", "recipe_lines", "update recipe_lines set quantity = quantity + 1"],
  ["stock", "stock_movements", "update stock_movements set quantity = quantity + 1"],
  ["labour", "time_entries", "update time_entries set regular_pay = regular_pay + 1"],
  ["calendar", "calendar_entries", "delete from calendar_entries"],
  ["feedback", "feedback", "update feedback set rating = 1"],
  ["sales", "orders", "update orders set gross = gross + 1"],
];

const SAMPLES: Readonly<Record<string, string>> = {
  sales: "order_id,date,item,unit_price\n1,2026-09-13,Ramen,9\n",
  menu: MENU,
  ingredients: PANTRY,
  recipes: "menu_item,ingredient,quantity\nRamen,Eggs,1\n",
  stock: "ingredient,on_hand\nEggs,30\n",
  labour: "employee,in,out,wage\nAda,2026-09-14 08:00,2026-09-14 16:00,20\n",
  calendar: "date,what,name\n2026-12-25,closed,Christmas\n",
  feedback: "date,rating,text\n2026-09-13,5,Lovely soup and quick service.\n",
};

for (const [kind, table, change] of TAMPERED) {
  Deno.test(`${kind}: nothing is written if the database gained something else`, async () => {
    const file = KINDS.find((one) => one.kind === kind);
    assert.ok(file !== undefined);
    await using database = await prepared(SQLITE, file);
    const before = await file.count(database);
    await database.write(async (writer) => {
      await sql.raw(`create trigger tamper after insert on ${table} begin ${change}; end`)
        .execute(writer);
    });
    await assert.rejects(
      importText(database, SAMPLES[kind] ?? "", { ...placeOf(kind), kind }),
      /the database changed by/,
    );
    assert.equal(await file.count(database), before);
  });
}
