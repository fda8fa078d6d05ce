import { RestaurantError } from "../values/errors.ts";
import { assertCurrent, openSnapshot, type Snapshot } from "../storage/snapshot.ts";
import { dirname } from "node:path";
import type { Context } from "./context.ts";
import { defined } from "./options.ts";
import { keepFiles, keepHosts } from "./sandbox.ts";

/** The flags of a command that works with the database's file. */
export interface DatabaseFlags {
  readonly database?: string;
}

/**
 * The file that is configured as database.
 *
 * @throws {RestaurantError} INVALID_INPUT where it is none.
 */
export function databaseFile({ config }: Context, { database }: DatabaseFlags): string {
  const { database: path } = config(defined({ database }));
  if (path !== ":memory:") return path;
  throw new RestaurantError("INVALID_INPUT", "A database in memory ends with its program.", {
    hint: "Name a file with --database or DATABASE_URL.",
  });
}

/** As `databaseFile`; every right but to the database's folder is given up. */
export function onlyDatabaseFile(context: Context, flags: DatabaseFlags): string {
  const path = databaseFile(context, flags);
  keepFiles({ write: [dirname(path)] });
  keepHosts([]);
  return path;
}

/**
 * The configured database for reading, as it is now: it is not made where it is missing.
 *
 * @throws {RestaurantError} where there is none, or one that this version cannot read.
 */
export async function readDatabase(context: Context, flags: DatabaseFlags): Promise<Snapshot> {
  const snapshot = await openSnapshot(onlyDatabaseFile(context, flags));
  try {
    assertCurrent(snapshot.schema);
    return snapshot;
  } catch (error) {
    await snapshot[Symbol.asyncDispose]();
    throw error;
  }
}
