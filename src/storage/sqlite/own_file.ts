import type { DatabaseSync } from "node:sqlite";
import { notOwn, occupantOf } from "../migrations/own_database.ts";

/** What Kysely and SQLite keep for themselves. */
const KEPT_FOR_ITSELF = /^(?:kysely_migration|sqlite_)/;

/** Of the names of everything in a file, those of tables, views and so on. */
export function takenOf(objects: readonly string[]): string[] {
  return objects.filter((name) => !KEPT_FOR_ITSELF.test(name));
}

/**
 * Looks at a file before anything changes it, the mode of its log included: it may be empty or of
 * this program.
 *
 * @throws {RestaurantError} INVALID_INPUT if another program made it.
 */
export function assertOwnFile(connection: DatabaseSync, path: string): void {
  connection.exec("pragma busy_timeout = 5000");
  // Before the migrations: a process that makes both now commits them together.
  const objects = namesIn(connection, "sqlite_master");
  const applied = objects.includes("kysely_migration")
    ? namesIn(connection, "kysely_migration")
    : [];
  const foreign = occupantOf(takenOf(objects), applied);
  if (foreign !== undefined) throw notOwn(path, foreign);
}

/** Of another program's table, which may have no names, too. */
function namesIn(connection: DatabaseSync, table: string): string[] {
  return connection.prepare(`select * from ${table}`).all().map(({ name }) => String(name));
}
