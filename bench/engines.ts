import { fillDemo } from "../src/demo/fill_demo.ts";
import { moveStock } from "../src/restaurant/inventory/ledger.ts";
import { insertMany } from "../src/storage/bulk.ts";
import { noteCatalogChanged } from "../src/storage/catalog_mark.ts";
import type { Database } from "../src/storage/database.ts";
import { openPostgres } from "../src/storage/postgres/postgres.ts";
import { openSqlite } from "../src/storage/sqlite/sqlite.ts";
import { systemClock } from "../src/values/clock.ts";
import { createDatabase, databaseAt } from "../tests/support/postgres/databases.ts";
import { fileAddress } from "../src/storage/address/database_address.ts";
import { postgresAddress } from "../src/storage/address/postgres_address.ts";
import { durableServer } from "./durable_server.ts";

/** Where the benches open their databases. */
export const LOCATION = "orchard-street";

/** A database to measure; gone when disposed. */
export interface BenchDatabase {
  readonly name: string;
  readonly url: string;
  open(): Promise<Database>;
}

/** A file, and databases of a durable PostgreSQL server with pools of two sizes, all filled alike. */
export async function withEngines(
  work: (databases: readonly BenchDatabase[]) => Promise<string[]>,
): Promise<string[]> {
  const folder = await Deno.makeTempDir();
  await using server = await durableServer();
  try {
    const names = ["pool 5", "pool 20"];
    const servers: BenchDatabase[] = [];
    for (const name of names) {
      const size = name.slice("pool ".length);
      await createDatabase(databaseAt(server.url, "postgres"), `bench_${size}`);
      const url = `${databaseAt(server.url, `bench_${size}`)}?pool_min=2&pool_max=${size}`;
      servers.push({
        name: `PostgreSQL, ${name}`,
        url,
        open: () => openPostgres(postgresAddress(url)),
      });
    }
    const file = `${folder}/bench.db`;
    return await work([
      { name: "SQLite", url: file, open: () => openSqlite(fileAddress(file)) },
      ...servers,
    ]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** More locations, like the first. */
export const CHAIN = Array.from({ length: 16 }, (_, index) => `location-${index + 1}`);

/** Fills a database with a month of the demo with full shelves, always open; gives three simple items. */
export async function prepare(database: Database): Promise<string[]> {
  await fillDemo(database, { now: systemClock(), months: 1 });
  const at = systemClock().toString({ smallestUnit: "second" });
  const ingredients = await database.reader.selectFrom("ingredients").select("id").execute();
  await database.write(async (writer) => {
    await writer.deleteFrom("opening_hours").execute();
    const like = await writer.selectFrom("locations").selectAll().where("id", "=", LOCATION)
      .executeTakeFirstOrThrow();
    await insertMany(writer, "locations", CHAIN.map((id) => ({ ...like, id, name: id })));
    await noteCatalogChanged(writer);
    await moveStock(
      writer,
      [LOCATION, ...CHAIN].flatMap((location_id) =>
        ingredients.map(({ id }) => ({
          location_id,
          ingredient_id: id,
          kind: "received",
          quantity: 1_000_000_000,
          reason: null,
          actor: "bench",
          order_id: null,
          business_date: at.slice(0, 10),
        }))
      ),
      at,
    );
  });
  const items = await database.reader.selectFrom("menu_items").select("id")
    .where("price", "is not", null)
    .where(
      "id",
      "not in",
      (eb) => eb.selectFrom("menu_item_modifier_groups").select("menu_item_id"),
    )
    .where("id", "in", (eb) => eb.selectFrom("recipe_lines").select("menu_item_id"))
    .orderBy("id").limit(3).execute();
  return items.map(({ id }) => id);
}
