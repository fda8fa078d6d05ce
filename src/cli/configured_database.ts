import { dirname } from "node:path";
import type { Config } from "../config/config.ts";
import { outgoingHosts } from "../config/hosts.ts";
import { assertExists, fileAt } from "../storage/backup/files.ts";
import { assertCurrent, assertOurs } from "../storage/migrations/schema_state.ts";
import { isOwn } from "../storage/migrations/own_database.ts";
import { openSnapshot, type Snapshot } from "../storage/backup/snapshot.ts";
import { RestaurantError } from "../values/errors.ts";
import type {
  DatabaseAddress,
  FileAddress,
  StoredAddress,
} from "../storage/address/database_address.ts";
import type { Context } from "./context.ts";
import { defined } from "./options.ts";
import { type Files, keepFiles, keepHosts } from "./sandbox.ts";

/** The flags of a command that works with the database. */
export interface DatabaseFlags {
  readonly database?: string;
}

/**
 * The configured database.
 *
 * @throws {RestaurantError} INVALID_INPUT if it is in memory, or its address is faulty.
 */
export function configuredDatabase(
  { config }: Context,
  { database: given }: DatabaseFlags,
): StoredAddress {
  const { database } = config(defined({ database: given }));
  if (database.kind !== "memory") return database;
  throw new RestaurantError(
    "INVALID_INPUT",
    "An in-memory database is lost when its program ends.",
    {
      hint: "Name a file with --database or DATABASE_URL.",
    },
  );
}

/**
 * The file that is configured as database.
 *
 * @throws {RestaurantError} INVALID_INPUT if it is none.
 */
export function databaseFile(context: Context, flags: DatabaseFlags): FileAddress {
  const database = configuredDatabase(context, flags);
  if (database.kind === "file") return database;
  throw new RestaurantError("INVALID_INPUT", "The database is on a server, not in a file.", {
    hint:
      "PostgreSQL brings its own: pg_dump --format=custom copies a database while it is used, " +
      "pg_restore --clean puts the copy back.",
  });
}

/** The files that working with a database needs. */
export function filesFor(database: DatabaseAddress): Files {
  switch (database.kind) {
    case "memory":
      return {};
    case "file":
      return { write: [dirname(database.path)] };
    case "server": {
      const { rootCertificate } = database;
      return rootCertificate === undefined ? {} : { read: [rootCertificate] };
    }
  }
}

/** The files that serving needs: the database, and the inbox if there is one. */
export function servedFiles({ database, inbox }: Pick<Config, "database" | "inbox">): Files {
  const { read = [], write = [] } = filesFor(database);
  return { read, write: inbox === undefined ? write : [...write, inbox] };
}

/** Like `configuredDatabase`; gives up every permission except for its folder or server. */
export function onlyDatabase(context: Context, flags: DatabaseFlags): StoredAddress {
  const database = configuredDatabase(context, flags);
  keepFiles(filesFor(database));
  keepHosts(outgoingHosts({ database }));
  return database;
}

/** Whether a database exists: a file, or tables of this program on a server. */
export async function isThere(database: StoredAddress): Promise<boolean> {
  if (database.kind === "file") return await fileAt(database.path) !== undefined;
  await using snapshot = await openSnapshot(database);
  return isOwn(snapshot.schema.applied);
}

/** @throws {RestaurantError} if there is no database yet. */
export async function assertThere(database: StoredAddress): Promise<void> {
  if (database.kind === "file") return await assertExists(database.path);
  await using snapshot = await openSnapshot(database);
  assertOurs(snapshot.schema, String(database));
}

/**
 * The configured database for reading, as it is now; never creates one.
 *
 * @throws {RestaurantError} if there is none, or this version cannot read it.
 */
export async function readDatabase(context: Context, flags: DatabaseFlags): Promise<Snapshot> {
  const database = onlyDatabase(context, flags);
  const snapshot = await openSnapshot(database);
  try {
    assertCurrent(snapshot.schema, String(database));
    return snapshot;
  } catch (error) {
    await snapshot[Symbol.asyncDispose]();
    throw error;
  }
}
