import { type Kysely, sql } from "kysely";
import type { PostgresAddress } from "../address/postgres_address.ts";
import { hasWritten, runPreCommit } from "../before_commit.ts";
import type { Database, OnWaited, TableMetadata } from "../database.ts";
import { isUpToDate, migrate, type OnMigration } from "../migrations/migrate.ts";
import { BYTEWISE } from "./bytewise.ts";
import { connectPostgres, queriesThrough } from "./connection.ts";
import { isRace, toUserError, verdictOf } from "./errors.ts";
import { cancelThrough } from "./cancelling.ts";
import { longReads } from "./long_reads.ts";
import { type Pool, runOnce } from "./pool.ts";
import { openPools, type Pools } from "./pools.ts";
import { sessionStore } from "./sessions.ts";
import { announceEvents } from "./announce.ts";
import { watchEvents } from "./watch.ts";
import { pipelinedTransactions } from "./transaction.ts";
import { sharedCounter } from "./window.ts";
import { assertOwnSchema } from "./own_schema.ts";
import { repeating } from "./repeating.ts";
import { ASKS_TO_WRITE } from "./writability.ts";
import { recovery } from "../recovery.ts";
import type { Schema } from "../schema/schema.ts";
import { inOne } from "../slices_in_one.ts";
import { openView } from "../scope/view.ts";

/** How often a transaction begins again where another one came first. */
const MOST_TRIES = 5;
/** How long it waits before that, at most, for each time that it was tried. */
const PAUSE_MS = 20;

/** What is heard while a database opens, and later. */
export interface OpeningHooks {
  /** Called after every wait for a connection to a server. */
  readonly onWaited?: OnWaited;
  readonly onMigration?: OnMigration;
}

/**
 * Opens a PostgreSQL database and brings its schema up to date. It waits for an unreachable server,
 * here and later, as long as `retries` and `retry_ms` of the address say.
 *
 * @throws {RestaurantError} if the server cannot be reached, refuses the user, or has a database
 * that is too new.
 */
export async function openPostgres(
  address: PostgresAddress,
  { onWaited = () => {}, onMigration }: OpeningHooks = {},
): Promise<Database> {
  return await databaseThrough(openPools(address, onWaited), address, onMigration);
}

/**
 * A PostgreSQL database through these connections, which end with it.
 *
 * @param address Where they lead: to bring the schema up to date and to hear of others takes more.
 * @throws {RestaurantError} as `openPostgres` does.
 */
export async function databaseThrough(
  pools: Pools,
  address: PostgresAddress,
  onMigration?: OnMigration,
): Promise<Database> {
  const { attempt, repeat, stop } = recovery({ ...address.recovery, verdict: verdictOf });
  const reader = queriesThrough(repeating(pools.read, repeat));
  const lookups = queriesThrough(repeating(pools.lookup, repeat));
  const writer = queriesThrough(pools.write);
  const transaction = pipelinedTransactions(writer, pools.write);
  const announcer = announceEvents(pools.count);
  const cancelQuery = cancelThrough(pools.count);
  const close = async () => {
    stop();
    await announcer[Symbol.asyncDispose]();
    await reader.destroy();
    await lookups.destroy();
    await writer.destroy();
    await pools.count.end();
    await pools.long.end();
  };
  try {
    if (!await isUpToDate(reader)) await repeat(() => bringUpToDate(address, onMigration));
  } catch (error) {
    await close();
    throw toUserError(error);
  }
  const write: Database["write"] = async (work) => {
    const { result, hasEvents } = await repeat(() =>
      untilNobodyInterferes(() =>
        transaction(async (open) => ({
          result: await runPreCommit(open, work),
          hasEvents: hasWritten(open, "events"),
        }))
      )
    );
    if (hasEvents) announcer.announce();
    return result;
  };
  return {
    engine: "postgres",
    reader,
    lookups,
    write,
    // Transactions go on side by side there, each on a connection of its own.
    writeTogether: write,
    writeSliced: inOne(write),
    view: (view) => openView(reader, view),
    readLong: longReads(pools.long, cancelQuery, repeat),
    cancelQuery,
    tables: () => tablesOf(reader),
    ping: () => attempt(() => assertWritable(pools.count)),
    watch: (onCommitted) => watchEvents(address, onCommitted),
    count: sharedCounter(pools.count, attempt),
    sessions: sessionStore(writer, repeat),
    connections: () => ({
      read: pools.read.figures(),
      write: pools.write.figures(),
      lookup: pools.lookup.figures(),
      long: pools.long.figures(),
      count: pools.count.figures(),
    }),
    [Symbol.asyncDispose]: close,
  };
}

/**
 * Asked once, without retries, because the present state is wanted: locks no row, writes nothing.
 */
async function assertWritable(pool: Pool): Promise<void> {
  await runOnce(pool, ASKS_TO_WRITE);
}

/** Kysely takes a lock first, so that of replicas that start together one makes the changes. */
async function bringUpToDate(
  address: PostgresAddress,
  onMigration: OnMigration | undefined,
): Promise<void> {
  const migrating = connectPostgres(address, { min: 0, max: 1, patient: true });
  try {
    await assertOwnSchema(migrating, address);
    await migrate(migrating.withPlugin(BYTEWISE), onMigration);
  } finally {
    await migrating.destroy();
  }
}

/** Retries, a few times, if a transaction failed only because of a concurrent one. */
async function untilNobodyInterferes<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let tries = 1;; tries++) {
    try {
      return await run();
    } catch (error) {
      if (!isRace(error) || tries === MOST_TRIES) throw error;
      // Random, so that transactions that collided do not collide again.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE_MS * tries));
    }
  }
}

/** Counts of calls and sessions of clients, for the program itself. */
const OWN_TABLES = ["rate_windows", "client_sessions"];

/** The tables of the schema in use, with the names of types that the migrations give them. */
async function tablesOf(reader: Kysely<Schema>): Promise<TableMetadata[]> {
  const { rows: [here] } = await sql<{ schema: string }>`select current_schema() as schema`
    .execute(reader);
  const tables = await reader.introspection.getTables();
  const isData = ({ schema, name }: TableMetadata) =>
    schema === here?.schema && !OWN_TABLES.includes(name);
  return tables.filter(isData).map((table) => ({
    ...table,
    columns: table.columns.map((column) => ({
      ...column,
      dataType: TYPE_NAMES[column.dataType] ?? column.dataType,
    })),
  }));
}

const TYPE_NAMES: Readonly<Record<string, string>> = { int4: "integer", int8: "bigint" };
