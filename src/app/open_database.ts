import { dirname } from "node:path";
import type { DatabaseAddress } from "../storage/address/database_address.ts";
import type { Database, OnWaited } from "../storage/database.ts";
import { openSqlite } from "../storage/sqlite/sqlite.ts";

/** Opens a database; a missing file is made, with its folder. */
export async function openDatabase(
  address: DatabaseAddress,
  onWaited?: OnWaited,
): Promise<Database> {
  if (address.kind === "server") {
    const { openPostgres } = await import("../storage/postgres/postgres.ts");
    return await openPostgres(address, onWaited);
  }
  if (address.kind === "file") await Deno.mkdir(dirname(address.path), { recursive: true });
  return await openSqlite(address);
}
