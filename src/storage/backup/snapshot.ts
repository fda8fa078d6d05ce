import { type Kysely, sql } from "kysely";
import type { StoredAddress } from "../address/database_address.ts";
import type { PostgresAddress } from "../address/postgres_address.ts";
import type { OpenView, Reader, View } from "../database.ts";
import { execute } from "../execute.ts";
import { assertExists } from "./files.ts";
import { beginReadTransaction } from "../postgres/reading.ts";
import type { Schema } from "../schema/schema.ts";
import { type SchemaState, schemaState } from "../migrations/schema_state.ts";
import { HIDING_MIGRATION, HIDING_VIEWS } from "../sqlite/hiding_views.ts";
import { openView } from "../scope/view.ts";
import { takenIn } from "../postgres/own_schema.ts";
import { takenOf } from "../sqlite/own_file.ts";
import { connect, READER_PRAGMAS } from "../sqlite/connection.ts";
import { toFileError } from "../sqlite/errors.ts";

/**
 * An existing database as it is at one moment, even if others write to it. Close it with `await
 * using`: until then a file's log grows with what is written, and a server keeps old rows.
 */
export interface Snapshot extends AsyncDisposable {
  readonly reader: Reader & Pick<Kysely<Schema>, "introspection">;
  /** Only some locations of it. */
  view(view: View): OpenView;
  readonly schema: SchemaState;
  /**
   * The findings of SQLite's own check; `full` also compares every index with its table. A server
   * has no such check and maintains its files itself: always none.
   */
  complaints(depth: "quick" | "full"): Promise<string[]>;
}

/**
 * Opens a database for examination: nothing is created, migrated or written.
 *
 * @throws {RestaurantError} NOT_FOUND if there is no such file, INVALID_INPUT if it is not a
 * database or cannot be opened, SERVICE_UNAVAILABLE if it is damaged or does not answer.
 */
export async function openSnapshot(address: StoredAddress): Promise<Snapshot> {
  return address.kind === "server" ? await ofServer(address) : await ofFile(address.path);
}

async function ofFile(path: string): Promise<Snapshot> {
  await assertExists(path);
  let reader: Kysely<Schema> | undefined;
  try {
    const opened = reader = connect(path, READER_PRAGMAS);
    await sql`begin deferred`.execute(opened);
    // Its first query is what takes the snapshot.
    const { rows } = await sql<{ name: string }>`select name from sqlite_master`.execute(opened);
    const objects = rows.map(({ name }) => name);
    const applied = objects.includes("kysely_migration") ? await readApplied(opened) : [];
    const schema = schemaState(applied, takenOf(objects));
    // What an import has added that has not ended, is not in an export or a report.
    if (schema.applied.includes(HIDING_MIGRATION)) await execute(opened, HIDING_VIEWS);
    return {
      reader: opened,
      view: (view) => openView(opened, view),
      schema,
      complaints: (depth) => check(opened, depth),
      [Symbol.asyncDispose]: () => opened.destroy(),
    };
  } catch (error) {
    await reader?.destroy();
    throw toFileError(path, error);
  }
}

async function ofServer(address: PostgresAddress): Promise<Snapshot> {
  const reading = await beginReadTransaction(address);
  const { reader } = reading;
  try {
    const { rows: [table] } = await sql<{ name: string | null }>`
      select to_regclass('kysely_migration')::text as name
    `.execute(reader);
    const applied = (table?.name ?? null) === null ? [] : await readApplied(reader);
    const taken = await takenIn(reader);
    return {
      reader,
      view: (view) => openView(reader, view),
      schema: schemaState(applied, taken),
      complaints: () => Promise.resolve([]),
      [Symbol.asyncDispose]: reading[Symbol.asyncDispose],
    };
  } catch (error) {
    await reading[Symbol.asyncDispose]();
    throw error;
  }
}

/** Oldest first. Another program's table of this name may have no names. */
async function readApplied(reader: Kysely<Schema>): Promise<string[]> {
  const { rows } = await sql<{ name?: string }>`select * from kysely_migration`.execute(reader);
  return rows.map(({ name }) => String(name)).sort();
}

async function check(reader: Kysely<Schema>, depth: "quick" | "full"): Promise<string[]> {
  const pragma = depth === "full" ? sql`pragma integrity_check` : sql`pragma quick_check`;
  try {
    const { rows } = await pragma.execute(reader);
    const found = rows.map((row) => String(Object.values(row as object)[0]));
    return found.filter((text) => text !== "ok");
  } catch (error) {
    if (error instanceof Error && /malformed/.test(error.message)) return [error.message];
    throw error;
  }
}
