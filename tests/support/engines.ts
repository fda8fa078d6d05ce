import { sql } from "kysely";
import type { Database } from "../../src/storage/database.ts";
import { openPostgres } from "../../src/storage/postgres/postgres.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { postgresAddress } from "../../src/storage/address/postgres_address.ts";
import { type Fill, filledFile, openFilled } from "./sqlite_image.ts";
import { emptyPlace, filledPlace, openPrepared, preparedPlace } from "./postgres/places.ts";
import { until } from "./until.ts";

/** The database of one test; other processes can open it, too. Removed when disposed. */
export interface Place extends AsyncDisposable {
  readonly url: string;
}

/** A storage engine that the tests run on. */
export interface Engine {
  readonly name: string;
  /** How much longer a test takes than in memory. */
  readonly slowness: number;
  /** Whether one process may have a place open twice: SQLite would wait for itself. */
  readonly opensTwice: boolean;
  /** A place of its own, without rows. */
  place(): Promise<Place>;
  /** A place of its own, without tables. */
  emptyPlace(): Promise<Place>;
  /** A place of its own that begins with what `fill` writes, which happens once for its name. */
  filledPlace(name: string, fill: Fill): Promise<Place>;
  open(url: string): Promise<Database>;
  /** A database of its own without rows, for this process only. Gone when it is closed. */
  fresh(): Promise<Database>;
  /** The findings of the engine's own check of everything stored. */
  complaints(database: Database): Promise<string[]>;
}

/** For what does not depend on the engine, and is quickest in memory. */
export const SQLITE: Engine = {
  name: "sqlite",
  slowness: 1,
  opensTwice: false,
  place: temporaryFile,
  emptyPlace: temporaryFile,
  filledPlace: copiedFile,
  open: (url) => openSqlite(fileAddress(url)),
  fresh: () => openFilled("empty"),
  complaints: integrityCheck,
};

/** The engine where transactions run side by side. */
export const POSTGRES: Engine = {
  name: "postgres",
  slowness: 8,
  opensTwice: true,
  place: preparedPlace,
  emptyPlace,
  filledPlace,
  open: (url) => openPostgres(postgresAddress(url)),
  fresh: openPrepared,
  complaints: deadlocks,
};

/** Every engine that the storage room knows. */
export const ENGINES: readonly Engine[] = [SQLITE, POSTGRES];

/** Registers a test once for each engine. */
export function onEveryEngine(name: string, test: (engine: Engine) => Promise<void>): void {
  for (const engine of ENGINES) Deno.test(`${engine.name}: ${name}`, () => test(engine));
}

/** The engine with this name, for a process that a test starts. */
export function engineNamed(wanted: string | undefined): Engine {
  const engine = ENGINES.find(({ name }) => name === wanted);
  if (engine === undefined) throw new Error(`No engine is called ${wanted}`);
  return engine;
}

async function temporaryFile(): Promise<Place> {
  const folder = await Deno.makeTempDir({ prefix: "restaurant-mcp-" });
  return {
    url: `${folder}/restaurant.db`,
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

async function copiedFile(name: string, fill: Fill): Promise<Place> {
  const place = await temporaryFile();
  await Deno.copyFile(await filledFile(name, fill), place.url);
  return place;
}

async function integrityCheck(database: Database): Promise<string[]> {
  const { rows } = await database.write((writer) =>
    sql<{ integrity_check: string }>`pragma integrity_check`.execute(writer)
  );
  return rows.map(({ integrity_check }) => integrity_check).filter((found) => found !== "ok");
}

/**
 * Each deadlock was resolved, but cost a second: writers are to take rows in one order. Counted are
 * those of connections that were closed.
 */
async function deadlocks(database: Database): Promise<string[]> {
  await untilOthersLeft(database);
  const { rows: [found] } = await database.write((writer) =>
    sql<{ deadlocks: number }>`
      select deadlocks from pg_stat_database where datname = current_database()
    `.execute(writer)
  );
  return found?.deadlocks === 0 ? [] : [`${found?.deadlocks} deadlocks`];
}

/** A client that was killed is missed by its server a moment later: only then all is settled. */
async function untilOthersLeft(database: Database): Promise<void> {
  await until(async () => {
    const { rows: [others] } = await database.write((writer) =>
      sql<{ count: number }>`
        select count(*) as count from pg_stat_activity
        where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()
      `.execute(writer)
    );
    return others?.count === 0;
  });
}
