import assert from "node:assert/strict";
import type { Format } from "../../src/importing/kind/format.ts";
import type { Kind } from "../../src/importing/kind/kind.ts";
import { KINDS } from "../../src/importing/kinds.ts";
import type { ImportSummary } from "../../src/importing/summary.ts";
import { readOrders } from "../../src/restaurant/orders/read/read_orders.ts";
import { writeSales } from "../../src/restaurant/sales/write_sales.ts";
import type { Database } from "../../src/storage/database.ts";
import { RestaurantError } from "../../src/values/errors.ts";
import { type Engine, onEveryEngine } from "../support/engines.ts";
import { LOYVERSE, SQUARE_2024_SHORT, SQUARE_CATALOG } from "../support/export_headers.ts";
import { everyRow } from "../support/everything.ts";
import { variantsOf } from "../support/field_variants.ts";
import { csv, importText } from "../support/imports.ts";
import { openFilled } from "../support/sqlite_image.ts";

/*
 * A column that a format maps is either kept or named among those that are not read: nothing gets
 * lost without a word.
 */

for (const kind of KINDS) {
  for (const format of kind.formats) {
    Deno.test(`${kind.name}, ${format.name}: a field changes what is stored, or is named as unread`, async () => {
      const columns = columnsOf(kind, format);
      const variants = Object.entries(variantsOf(kind.name, format.name))
        .filter(([field]) => field in columns);
      assert.deepEqual(variants.map(([field]) => field).sort(), Object.keys(columns).sort());
      const usual = Object.fromEntries(variants.map(([field, [first]]) => [columns[field], first]));
      const base = await importRow(kind, format, usual);
      assert.equal(base.summary?.taken.rows, 1, base.left[0]);
      assert.deepEqual((await importRow(kind, format, usual)).left, base.left);
      for (const [field, [, other]] of variants) {
        const column = columns[field] ?? "";
        if (base.summary.unused_columns.includes(column)) continue;
        const { left } = await importRow(kind, format, { ...usual, [column]: other });
        assert.notDeepEqual(left, base.left, `${field} changes nothing and is not named as unread`);
      }
    });
  }
}

/** The names that the columns of a format have in a file. */
function columnsOf(kind: Kind, { name, columns }: Format): Readonly<Record<string, string>> {
  if (kind.name === "stock" && name === "square-catalog") {
    return {
      ingredient: "Item Name",
      on_hand: "Current Quantity Downtown",
      reorder_point: "Stock Alert Count Downtown",
    };
  }
  return Object.fromEntries(
    Object.entries(columns).map(([field, [first = ""] = []]) => [field, first]),
  );
}

const HOOKS = { clock: () => Temporal.Instant.from("2026-11-27T12:00:00Z") };

/** What an import stored and reported. */
interface Imported {
  /** Everything stored, without what differs by chance, or why nothing is. */
  readonly left: readonly string[];
  readonly summary?: ImportSummary;
}

async function importRow(
  kind: Kind,
  format: Format,
  row: Readonly<Record<string, string>>,
): Promise<Imported> {
  await using database = await openFilled("rows-to-refer-to", fill);
  const names = Object.values(columnsOf(kind, format));
  const place = kind.located && !("location" in format.columns) ? { location: "downtown" } : {};
  try {
    const summary = await importText(database, csv(names.join(","), [row]), {
      ...{ kind: kind.name, format: format.name, timezone: "America/New_York", ...place },
    }, HOOKS);
    return { left: await everythingIn(database), summary };
  } catch (error) {
    if (!(error instanceof RestaurantError)) throw error;
    return { left: [error.message] };
  }
}

/** A database with what rows refer to: locations, ingredients, items and an order. */
async function prepared(engine: Engine): Promise<Database> {
  const database = await engine.fresh();
  await fill(database);
  return database;
}

async function fill(database: Database): Promise<void> {
  const orders = csv(
    "order_id,date,item,category,unit_price,location",
    [
      { order_id: "A", date: "2026-10-12", item: "Ramen", unit_price: "3", location: "downtown" },
      { order_id: "B", date: "2026-10-12", item: "Ramen", unit_price: "3", location: "Harbour" },
      { order_id: "C", date: "2026-10-12", item: "Ramen", unit_price: "3", location: "Uptown" },
    ].map((row) => ({ ...row, category: "Soup" })),
  );
  await importText(database, orders, { timezone: "America/New_York" }, HOOKS);
  await importText(database, "name,category,price\nRamen,Mains,9\nBread,Soup,3\n", {
    kind: "menu",
  }, HOOKS);
  const ingredients = "name,unit,pack_size,pack_cost,lead_time_days,delivery_interval_days\n" +
    "Noodles,kg,1,2,1,1\nBroth,kg,1,2,1,1\n";
  await importText(database, ingredients, { kind: "ingredients" }, HOOKS);
  await database.write(async (writer) => {
    const { id } = await writer.selectFrom("orders").select("id")
      .where("location_id", "=", "downtown").executeTakeFirstOrThrow();
    const [order] = await readOrders(writer, [id]);
    assert.ok(order);
    const copies = [{ ...order, id: "ORDER001", location_id: "harbour", external_id: "D" }];
    // Orders of systems whose other exports complete them.
    for (const source of ["square", "toast"]) {
      for (const [at, location_id] of ["downtown", "harbour"].entries()) {
        for (const number of [1, 2]) {
          const id = `${source.slice(0, 5).toUpperCase()}${at}${number}`.padEnd(8, "X");
          copies.push({ ...order, id, source, location_id, external_id: `K-${number}` });
        }
      }
    }
    const orders = copies.map((after) => ({ before: null, after }));
    await writeSales(writer, { orders, refunds: [] }, "2026-11-27T12:00:00Z");
  });
}

/** Everything stored, with names instead of ids, and without digests. */
async function everythingIn(database: Database): Promise<string[]> {
  const items = await database.reader.selectFrom("menu_items").selectAll().execute();
  const ingredients = await database.reader.selectFrom("ingredients").selectAll().execute();
  const names = new Map([
    ...items.map(({ id, name, category }) => [id, `${name} in ${category}`] as const),
    ...ingredients.map(({ id, name }) => [id, name] as const),
  ]);
  const named = (row: string) =>
    // A digest that happens to be of digits only is no id, but looks like one.
    row.replaceAll(/\b(?:[A-Z0-9]{8,17}|[0-9a-f]{16,64})\b/g, (id) => names.get(id) ?? "ID");
  return Object.entries(await everyRow(database))
    .flatMap(([table, rows]) => rows.map((row) => `${table} ${named(row)}`)).sort();
}

onEveryEngine(
  "columns whose values are not stored count as unread, and so do unneeded aliases",
  async (engine) => {
    await using database = await prepared(engine);
    const loyverse = await importText(
      database,
      csv(LOYVERSE, [{
        ...{ Date: "2026-10-13 12:30", "Receipt number": "1-1", "Receipt type": "Sale" },
        ...{ Item: "Ramen", Quantity: "1", "Gross sales": "9", "Net sales": "9" },
        ...{ Store: "downtown", POS: "Bar", "Cashier name": "Ada" },
      }]),
      { location: "downtown" },
    );
    assert.deepEqual(loyverse.unused_columns, [
      ...["SKU", "Cost of goods", "Gross profit", "Customer name", "Customer contacts"],
      ...["Comment"],
    ]);
    const square = await importText(
      database,
      csv(SQUARE_2024_SHORT, [{
        ...{ Date: "2026-10-13", Item: "Ramen", Qty: "1", "Product Sales": "9", "Net Sales": "9" },
        ...{ "Gross Sales": "10", Details: "https://x.example/transactions/A1" },
      }]),
      { location: "downtown" },
    );
    assert.deepEqual(square.unused_columns, [
      ...["SKU", "Gross Sales", "Customer ID", "Customer Name", "Fulfillment Note"],
    ]);
    assert.equal(square.columns["line_total"], "Product Sales");
  },
);

onEveryEngine(
  "a file read by order lines names the columns it leaves out",
  async (engine) => {
    await using database = await prepared(engine);
    const row = { "Item Name": "Noodles", "Current Quantity Downtown": "4", SKU: "N-1" };
    const { unused_columns } = await importText(database, csv(SQUARE_CATALOG, [row]), {
      ...{ kind: "stock", timezone: "America/New_York" },
    });
    for (const name of ["Token", "SKU", "Price", "New Quantity Downtown", "Tax - Sales"]) {
      assert.ok(unused_columns.includes(name), name);
    }
    for (const name of ["Item Name", "Variation Name", "Stock Alert Count Harbour"]) {
      assert.ok(!unused_columns.includes(name), name);
    }
  },
);
