import { dirname } from "node:path";
import { outgoingHosts } from "../config/hosts.ts";
import { assertExists, fileAt } from "../storage/backup/files.ts";
import { assertCurrent, assertOurs } from "../storage/migrations/schema_state.ts";
import { openSnapshot, type Snapshot } from "../storage/backup/snapshot.ts";
import { RestaurantError } from "../values/errors.ts";
import { isPostgresUrl, postgresAddress } from "../storage/postgres/address.ts";
import type { Context } from "./context.ts";
import { defined } from "./options.ts";
import { type Files, keepFiles, keepHosts } from "./sandbox.ts";

/** The flags of a command that works with the database. */
export interface DatabaseFlags {
  readonly database?: string;
}

/**
 * The configured database: the path of a file, or a PostgreSQL address.
 *
 * @throws {RestaurantError} INVALID_INPUT where it is in memory, or a faulty address.
 */
export function configuredDatabase(
  { config }: Context,
  { database: given }: DatabaseFlags,
): string {
  const { database } = config(defined({ database: given }));
  if (database !== ":memory:") return database;
  throw new RestaurantError("INVALID_INPUT", "A database in memory ends with its program.", {
    hint: "Name a file with --database or DATABASE_URL.",
  });
}

/**
 * The file that is configured as database.
 *
 * @throws {RestaurantError} INVALID_INPUT where it is none.
 */
export function databaseFile(context: Context, flags: DatabaseFlags): string {
  const database = configuredDatabase(context, flags);
  if (!isPostgresUrl(database)) return database;
  throw new RestaurantError("INVALID_INPUT", "The database is on a server, and no file.", {
    hint:
      "PostgreSQL brings its own: pg_dump --format=custom copies a database while it is used, " +
      "pg_restore --clean puts the copy back.",
  });
}

/** The files that working with a database needs. */
export function filesFor(database: string): Files {
  if (database === ":memory:") return {};
  if (!isPostgresUrl(database)) return { write: [dirname(database)] };
  const { rootCertificate } = postgresAddress(database);
  return rootCertificate === undefined ? {} : { read: [rootCertificate] };
}

/** As `configuredDatabase`; every right but to its folder, or to its server, is given up. */
export function onlyDatabase(context: Context, flags: DatabaseFlags): string {
  const database = configuredDatabase(context, flags);
  keepFiles(filesFor(database));
  keepHosts(outgoingHosts({ database }));
  return database;
}

/** Whether there is a database already: a file, or tables of this program on a server. */
export async function isThere(database: string): Promise<boolean> {
  if (!isPostgresUrl(database)) return await fileAt(database) !== undefined;
  await using snapshot = await openSnapshot(database);
  return snapshot.schema.applied.length > 0;
}

/** @throws {RestaurantError} where there is no database yet. */
export async function assertThere(database: string): Promise<void> {
  if (!isPostgresUrl(database)) return await assertExists(database);
  await using snapshot = await openSnapshot(database);
  assertOurs(snapshot.schema);
}

/**
 * The configured database for reading, as it is now: it is not made where it is missing.
 *
 * @throws {RestaurantError} where there is none, or one that this version cannot read.
 */
export async function readDatabase(context: Context, flags: DatabaseFlags): Promise<Snapshot> {
  const snapshot = await openSnapshot(onlyDatabase(context, flags));
  try {
    assertCurrent(snapshot.schema);
    return snapshot;
  } catch (error) {
    await snapshot[Symbol.asyncDispose]();
    throw error;
  }
}
