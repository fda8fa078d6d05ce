import { TABLE_NAMES } from "../../../src/storage/schema/schema.ts";
import type { Database } from "../../../src/storage/database.ts";
import { openPools, type Pools } from "../../../src/storage/postgres/pools.ts";
import { databaseThrough, openPostgres } from "../../../src/storage/postgres/postgres.ts";
import {
  connect,
  type Connection,
  createDatabase,
  databaseAt,
  deleteRows,
  dropDatabase,
  templateOf,
} from "./databases.ts";
import { postgresAddress } from "../../../src/storage/address/postgres_address.ts";
import { lentPools } from "./lent_pools.ts";
import { postgresServer } from "./shared.ts";

/**
 * A database with all tables and no rows. What was connected to it stays so for the next test: a
 * new connection, to whose server every table is new, takes longer than most tests.
 */
interface Prepared {
  readonly url: string;
  readonly cleaner: Connection;
  /** Opened for the first test that wants them. */
  pools?: Pools;
}

/** Those of this thread that no test uses. */
const free: Prepared[] = [];

/** The tables of a place that a test has written to. */
const WRITTEN = `
  select relname as name from pg_class
  where relname in (${
  [...TABLE_NAMES, "rate_windows", "client_sessions"].map((name) => `'${name}'`).join(", ")
}) and pg_relation_size(oid) > 0`;

/** The databases of this test file that others are copies of. */
const filled = new Map<string, Promise<string>>();

let made = 0;

/** An address that one test has for itself; given back when disposed. */
export interface PostgresPlace extends AsyncDisposable {
  readonly url: string;
}

/** A database without any table; dropped when disposed. */
export function emptyPlace(): Promise<PostgresPlace> {
  return copiedPlace();
}

/** One with all tables and no rows, to which no earlier test was connected; dropped when disposed. */
export function untouchedPlace(): Promise<PostgresPlace> {
  return copiedPlace(templateOf(Deno.pid));
}

/** A database with all tables and no rows; emptied when disposed, as that is quicker than another. */
export async function preparedPlace(): Promise<PostgresPlace> {
  const prepared = await takePrepared();
  return { url: prepared.url, [Symbol.asyncDispose]: () => giveBack(prepared) };
}

/** A database that begins with what `fill` writes, which happens once for its name in a test file. */
export async function filledPlace(
  name: string,
  fill: (database: Database) => Promise<unknown>,
): Promise<PostgresPlace> {
  const server = await postgresServer();
  const template = await filled.getOrInsertComputed(name, () => fillTemplate(server, fill));
  return await copiedPlace(template);
}

async function copiedPlace(template?: string): Promise<PostgresPlace> {
  const server = await postgresServer();
  const name = freshName();
  await createDatabase(server, name, template);
  return {
    url: databaseAt(server, name),
    [Symbol.asyncDispose]: () => dropDatabase(server, name),
  };
}

async function fillTemplate(
  server: string,
  fill: (database: Database) => Promise<unknown>,
): Promise<string> {
  const name = freshName();
  await createDatabase(server, name, templateOf(Deno.pid));
  await using database = await openPostgres(postgresAddress(databaseAt(server, name)));
  await fill(database);
  return name;
}

/** An empty one, opened; emptied when closed. */
export async function openPrepared(): Promise<Database> {
  const prepared = await takePrepared();
  const address = postgresAddress(prepared.url);
  const pools = prepared.pools ??= openPools(address, () => {});
  const database = await databaseThrough(lentPools(pools), address);
  return {
    ...database,
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]();
      await giveBack(prepared);
    },
  };
}

async function takePrepared(): Promise<Prepared> {
  const known = free.pop();
  if (known !== undefined) return known;
  // It is kept until the server ends with the run.
  const { url } = await untouchedPlace();
  return { url, cleaner: await connect(url) };
}

async function giveBack(prepared: Prepared): Promise<void> {
  await deleteRows(prepared.cleaner, WRITTEN);
  free.push(prepared);
}

/** No two test files have one. */
function freshName(): string {
  return `restaurant_mcp_${Deno.pid}_${crypto.randomUUID().slice(0, 8)}_${made++}`;
}
