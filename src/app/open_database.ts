import { dirname } from "node:path";
import type { DatabaseAddress } from "../storage/address/database_address.ts";
import type { Database, OnWaited } from "../storage/database.ts";
import { assertNotLost, leaveMarker } from "../storage/sqlite/marker.ts";
import { openSqlite } from "../storage/sqlite/sqlite.ts";

/**
 * Opens a database; a missing file is made, with its folder.
 *
 * @throws {RestaurantError} NOT_FOUND if the file is missing and was there before.
 */
export async function openDatabase(
  address: DatabaseAddress,
  onWaited?: OnWaited,
): Promise<Database> {
  if (address.kind === "server") {
    const { openPostgres } = await import("../storage/postgres/postgres.ts");
    return await openPostgres(address, onWaited);
  }
  if (address.kind === "memory") return await openSqlite(address);
  await Deno.mkdir(dirname(address.path), { recursive: true });
  assertNotLost(address.path);
  const database = await openSqlite(address);
  leaveMarker(address.path);
  return database;
}
