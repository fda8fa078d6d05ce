import { dirname } from "node:path";
import type { DatabaseAddress } from "../storage/address/database_address.ts";
import type { Database } from "../storage/database.ts";
import type { OpeningHooks } from "../storage/postgres/postgres.ts";
import { assertNotLost, leaveMarker } from "../storage/sqlite/marker.ts";
import { openSqlite } from "../storage/sqlite/sqlite.ts";

/**
 * Opens a database; a missing file is made, with its folder.
 *
 * @throws {RestaurantError} NOT_FOUND if the file is missing and was there before.
 */
export async function openDatabase(
  address: DatabaseAddress,
  hooks: OpeningHooks = {},
): Promise<Database> {
  if (address.kind === "server") {
    const { openPostgres } = await import("../storage/postgres/postgres.ts");
    return await openPostgres(address, hooks);
  }
  if (address.kind === "memory") return await openSqlite(address);
  await Deno.mkdir(dirname(address.path), { recursive: true });
  assertNotLost(address.path);
  const database = await openSqlite(address, hooks.onMigration);
  leaveMarker(address.path);
  return database;
}
