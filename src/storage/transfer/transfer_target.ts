import { type Kysely, sql } from "kysely";
import { RestaurantError } from "../../values/errors.ts";
import type { StoredAddress } from "../address/database_address.ts";
import { fileAt } from "../backup/files.ts";
import { openPostgres } from "../postgres/postgres.ts";
import { connectPostgres } from "../postgres/connection.ts";
import { type Schema, TABLE_NAMES, type TableName } from "../schema/schema.ts";
import { assertCurrent, schemaState } from "../migrations/schema_state.ts";
import { openSnapshot, type Snapshot } from "../backup/snapshot.ts";
import { connect, WRITER_PRAGMAS } from "../sqlite/connection.ts";
import { openSqlite } from "../sqlite/sqlite.ts";
import { putRows, putRowsAtOnce, type StoredRow } from "./table_rows.ts";
import { filledAlone, sourceOfMove } from "../migrations/unfinished_transfer.ts";

/** A database into which another one is moved. */
export interface MoveTarget extends AsyncDisposable {
  readonly writer: Kysely<Schema>;
  /**
   * Writes rows as they are; all of them, or none.
   *
   * @throws {RestaurantError} CONFLICT where another move put one of them there.
   */
  put(table: TableName, rows: readonly StoredRow[]): Promise<void>;
}

/**
 * Checks whether a database can be the target of a transfer; changes nothing.
 *
 * @returns The source of an unfinished transfer; undefined if the target is empty.
 * @throws {RestaurantError} CONFLICT if it has other data.
 */
export async function lookAtTarget(address: StoredAddress): Promise<string | undefined> {
  if (address.kind === "file" && await fileAt(address.path) === undefined) return undefined;
  await using snapshot = await openSnapshot(address);
  const { applied } = snapshot.schema;
  const source = sourceOfMove(applied);
  if (applied.length === 0) return await assertNoTables(snapshot);
  const made = applied.filter((name) => sourceOfMove([name]) === undefined);
  assertCurrent({ ...snapshot.schema, ...schemaState(made) }, String(address));
  if (source === undefined) await assertNoRows(snapshot);
  return source;
}

/** Opens a database for a move. One that is not there yet, or has no tables, is made. */
export async function openTarget(address: StoredAddress, isBegun: boolean): Promise<MoveTarget> {
  if (!isBegun) await makeTables(address);
  const writer = address.kind === "server"
    ? connectPostgres(address, { min: 0, max: 1, patient: true })
    : connect(address.path, WRITER_PRAGMAS);
  const put = address.kind === "server" ? putRowsAtOnce : putRows;
  return {
    writer,
    put: (table, rows) => filledAlone(put(writer, table, rows)),
    [Symbol.asyncDispose]: () => writer.destroy(),
  };
}

/** Lets a server count what it has now, so that its first questions are not slow. */
export async function settle({ kind }: StoredAddress, { writer }: MoveTarget): Promise<void> {
  if (kind === "server") await sql`analyze`.execute(writer);
}

async function makeTables(address: StoredAddress): Promise<void> {
  const opened = address.kind === "server"
    ? await openPostgres(address)
    : await openSqlite(address);
  await opened[Symbol.asyncDispose]();
}

async function assertNoTables({ reader }: Snapshot): Promise<undefined> {
  const [table] = (await reader.introspection.getTables()).map(({ name }) => name);
  if (table !== undefined) throw occupied(`a table '${table}' of another program`);
}

async function assertNoRows({ reader }: Snapshot): Promise<void> {
  for (const table of TABLE_NAMES) {
    const row = await reader.selectFrom(table).selectAll().limit(1).executeTakeFirst();
    if (row !== undefined) throw occupied(`rows in ${table}`);
  }
}

function occupied(by: string): RestaurantError {
  return new RestaurantError("CONFLICT", `The target database already has ${by}.`, {
    hint: "Use a new, empty database: nothing is ever merged or overwritten.",
  });
}
