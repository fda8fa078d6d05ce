import { rebuildRollups } from "../src/restaurant/sales/rebuild_rollups.ts";
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
  work: (databases: readonly [BenchDatabase, BenchDatabase, BenchDatabase]) => Promise<string[]>,
): Promise<string[]> {
  return await withPlaces(async ({ file, onServer }) =>
    await work([
      file("bench"),
      await onServer("bench_5", 5),
      await onServer("bench_20", 20),
    ])
  );
}

/** Two databases of one engine. */
export interface Pair {
  readonly engine: "SQLite" | "PostgreSQL";
  readonly few: BenchDatabase;
  readonly many: BenchDatabase;
}

/** Two files, and two databases of a durable PostgreSQL server, all empty. */
export async function withPairs(
  work: (pairs: readonly Pair[]) => Promise<string[]>,
): Promise<string[]> {
  return await withPlaces(async ({ file, onServer }) =>
    await work([
      { engine: "SQLite", few: file("few"), many: file("many") },
      {
        engine: "PostgreSQL",
        few: await onServer("few", 20),
        many: await onServer("many", 20),
      },
    ])
  );
}

/** Where databases can be made. */
interface Places {
  file(name: string): BenchDatabase;
  onServer(name: string, pool: number): Promise<BenchDatabase>;
}

async function withPlaces(work: (places: Places) => Promise<string[]>): Promise<string[]> {
  const folder = await Deno.makeTempDir();
  await using server = await durableServer();
  try {
    return await work({
      file: (name) => fileAt(`${folder}/${name}.db`),
      async onServer(name, pool) {
        await createDatabase(databaseAt(server.url, "postgres"), name);
        const url = `${databaseAt(server.url, name)}?pool_min=2&pool_max=${pool}`;
        return {
          name: `PostgreSQL, pool ${pool}`,
          url,
          open: () => openPostgres(postgresAddress(url)),
        };
      },
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A SQLite database at a path. */
export function fileAt(path: string): BenchDatabase {
  return { name: "SQLite", url: path, open: () => openSqlite(fileAddress(path)) };
}

/**
 * Fills a database with a month of the demo with full shelves, always open; gives three simple items.
 *
 * @param more Ids of locations to add, like the first.
 */
export async function prepare(
  database: Database,
  more: readonly string[] = [],
): Promise<string[]> {
  await fillDemo(database, { now: systemClock(), months: 1 });
  // Otherwise the first server on it would, with all that is added until then.
  await rebuildRollups(database);
  const at = systemClock().toString({ smallestUnit: "second" });
  const ingredients = await database.reader.selectFrom("ingredients").select("id").execute();
  await database.write(async (writer) => {
    await writer.deleteFrom("opening_hours").execute();
    const like = await writer.selectFrom("locations").selectAll().where("id", "=", LOCATION)
      .executeTakeFirstOrThrow();
    await insertMany(writer, "locations", more.map((id) => ({ ...like, id, name: id })));
    await noteCatalogChanged(writer);
    await moveStock(
      writer,
      [LOCATION, ...more].flatMap((location_id) =>
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
