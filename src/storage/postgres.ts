import { type Kysely, sql } from "kysely";
import { type PostgresAddress, postgresAddress } from "../values/postgres_address.ts";
import { withItsEnd } from "./at_the_end.ts";
import type { Database, TableMetadata, Writer } from "./database.ts";
import { isUpToDate, migrate } from "./migrate.ts";
import { BYTEWISE } from "./postgres_bytewise.ts";
import { connectPostgres } from "./postgres_connection.ts";
import { inPlainWords, isRace } from "./postgres_errors.ts";
import type { Schema } from "./schema.ts";
import { openView } from "./view.ts";

/** How often a transaction begins again where another one came first. */
const MOST_TRIES = 5;
/** How long it waits before that, at most, for each time that it was tried. */
const PAUSE_MS = 20;

/**
 * Opens a PostgreSQL database and brings its schema up to date.
 *
 * @param url `postgres://user:password@host:port/database`; parameters see `postgresAddress`.
 * @throws {RestaurantError} for a faulty address, and where the server cannot be reached, refuses
 * the user, or has a database that is too new.
 */
export async function openPostgres(url: string): Promise<Database> {
  const address = postgresAddress(url);
  const { min, max } = address.connections;
  const writers = { min: Math.floor(min / 2), max: Math.floor(max / 2) };
  const reader = connectPostgres(address, {
    min: min - writers.min,
    max: max - writers.max,
    readOnly: true,
  });
  // Of its own, so that a slow report never takes the connection that an order needs.
  const writer = connectPostgres(address, writers);
  const close = async () => {
    await reader.destroy();
    await writer.destroy();
  };
  try {
    if (!await isUpToDate(reader)) await bringUpToDate(address);
  } catch (error) {
    await close();
    throw inPlainWords(error);
  }
  return {
    engine: "postgres",
    reader,
    write: (work) => untilNobodyInterferes(() => transaction(writer, work)),
    view: (view) => openView(reader, view),
    tables: () => tablesOf(reader),
    async ping() {
      await sql`select 1`.execute(reader);
    },
    [Symbol.asyncDispose]: close,
  };
}

/** Kysely takes a lock first, so that of replicas that start together one makes the changes. */
async function bringUpToDate(address: PostgresAddress): Promise<void> {
  const migrating = connectPostgres(address, { min: 0, max: 1, patient: true });
  try {
    await migrate(migrating.withPlugin(BYTEWISE));
  } finally {
    await migrating.destroy();
  }
}

function transaction<Result>(
  writer: Kysely<Schema>,
  work: (writer: Writer) => Promise<Result>,
): Promise<Result> {
  return writer.transaction().setIsolationLevel("read committed")
    .execute((open) => withItsEnd(open, work));
}

/** Begins again, a few times, where a transaction failed only because another one came first. */
async function untilNobodyInterferes<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let tries = 1;; tries++) {
    try {
      return await run();
    } catch (error) {
      if (!isRace(error) || tries === MOST_TRIES) throw error;
      // Those that met do not meet again.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE_MS * tries));
    }
  }
}

/** The tables of the schema in use, with the names of types that the migrations give them. */
async function tablesOf(reader: Kysely<Schema>): Promise<TableMetadata[]> {
  const { rows: [here] } = await sql<{ schema: string }>`select current_schema() as schema`
    .execute(reader);
  const tables = await reader.introspection.getTables();
  return tables.filter(({ schema }) => schema === here?.schema).map((table) => ({
    ...table,
    columns: table.columns.map((column) => ({
      ...column,
      dataType: TYPE_NAMES[column.dataType] ?? column.dataType,
    })),
  }));
}

const TYPE_NAMES: Readonly<Record<string, string>> = { int4: "integer", int8: "bigint" };
