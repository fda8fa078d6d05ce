import { type Kysely, sql } from "kysely";
import { RestaurantError } from "../values/errors.ts";
import type { Reader } from "./database.ts";
import { assertExists } from "./files.ts";
import { MIGRATION_NAMES } from "./migrate.ts";
import type { Schema } from "./schema.ts";
import { connect, READER_PRAGMAS } from "./sqlite.ts";
import { inPlainWords } from "./sqlite_errors.ts";

/** How far the schema of a database is. */
export interface SchemaState {
  /** Migrations that it went through, oldest first; none where another program made it. */
  readonly applied: readonly string[];
  /** Those that it still needs. */
  readonly missing: readonly string[];
  /** Those that only a newer version of this program knows. */
  readonly unknown: readonly string[];
}

/**
 * An existing database as it is at one moment, whatever others write to it meanwhile. Close it with
 * `await using`; until then its log grows with what is written.
 */
export interface Snapshot extends AsyncDisposable {
  readonly reader: Reader;
  readonly schema: SchemaState;
  /** What the engine's own check finds wrong; `full` also compares every index with its table. */
  complaints(depth: "quick" | "full"): Promise<string[]>;
}

/**
 * Opens a database for looking at it: nothing is created, migrated or written.
 *
 * @throws {RestaurantError} NOT_FOUND where there is no such file, INVALID_INPUT where it is no
 * database or cannot be opened, SERVICE_UNAVAILABLE where it is damaged.
 */
export async function openSnapshot(path: string): Promise<Snapshot> {
  await assertExists(path);
  let reader: Kysely<Schema> | undefined;
  try {
    const opened = reader = connect(path, READER_PRAGMAS);
    await sql`begin deferred`.execute(opened);
    const schema = await readSchemaState(opened);
    return {
      reader: opened,
      schema,
      complaints: (depth) => check(opened, depth),
      [Symbol.asyncDispose]: () => opened.destroy(),
    };
  } catch (error) {
    await reader?.destroy();
    throw inPlainWords(error);
  }
}

/** Its first query is what takes the snapshot. */
async function readSchemaState(reader: Kysely<Schema>): Promise<SchemaState> {
  const { rows: [table] } = await sql`
    select name from sqlite_master where type = 'table' and name = 'kysely_migration'
  `.execute(reader);
  const { rows } = table === undefined ? { rows: [] } : await sql<{ name: string }>`
    select name from kysely_migration order by name
  `.execute(reader);
  const applied = rows.map(({ name }) => name);
  return {
    applied,
    missing: MIGRATION_NAMES.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !MIGRATION_NAMES.includes(name)),
  };
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

/**
 * Asserts that a database is one of this program, as this version knows it.
 *
 * @throws {RestaurantError} INVALID_INPUT where another program or a newer version made it, CONFLICT
 * where an older one did and nobody has opened it since.
 */
export function assertCurrent({ applied, missing, unknown }: SchemaState): void {
  assertOurs({ applied, unknown });
  if (missing.length === 0) return;
  throw new RestaurantError("CONFLICT", "The database was written by an older version.", {
    hint: "Bring it up to date by starting the server, or with `restaurant-mcp location`.",
  });
}

/**
 * Asserts that a database is one of this program, of this version or an older one.
 *
 * @throws {RestaurantError} INVALID_INPUT where another program or a newer version made it.
 */
export function assertOurs({ applied, unknown }: Pick<SchemaState, "applied" | "unknown">): void {
  if (applied.length === 0) {
    throw new RestaurantError("INVALID_INPUT", "The file is no database of restaurant-mcp.", {
      hint: "Check the path.",
    });
  }
  if (unknown.length === 0) return;
  throw new RestaurantError("INVALID_INPUT", "The database was written by a newer version.", {
    hint: "Update this program.",
  });
}
